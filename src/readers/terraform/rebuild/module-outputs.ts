import type { Block } from '../../../hcl/syntax.ts'
import type { Index } from '../address.ts'
import { childScope, type Scope as ModuleInstance } from '../configuration.ts'
import { property } from '../json-value.ts'
import { follow } from '../references.ts'
import { toStringValue } from './convert.ts'
import { entriesOf } from './entries.ts'
import { evaluate } from './evaluate.ts'
import { lazyMembers } from './lazy-members.ts'
import { fromPlan } from './plan-values.ts'
import { walked } from './referenced.ts'
import { attributeValue } from './resource-values.ts'
import { once, spend, type Run } from './run.ts'
import { outside, type Scope } from './scope.ts'
import { sourceModule } from './source-module.ts'
import type { Step } from './steps.ts'
import { argumentOf } from './written.ts'
import {
  derived,
  EvaluationError,
  knownText,
  listValue,
  namedHole,
  objectValue,
  type Hole,
  type Value,
} from './value.ts'

/** `module.name`, its instances, and their outputs. */
export function moduleValue(run: Run, scope: Scope, name: string, steps: readonly Step[]): Value {
  const call = sourceModule(run, scope.module)?.calls.get(name)
  if (call === undefined) return namedHole(`module.${name}`, 'not-in-input')
  const instance = (index?: Index) =>
    childScope(run.resources.scopes, scope.module, { name, ...(index === undefined ? {} : { index }) })
  const keys = keysOf(run, scope.module, call)
  if (keys === undefined) return outputs(run, instance(), steps, scope)
  if ('kind' in keys) return walked(run, keys, steps, scope)
  const [first, ...rest] = steps
  const key = first?.kind === 'index' ? toStringValue(evaluate(run, first.key, scope)) : undefined
  const known = key === undefined ? undefined : knownText(key)
  if (known !== undefined) {
    const index = keys.find(each => String(each) === known)
    if (index === undefined) throw new EvaluationError(`\`module.${name}\` has no instance \`${known}\``)
    return outputs(run, instance(index), rest, scope)
  }
  return walked(
    run,
    allInstances(run, call, keys, index => outputs(run, instance(index), [], scope)),
    steps,
    scope,
  )
}

const mostInstances = 10_000

/** The indexes of the instances of a call; nothing for a call that has no index. Terraform knows them before apply. */
function keysOf(run: Run, module: ModuleInstance, { body }: Block): readonly Index[] | Hole | undefined {
  const count = argumentOf(body, 'count')
  const forEach = argumentOf(body, 'for_each')
  const written = count ?? forEach
  if (written === undefined) return undefined
  const value = evaluate(run, written, outside(module))
  if (count !== undefined) {
    if (value.kind !== 'number' || value.value > mostInstances)
      return derived('the instances of a module', [value])
    return Array.from({ length: value.value }, (_, index) => index)
  }
  const keys = entriesOf(value)?.map(([key]) => knownText(key))
  const known = keys?.filter(key => key !== undefined)
  if (keys === undefined || known === undefined || known.length < keys.length)
    return derived('the instances of a module', [value])
  return known
}

function allInstances(run: Run, { body }: Block, keys: readonly Index[], at: (index: Index) => Value): Value {
  if (argumentOf(body, 'count') === undefined)
    return objectValue(lazyMembers(keys.map(String), at, () => spend(run)))
  return listValue(
    'tuple',
    keys.map(key => at(key)),
  )
}

function outputs(run: Run, module: ModuleInstance, steps: readonly Step[], scope: Scope): Value {
  const source = sourceModule(run, module)
  const [first, ...rest] = steps
  if (source === undefined) {
    if (first?.kind !== 'attribute') return namedHole(module.path.slice(0, -1), 'not-in-input')
    return walked(run, outputOfPlan(run, module, first.name), rest, scope)
  }
  const output = (name: string) => outputOf(run, module, name, source.outputs.get(name))
  if (first?.kind === 'attribute') return walked(run, output(first.name), rest, scope)
  return walked(
    run,
    objectValue(lazyMembers([...source.outputs.keys()], output, () => spend(run))),
    steps,
    scope,
  )
}

function outputOf(run: Run, module: ModuleInstance, name: string, block: Block | undefined): Value {
  const expression = argumentOf(block?.body, 'value')
  if (expression === undefined) throw new EvaluationError(`the module has no output \`${name}\``)
  return once(run, `${module.path}output.${name}`, () => {
    const value = evaluate(run, expression, outside(module))
    const flag = argumentOf(block?.body, 'sensitive')
    return flag?.kind === 'literal' && flag.value === true ? { ...value, sensitive: true } : value
  })
}

/**
 * An output of a module whose sources are not there: the plan names what it refers to, without the text around. A single
 * reference is taken for the value, as without sources (docs/decisions/0007).
 */
function outputOfPlan(run: Run, module: ModuleInstance, name: string): Value {
  const unknown = namedHole(`${module.path}${name}`, 'not-in-input')
  const output = property(property(module.module, 'outputs'), name)
  const expression = property(output, 'expression')
  if (expression === undefined) return unknown
  const [leaf, ...others] = follow(run.resources, { scope: module, forEach: undefined }, expression)
  if (leaf === undefined || others.length > 0) return unknown
  const mark = property(output, 'sensitive')
  if (leaf.kind === 'known') {
    return leaf.value === undefined ? unknown : fromPlan(leaf.value, undefined, mark, unknown.name)
  }
  const [instance, ...more] = leaf.kind === 'resource' ? leaf.instances : []
  if (leaf.kind !== 'resource' || leaf.attribute === undefined || instance === undefined || more.length > 0)
    return unknown
  const value = attributeValue(run, instance, leaf.attribute)
  return mark === true ? { ...value, sensitive: true } : value
}
