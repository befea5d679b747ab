import { byUtf8 } from './order.ts'
import { withSensitive } from './sensitive.ts'
import { isWhollyKnown, type ListValue, type Value } from './value.ts'
import { keyOf } from './value-key.ts'

/**
 * A set of values of one type: each once, in Terraform's order, those with holes behind the others. With holes beside
 * other items it is loose: they may turn out to be equal, and their place is not known. A set is sensitive as a whole.
 */
export function setOf(items: readonly Value[]): ListValue {
  const known = new Map<string, Value>()
  const open = new Map<string, Value>()
  for (const item of items) {
    const distinct = isWhollyKnown(item) && !isLoose(item) ? known : open
    const key = keyOf(item)
    if (!distinct.has(key)) distinct.set(key, item)
  }
  const sorted = [...known].toSorted(inOrder).map(([, item]) => item)
  const all = [...sorted, ...open.values()]
  const set: ListValue = { kind: 'list', type: 'set', items: all }
  return withSensitive(open.size > 0 && all.length > 1 ? { ...set, isLoose: true } : set, items)
}

/** Whether the order or the number of the items of a list is not certain. */
export function isLoose(value: Value): boolean {
  return value.kind === 'list' && value.isLoose === true
}

type Entry = readonly [key: string, item: Value]

/** Strings by their bytes, numbers by value, the rest by their keys; null comes last. */
function inOrder([oneKey, one]: Entry, [otherKey, other]: Entry): number {
  if (one.kind === 'null' || other.kind === 'null')
    return Number(one.kind === 'null') - Number(other.kind === 'null')
  if (one.kind === 'number' && other.kind === 'number') return one.value - other.value
  const isText = one.kind === 'string' && other.kind === 'string'
  return isText ? byUtf8(unquoted(oneKey), unquoted(otherKey)) : byUtf8(oneKey, otherKey)
}

function unquoted(key: string): string {
  const text: unknown = JSON.parse(key)
  return typeof text === 'string' ? text : key
}
