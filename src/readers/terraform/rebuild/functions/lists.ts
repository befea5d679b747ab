import { convert } from '../convert.ts'
import { isLoose } from '../set-items.ts'
import { holds, typeOf, unsettledType, type Type } from '../type.ts'
import { unifyTypes } from '../unify-types.ts'
import {
  EvaluationError,
  isWhollyKnown,
  listValue,
  unsupported,
  type Hole,
  type ListValue,
  type Value,
} from '../value.ts'
import { keyOf } from '../value-key.ts'
import {
  indexed,
  itemsOf,
  listOf,
  looseList,
  oneArgument,
  open,
  sequence,
  threeArguments,
  tooMany,
  twoArguments,
  wholeNumber,
} from './collection-arguments.ts'
import { mostItems } from './limits.ts'
import type { FunctionTable } from './table.ts'

/**
 * Functions that take lists apart and put them together.
 * https://developer.hashicorp.com/terraform/language/functions
 */
export const listFunctions: FunctionTable = {
  chunklist,
  coalescelist,
  concat,
  element: elementAt,
  reverse,
  slice,
}

function chunklist(args: readonly Value[]): Value {
  const [given, sizeGiven] = twoArguments('chunklist', args)
  const list = listOf(given, 'any')
  const size = wholeNumber(sizeGiven)
  if (typeof size === 'number' && size < 0) throw new EvaluationError('a chunk has no negative size')
  if (list.kind === 'hole' || typeof size !== 'number' || isLoose(list)) return open('chunklist', args)
  if (list.items.length === 0) return listValue('list', [])
  const chunks: Value[] = []
  const step = size === 0 ? list.items.length : size
  for (let start = 0; start < list.items.length; start += step) {
    chunks.push(listValue('list', list.items.slice(start, start + step)))
  }
  return listValue('list', chunks)
}

/** The first list that is not empty. */
function coalescelist(args: readonly Value[]): Value {
  const lists = args.filter(({ kind }) => kind !== 'null').map(indexed)
  for (const [index, list] of lists.entries()) {
    const isOpen = list.kind === 'hole' || (isLoose(list) && !list.items.some(isWhollyKnown))
    if (isOpen) return open('coalescelist', lists.slice(index))
    if (list.items.length > 0) return list
  }
  throw new EvaluationError('all lists are empty')
}

/** Lists alone make a list of one type, if there is one; beside a tuple the elements stay as they are. */
function concat(args: readonly Value[]): Value {
  if (args.length === 0) throw new EvaluationError('`concat` takes at least one argument')
  const lists = args.map(indexed)
  const known = lists.filter(list => list.kind === 'list')
  const isOpen = known.length < lists.length
  const element = known.every(({ type }) => type === 'list') ? elementOfAll(lists) : undefined
  const items: Value[] = []
  for (const list of lists) {
    if (list.kind === 'hole') items.push(itemsOf(list))
    else for (const item of list.items) items.push(element === undefined ? item : inList(item, element))
    if (items.length > mostItems) return tooMany('concat', args)
  }
  const type = element === undefined || isOpen ? 'tuple' : 'list'
  return isOpen || known.some(isLoose) ? looseList(type, items) : listValue(type, items)
}

interface ElementOfAll {
  readonly type: Type
  /** Whether what a hole turns out to be can keep all from being converted. */
  readonly isOpen: boolean
}

function elementOfAll(lists: readonly (ListValue | Hole)[]): ElementOfAll | undefined {
  const types = lists.map((list): Type => (list.kind === 'hole' ? anyList : typeOf(list)))
  const type = unifyTypes(types)
  return type?.kind === 'list'
    ? { type: type.element, isOpen: types.some(one => holds(one, 'unsettled')) }
    : undefined
}

const anyList: Type = { kind: 'list', element: unsettledType }

function inList(item: Value, { type, isOpen }: ElementOfAll): Value {
  const converted = convert(item, type)
  return isOpen && keyOf(converted) !== keyOf(item) ? open('concat', [item]) : converted
}

/** Counts on from the beginning behind the end. */
function elementAt(args: readonly Value[]): Value {
  const [given, indexGiven] = twoArguments('element', args)
  const list = indexed(given)
  const index = wholeNumber(indexGiven)
  if (list.kind === 'hole') return open('element', args)
  if (list.items.length === 0) throw new EvaluationError('an empty list has no element')
  if (typeof index !== 'number' || isLoose(list)) return open('element', args)
  // An error up to 1.11, the elements from the end later.
  if (index < 0) return unsupported('element(…) with a negative index', args)
  return list.items[index % list.items.length] ?? open('element', args)
}

function reverse(args: readonly Value[]): Value {
  const list = sequence(oneArgument('reverse', args))
  if (list.kind === 'hole') return open('reverse', args)
  return { ...list, type: list.type === 'tuple' ? 'tuple' : 'list', items: list.items.toReversed() }
}

function slice(args: readonly Value[]): Value {
  const [given, startGiven, endGiven] = threeArguments('slice', args)
  const list = indexed(given)
  const start = wholeNumber(startGiven)
  const end = wholeNumber(endGiven)
  const length = list.kind === 'hole' || isLoose(list) ? Infinity : list.items.length
  for (const bound of [start, end]) {
    const isOutside = typeof bound === 'number' && (bound < 0 || bound > length)
    if (isOutside) throw new EvaluationError(`a list of ${length} has no element ${bound}`)
  }
  if (typeof start !== 'number' || typeof end !== 'number') return open('slice', args)
  if (start > end) throw new EvaluationError('a slice ends before it starts')
  if (list.kind === 'hole' || isLoose(list)) return open('slice', args)
  return listValue(list.type, list.items.slice(start, end))
}
