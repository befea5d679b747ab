import type { RootExpression } from '../../../hcl/syntax.ts'
import { attributeOf, elementOf } from './access.ts'
import { evaluate } from './evaluate.ts'
import { moduleValue } from './module-outputs.ts'
import { localValue, variableValue } from './module-values.ts'
import { resourceValue } from './resource-values.ts'
import type { Run } from './run.ts'
import type { Scope } from './scope.ts'
import { sourceModule } from './source-module.ts'
import type { Step } from './steps.ts'
import { EvaluationError, namedHole, numberValue, stringValue, unsupported, type Value } from './value.ts'

/** The value of a reference: its beginning, and the steps from there. */
export function referenced(run: Run, { name }: RootExpression, steps: readonly Step[], scope: Scope): Value {
  const own = scope.names.get(name)
  if (own !== undefined) return walked(run, own, steps, scope)
  if (scope.isClosed === true) throw new EvaluationError(`there is no \`${name}\` in a template file`)
  const [first, ...rest] = steps
  const attribute = first?.kind === 'attribute' ? first.name : undefined
  if (attribute === undefined) return unsupported(`\`${name}\` as a whole`, [])
  switch (name) {
    case 'var':
      return walked(run, variableValue(run, scope.module, attribute), rest, scope)
    case 'local':
      return walked(run, localValue(run, scope.module, attribute), rest, scope)
    case 'module':
      return moduleValue(run, scope, attribute, rest)
    case 'each':
      return walked(run, eachValue(scope, attribute), rest, scope)
    case 'count':
      return countValue(scope)
    case 'path':
      return pathValue(run, scope, attribute)
    case 'terraform':
    case 'self':
      return namedHole(`${name}.${attribute}`, 'not-in-input', attribute === 'workspace' ? 'text' : 'any')
    default:
      return resourceValue(run, scope, name, steps)
  }
}

/** What the steps lead to from a value. */
export function walked(run: Run, from: Value, steps: readonly Step[], scope: Scope): Value {
  let value = from
  for (const step of steps) {
    value =
      step.kind === 'attribute'
        ? attributeOf(value, step.name)
        : elementOf(value, evaluate(run, step.key, scope))
  }
  return value
}

function eachValue({ each }: Scope, attribute: string): Value {
  if (each === undefined) throw new EvaluationError('`each` stands in a block without `for_each`')
  return attribute === 'key' ? each.key : each.value
}

function countValue({ index }: Scope): Value {
  return typeof index === 'number' ? numberValue(index) : namedHole('count.index', 'not-in-input', 'number')
}

/** Terraform runs in the folder of the root module; where that lies on a machine is not told. */
function pathValue(run: Run, { module }: Scope, attribute: string): Value {
  if (attribute === 'root') return stringValue('.')
  if (attribute === 'module') {
    const source = sourceModule(run, module)
    return source === undefined ? namedHole('path.module', 'not-in-input', 'text') : stringValue(source.path)
  }
  return namedHole(`path.${attribute}`, 'not-in-input', 'text')
}
