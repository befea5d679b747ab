import { convert, toStringValue } from '../convert.ts'
import { byUtf8 } from '../order.ts'
import { isLoose } from '../set-items.ts'
import { stringType, typeOf } from '../type.ts'
import {
  EvaluationError,
  isWhollyKnown,
  listValue,
  objectValue,
  stringValue,
  type ObjectValue,
  type Value,
} from '../value.ts'
import {
  indexed,
  listOf,
  mapping,
  oneArgument,
  open,
  telling,
  tooMany,
  twoArguments,
} from './collection-arguments.ts'
import { mostItems } from './limits.ts'
import { wrongCount } from './arguments.ts'
import type { FunctionTable } from './table.ts'
import { textOf } from './text.ts'

/**
 * Functions on maps and objects.
 * https://developer.hashicorp.com/terraform/language/functions
 */
export const mapFunctions: FunctionTable = {
  keys,
  lookup,
  merge,
  transpose: telling(transpose),
  values,
  zipmap,
}

function keys(args: readonly Value[]): Value {
  const map = mapping(oneArgument('keys', args))
  if (map.kind === 'hole') return open('keys', args)
  const names = [...map.members.keys()].toSorted(byUtf8).map(stringValue)
  return listValue(map.isMap ? 'list' : 'tuple', names)
}

function values(args: readonly Value[]): Value {
  const map = mapping(oneArgument('values', args))
  if (map.kind === 'hole') return open('values', args)
  const sorted = [...map.members].toSorted(([one], [other]) => byUtf8(one, other))
  return listValue(
    map.isMap ? 'list' : 'tuple',
    sorted.map(([, member]) => member),
  )
}

function lookup(args: readonly Value[]): Value {
  const [given, keyGiven, fallbackGiven, ...more] = args
  if (given === undefined || keyGiven === undefined || more.length > 0) {
    throw wrongCount('lookup', 'two or three arguments')
  }
  const map = mapping(given)
  const key = toStringValue(keyGiven)
  if (key.kind === 'null') throw new EvaluationError('`lookup` does not look for null')
  if (map.kind === 'hole') return open('lookup', args)
  const fallback = fallbackGiven === undefined ? undefined : defaultFor(map, fallbackGiven)
  const name = textOf(key)
  if (name === undefined) return open('lookup', args)
  const found = map.members.get(name) ?? fallback
  if (found === undefined) throw new EvaluationError(`a map has no element \`${name}\``)
  return found
}

/** The elements of a map are of one type. */
function defaultFor(map: ObjectValue, fallback: Value): Value {
  const type = map.isMap ? typeOf(map) : undefined
  if (type?.kind !== 'map') return fallback
  const isCollection = fallback.kind === 'list' || fallback.kind === 'object'
  return isCollection && !isWhollyKnown(map)
    ? open('lookup', [map, fallback])
    : convert(fallback, type.element)
}

/** The last member of a name counts: beside a map that is not known, none is certain. */
function merge(args: readonly Value[]): Value {
  const maps: ObjectValue[] = []
  for (const argument of args) {
    if (argument.kind === 'null') continue
    const map = mapping(argument)
    if (map.kind === 'object') maps.push(map)
  }
  if (args.some(({ kind }) => kind === 'hole')) return open('merge', args)
  const members = new Map<string, Value>()
  for (const map of maps) {
    for (const [name, member] of map.members) members.set(name, member)
    if (members.size > mostItems) return tooMany('merge', args)
  }
  return objectValue(members, areAlike(maps))
}

/** Maps of one type make a map, anything else an object. */
function areAlike(maps: readonly ObjectValue[]): boolean {
  const elements = new Set<string>()
  for (const map of maps) {
    const type = typeOf(map)
    if (type.kind !== 'map') return false
    if (type.element.kind !== 'unsettled') elements.add(type.element.kind)
  }
  return maps.length > 0 && elements.size <= 1
}

/** Keys and the strings in their lists change places. */
function transpose(args: readonly Value[]): Value {
  const given = oneArgument('transpose', args)
  if (given.kind === 'null') throw new EvaluationError('a map is required, not null')
  const map = convert(given, { kind: 'map', element: { kind: 'list', element: stringType } })
  if (map.kind !== 'object' || !isWhollyKnown(map)) return open('transpose', args)
  const names = new Map<string, Value[]>()
  for (const [name, list] of [...map.members].toSorted(([one], [other]) => byUtf8(one, other))) {
    if (list.kind !== 'list') throw new EvaluationError('`transpose` takes lists of strings')
    for (const item of list.items) {
      const text = textOf(item)
      if (text === undefined) throw new EvaluationError('`transpose` takes lists of strings')
      const found = names.get(text)
      if (found === undefined) names.set(text, [stringValue(name)])
      else found.push(stringValue(name))
    }
  }
  const members = [...names].map(([text, found]) => [text, listValue('list', found)] as const)
  return objectValue(new Map(members), true)
}

function zipmap(args: readonly Value[]): Value {
  const [keysGiven, valuesGiven] = twoArguments('zipmap', args)
  const names = listOf(keysGiven, 'string')
  const items = indexed(valuesGiven)
  if (names.kind === 'hole' || items.kind === 'hole') return open('zipmap', args)
  if (isLoose(names) || isLoose(items)) return open('zipmap', args)
  if (names.items.length !== items.items.length) {
    throw new EvaluationError('there are not as many keys as values')
  }
  const members = new Map<string, Value>()
  for (const [index, name] of names.items.entries()) {
    if (name.kind === 'null') throw new EvaluationError('a key is null')
    const text = textOf(name)
    const item = items.items[index]
    if (text === undefined || item === undefined) return open('zipmap', args)
    members.set(text, item)
  }
  return objectValue(members, items.type === 'list')
}
