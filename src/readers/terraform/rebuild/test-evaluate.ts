import { parseExpression } from '../../../hcl/parse.ts'
import { readResources } from '../resources.ts'
import { planOf } from '../test-plan.ts'
import { evaluate } from './evaluate.ts'
import { inEachWorld, type Evaluation } from './run.ts'
import { outside } from './scope.ts'
import type { Type } from './type.ts'
import { nullValue, type Value } from './value.ts'

const resources = readResources(planOf({ format_version: '1.2' }), 'plan.json')

/** For tests only: what an expression evaluates to that refers to nothing but these names. */
export function evaluated(expression: string, names: Readonly<Record<string, Value>> = {}): Value {
  const evaluation: Evaluation = {
    sources: { textAt: () => undefined, root: '', moduleAt: () => undefined, whyNot: () => undefined },
    resources,
    others: undefined,
    purpose: 'values',
    shared: new Map(),
    budget: { steps: 100_000 },
    conditions: new Map(),
    notes: new Set(),
  }
  const parsed = parseExpression({ path: 'expression', text: expression })
  const scope = { ...outside(resources.scopes.root), names: new Map(Object.entries(names)) }
  const [only] = inEachWorld(evaluation, run => evaluate(run, parsed, scope))
  return only?.value ?? nullValue
}

/** For tests only: a type as `type()` shows it. */
export function shownType(type: Type): string {
  switch (type.kind) {
    case 'boolean':
      return 'bool'
    case 'any':
    case 'unsettled':
      return '?'
    case 'list':
    case 'set':
    case 'map':
      return `${type.kind}(${shownType(type.element)})`
    case 'tuple':
      return `tuple([${type.elements.map(shownType).join(',')}])`
    case 'object':
      return `object({${[...type.attributes].map(([name, inner]) => `${name}:${shownType(inner)}`).join(',')}})`
    default:
      return type.kind
  }
}
