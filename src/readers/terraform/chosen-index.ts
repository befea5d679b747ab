import { segments, type Index, type Segment } from './address.ts'
import type { Scope } from './configuration.ts'
import { isObject, items, property } from './json-value.ts'
import { partOf, valueOf, valueOfVariable } from './known-values.ts'
import type { Resources } from './resources.ts'

/** From where an expression looks out: a module instance, and the instance of the block in it. */
export interface Standpoint {
  readonly scope: Scope
  readonly index?: Index
  readonly forEach: unknown
}

/** What a reference can choose by: an index, nothing, or something that cannot be told. */
type Choice = { readonly index: unknown } | 'none' | 'unclear'

/**
 * The index that Terraform cut off the references of an expression, where only one can be meant: of
 * `aws_iam_role.app[each.key].arn` it leaves `aws_iam_role.app` and `each.key`. `isIndex` tells the indexes of the
 * resources that are named.
 */
export function chosenIndex(
  resources: Resources,
  from: Standpoint,
  references: readonly string[],
  isIndex: (index: Index) => boolean,
): Index | undefined {
  if (references.length > mostReferences) return undefined
  const chosen = new Set<Index>()
  for (const reference of references) {
    const choice = choiceOf(resources, from, reference)
    if (choice === 'unclear') return undefined
    if (choice === 'none') continue
    const found = indexesIn(choice.index, isIndex)
    if (found === undefined) return undefined
    for (const index of found) chosen.add(index)
  }
  const [only, ...others] = chosen
  return others.length > 0 ? undefined : only
}

/** With more it is not worth the time. */
const mostReferences = 100
const mostElements = 100

/** The indexes that a value can be; nothing when it holds some to look one up: `app[var.names[count.index]]`. */
function indexesIn(value: unknown, isIndex: (index: Index) => boolean): readonly Index[] | undefined {
  const isOne = (part: unknown) => isScalar(part) && isIndex(part)
  if (isScalar(value)) return isIndex(value) ? [value] : []
  if (typeof value !== 'object' || value === null) return []
  const parts: readonly unknown[] = Object.values(value)
  const isClear = parts.length <= mostElements && !parts.some(part => isOne(part) || typeof part === 'object')
  return isClear ? [] : undefined
}

function isScalar(value: unknown): value is Index {
  return typeof value === 'string' || typeof value === 'number'
}

function choiceOf(resources: Resources, from: Standpoint, reference: string): Choice {
  const path = segments(reference)
  switch (path?.[0]?.name) {
    case 'each':
      return path[1]?.name === 'key' ? { index: from.index } : ofEachValue(resources, from, path)
    case 'count':
      return { index: from.index }
    case 'var': {
      const value = valueOfVariable(resources, from.scope, path)
      return value === undefined ? 'unclear' : { index: value }
    }
    case undefined:
    case 'local':
    case 'module':
    case 'self':
      return 'unclear'
    default:
      return 'none'
  }
}

function ofEachValue(resources: Resources, from: Standpoint, path: readonly Segment[]): Choice {
  const value = eachValue(resources, from, path)
  return value === undefined ? 'unclear' : { index: value }
}

/** The value of `each.value` or of a part of it: a member of the map that a block goes over, or of a set its key. */
export function eachValue(
  resources: Resources,
  { scope, index, forEach }: Standpoint,
  path: readonly Segment[],
): unknown {
  if (index === undefined) return undefined
  const whole = valueOf(resources, scope, forEach)
  // A map of constants would be told: `{}` is `toset([…])`.
  const isSet = Array.isArray(whole) || (whole === undefined && isConstant(forEach))
  if (isSet) return path.length === 2 ? index : undefined
  return isObject(whole) ? partOf(whole, index, path.slice(2)) : undefined
}

function isConstant(expression: unknown): boolean {
  return isObject(expression) && items(property(expression, 'references')).length === 0
}
