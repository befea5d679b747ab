import { anyOf } from '../../../../model/tri.ts'
import { sameness } from '../equality.ts'
import { isLoose } from '../set-items.ts'
import {
  booleanValue,
  EvaluationError,
  isWhollyKnown,
  listValue,
  nullValue,
  numberValue,
  type ListValue,
  type Value,
} from '../value.ts'
import { keyOf } from '../value-key.ts'
import { unify } from '../convert.ts'
import {
  indexed,
  listOf,
  oneArgument,
  open,
  sequence,
  telling,
  threeArguments,
  twoArguments,
} from './collection-arguments.ts'
import type { FunctionTable } from './table.ts'
import { textOf } from './text.ts'

/**
 * Functions that look for something in a collection.
 * https://developer.hashicorp.com/terraform/language/functions
 */
export const searchFunctions: FunctionTable = {
  contains: telling(contains),
  index: telling(index),
  length,
  matchkeys: telling(matchkeys),
  one,
}

function contains(args: readonly Value[]): Value {
  const [given, value] = twoArguments('contains', args)
  const list = sequence(given)
  if (value.kind === 'null') throw new EvaluationError('`contains` does not look for null')
  if (list.kind === 'hole') return open('contains', args, 'boolean')
  const found = anyOf(answers(list, value))
  return found === 'unknown' ? open('contains', args, 'boolean') : booleanValue(found === 'yes')
}

function* answers({ items }: ListValue, value: Value): Iterable<'yes' | 'no' | 'unknown'> {
  for (const item of items) yield sameness(item, value)
}

function index(args: readonly Value[]): Value {
  const [given, value] = twoArguments('index', args)
  const list = indexed(given)
  if (value.kind === 'null') throw new EvaluationError('`index` does not look for null')
  if (list.kind === 'hole' || isLoose(list)) return open('index', args, 'number')
  for (const [at, item] of list.items.entries()) {
    const is = sameness(item, value)
    if (is === 'yes') return numberValue(at)
    if (is === 'unknown') return open('index', args, 'number')
  }
  throw new EvaluationError('the list has no such element')
}

/** Of a string: its characters as people see them. */
function length(args: readonly Value[]): Value {
  const value = oneArgument('length', args)
  switch (value.kind) {
    case 'list':
      return isLoose(value) ? open('length', args, 'number') : numberValue(value.items.length)
    case 'object':
      return numberValue(value.members.size)
    case 'string':
    case 'json': {
      const text = textOf(value)
      return text === undefined ? open('length', args, 'number') : numberValue(characters(text))
    }
    case 'hole':
      if (value.type !== 'number' && value.type !== 'boolean') return open('length', args, 'number')
      break
    default:
  }
  throw new EvaluationError('only strings and collections have a length')
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

function characters(text: string): number {
  const composed = text.normalize('NFC')
  // Printable ASCII, as nearly all strings are.
  if (/^[ -~]*$/.test(composed)) return composed.length
  return [...segmenter.segment(composed)].length
}

/** The values whose keys are among those that are looked for. */
function matchkeys(args: readonly Value[]): Value {
  const [values, keys, searched] = threeArguments('matchkeys', args).map(value => listOf(value, 'any'))
  if (values?.kind !== 'list' || keys?.kind !== 'list' || searched?.kind !== 'list')
    return open('matchkeys', args)
  if ([values, keys, searched].some(isLoose)) return open('matchkeys', args)
  if (values.items.length !== keys.items.length)
    throw new EvaluationError('there are not as many keys as values')
  if (searched.items.length === 0) return listValue('list', [])
  if (![keys, searched].every(isWhollyKnown)) return open('matchkeys', args)
  const converted = unify([...keys.items, ...searched.items]).map(keyOf)
  const wanted = new Set(converted.slice(keys.items.length))
  return listValue(
    'list',
    values.items.filter((_, at) => wanted.has(converted[at] ?? '')),
  )
}

/** The only element, or null. */
function one(args: readonly Value[]): Value {
  const list = sequence(oneArgument('one', args))
  if (list.kind === 'hole' || isLoose(list)) return open('one', args)
  const [first, ...more] = list.items
  if (more.length > 0) throw new EvaluationError('`one` takes a list with at most one element')
  return first ?? nullValue
}
