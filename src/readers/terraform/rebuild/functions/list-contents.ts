import { sameness } from '../equality.ts'
import { byUtf8 } from '../order.ts'
import { isLoose } from '../set-items.ts'
import { EvaluationError, isWhollyKnown, listValue, type Hole, type ListValue, type Value } from '../value.ts'
import { keyOf } from '../value-key.ts'
import { listOf, looseList, oneArgument, open, sequence, telling, tooMany } from './collection-arguments.ts'
import { mostItems } from './limits.ts'
import type { FunctionTable } from './table.ts'
import { textOf } from './text.ts'

/**
 * Functions that look at what the elements of a list are.
 * https://developer.hashicorp.com/terraform/language/functions
 */
export const listContentFunctions: FunctionTable = {
  compact: telling(compact),
  distinct: telling(distinct),
  flatten,
  sort: telling(sort),
}

/** Drops empty strings; one that may turn out to be empty may be missing. */
function compact(args: readonly Value[]): Value {
  const list = listOf(oneArgument('compact', args), 'string')
  if (list.kind === 'hole') return open('compact', args)
  const items = list.items.filter(item => item.kind !== 'null' && textOf(item) !== '')
  return withItems(list, items, items.some(canBeEmpty))
}

function canBeEmpty(value: Value): boolean {
  if (value.kind === 'string') return value.parts.every(part => part.kind === 'hole' && part.type !== 'text')
  return value.kind === 'hole' && value.type !== 'text'
}

function withItems(list: ListValue, items: readonly Value[], isOpen: boolean): Value {
  return isOpen || isLoose(list) ? looseList('list', items) : listValue('list', items)
}

/** Keeps the first of equal elements. */
function distinct(args: readonly Value[]): Value {
  const list = listOf(oneArgument('distinct', args), 'any')
  if (list.kind === 'hole') return open('distinct', args)
  const firsts = new Map<string, Value>()
  for (const item of list.items) {
    const key = keyOf(item)
    if (!firsts.has(key)) firsts.set(key, item)
  }
  const items = [...firsts.values()]
  return withItems(list, items, canCoincide(items))
}

/** More comparisons are not made: what is not compared may be equal. */
const mostComparisons = 20_000

/** Whether elements that are not the same may turn out to be. */
function canCoincide(items: readonly Value[]): boolean {
  const unknown = items.filter(item => !isWhollyKnown(item))
  if (unknown.length * items.length > mostComparisons) return true
  return unknown.some(one => items.some(other => other !== one && sameness(one, other) !== 'no'))
}

/** What is not known may be one element or a list of them. */
function flatten(args: readonly Value[]): Value {
  const list = sequence(oneArgument('flatten', args))
  if (list.kind === 'hole') return open('flatten', args)
  const items: Value[] = []
  let isOpen = isLoose(list)
  const waiting: Value[] = list.items.toReversed()
  for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) {
    if (item.kind === 'list') {
      isOpen ||= isLoose(item)
      for (const inner of marked(item).toReversed()) waiting.push(inner)
      if (waiting.length > mostItems) return tooMany('flatten', args)
    } else if (item.kind === 'hole' && item.type === 'any') {
      isOpen = true
      items.push(flattened(item))
    } else items.push(item)
    if (items.length > mostItems) return tooMany('flatten', args)
  }
  return isOpen ? looseList('tuple', items) : listValue('tuple', items)
}

function marked({ items, sensitive }: ListValue): readonly Value[] {
  return sensitive === true ? items.map(item => ({ ...item, sensitive })) : items
}

function flattened(hole: Hole): Hole {
  return { ...hole, id: `flatten(${hole.id})` }
}

/** Sorts by bytes; where the unknown ones come nobody knows. */
function sort(args: readonly Value[]): Value {
  const list = listOf(oneArgument('sort', args), 'string')
  if (list.kind === 'hole') return open('sort', args)
  const known: (readonly [text: string, item: Value])[] = []
  const unknown: Value[] = []
  for (const item of list.items) {
    if (item.kind === 'null') throw new EvaluationError('null cannot be sorted')
    const text = textOf(item)
    if (text === undefined) unknown.push(item)
    else known.push([text, item])
  }
  const sorted = known.toSorted(([one], [other]) => byUtf8(one, other)).map(([, item]) => item)
  return withItems(list, [...sorted, ...unknown], unknown.length > 0 && list.items.length > 1)
}
