import type { Index, Segment } from './address.ts'
import { segments } from './address.ts'
import { argument, type Scope } from './configuration.ts'
import { exactReferences } from './exact-references.ts'
import { isObject, items, property } from './json-value.ts'
import type { Resources } from './resources.ts'

/** Modules are not nested deeper; plans can be made to. */
const deepest = 50

/** The value of a constant, or of an expression that is nothing but a variable; nothing when the plan does not tell it. */
export function valueOf(resources: Resources, scope: Scope, expression: unknown, depth = 0): unknown {
  const constant = property(expression, 'constant_value')
  if (constant !== undefined) return constant
  const references = items(property(expression, 'references'))
  if (depth > deepest || references.length > deepest) return undefined
  const [only, ...others] = exactReferences(references)
  const path = only === undefined || others.length > 0 ? undefined : segments(only)
  return path?.[0]?.name === 'var' ? valueOfVariable(resources, scope, path, depth) : undefined
}

/** The value of `var.app` or of a part of it, `var.app.policy`; an attribute that an object leaves out is `null`. */
export function valueOfVariable(
  resources: Resources,
  scope: Scope,
  [, variable, ...rest]: readonly Segment[],
  depth = 0,
): unknown {
  if (variable === undefined) return undefined
  const { name, index } = variable
  return partOf(wholeVariable(resources, scope, name, depth), index, rest)
}

function wholeVariable(resources: Resources, scope: Scope, name: string, depth: number): unknown {
  const preset = property(property(property(scope.module, 'variables'), name), 'default')
  if (scope.parent === undefined) {
    const given = property(resources.plan.variables, name)
    return given === undefined ? preset : property(given, 'value')
  }
  const given = argument(scope.call, name)
  return given === undefined ? preset : valueOf(resources, scope.parent, given, depth + 1)
}

/** What stands in a value at an index and below these names. */
export function partOf(whole: unknown, index: Index | undefined, path: readonly Segment[]): unknown {
  const start = index === undefined ? whole : elementOf(whole, index)
  return path.reduce<unknown>((value, { name, index: at }) => {
    const found = isObject(value) ? (property(value, name) ?? null) : undefined
    return at === undefined ? found : elementOf(found, at)
  }, start)
}

function elementOf(value: unknown, index: Index): unknown {
  return typeof index === 'number' ? items(value)[index] : property(value, index)
}
