import { allOf, tri, type Tri } from '../../../model/tri.ts'
import { sameText } from './equality-of-text.ts'
import { withSensitive } from './sensitive.ts'
import {
  booleanValue,
  derived,
  type BooleanValue,
  type Hole,
  type JsonValue,
  type ListValue,
  type ObjectValue,
  type StringPart,
  type StringValue,
  type Value,
} from './value.ts'
import { keyOf } from './value-key.ts'

/** `left == right`. */
export function equal(left: Value, right: Value): BooleanValue | Hole {
  const is = sameness(left, right)
  const result = is === 'unknown' ? derived('==', [left, right], 'boolean') : booleanValue(is === 'yes')
  return withSensitive(result, [left, right])
}

/**
 * Whether two values are equal as Terraform sees it: values of different types never are, null equals null of any type.
 * https://developer.hashicorp.com/terraform/language/expressions/operators#equality-operators
 */
export function sameness(left: Value, right: Value): Tri {
  const one = unwrapped(left)
  const other = unwrapped(right)
  if (one.kind === 'hole') return samenessOfHole(one, other)
  if (other.kind === 'hole') return samenessOfHole(other, one)
  switch (one.kind) {
    case 'null':
      return tri(other.kind === 'null')
    case 'boolean':
    case 'number':
      return tri(other.kind === one.kind && other.value === one.value)
    case 'string':
    case 'json':
      return other.kind === 'string' || other.kind === 'json' ? sameText(partsOf(one), partsOf(other)) : 'no'
    case 'list':
      return other.kind === 'list' ? samenessOfLists(one, other) : 'no'
    case 'object':
      return other.kind === 'object' ? samenessOfObjects(one, other) : 'no'
  }
}

/** A string that is nothing but a hole or JSON is that. */
function unwrapped(value: Value): Value {
  const only = value.kind === 'string' && value.parts.length === 1 ? value.parts[0] : undefined
  if (only === undefined || only.kind === 'text') return value
  return only.kind === 'json' || only.type === 'text' || only.type === 'string' ? only : value
}

function partsOf(value: StringValue | JsonValue): readonly StringPart[] {
  return value.kind === 'json' ? [value] : value.parts
}

function samenessOfHole(hole: Hole, other: Value): Tri {
  switch (other.kind) {
    case 'hole':
      if (hole.id === other.id) return 'yes'
      // Holes of different types can both be null, but for a text.
      return (isNoText(hole) && other.type === 'text') || (isNoText(other) && hole.type === 'text')
        ? 'no'
        : 'unknown'
    case 'null':
      return hole.type === 'text' ? 'no' : 'unknown'
    case 'string':
    case 'json':
      return isNoText(hole) ? 'no' : samenessOfOpenText(hole, partsOf(other))
    case 'boolean':
    case 'number':
      return hole.type === 'any' || hole.type === other.kind ? 'unknown' : 'no'
    default:
      return hole.type === 'any' ? 'unknown' : 'no'
  }
}

/** A hole of any type can be a number that only looks like the string. */
function samenessOfOpenText(hole: Hole, parts: readonly StringPart[]): Tri {
  const is = sameText([hole], parts)
  return is === 'yes' && hole.type === 'any' ? 'unknown' : is
}

function isNoText({ type }: Hole): boolean {
  return type === 'number' || type === 'boolean'
}

/**
 * Types count as well. What the plan calls a list may be a set or tuple, and of an empty collection nobody can tell of
 * what: where only that would make the difference, it is not known.
 */
function samenessOfLists(one: ListValue, other: ListValue): Tri {
  if (one.type !== other.type && one.type !== 'list' && other.type !== 'list') return 'no'
  if (one.isLoose === true || other.isLoose === true) return keyOf(one) === keyOf(other) ? 'yes' : 'unknown'
  if (one.items.length !== other.items.length) return 'no'
  if (one.items === other.items) return 'yes'
  const items = allOf(eachItem(one, other))
  const isSameType = one.type === other.type && (one.type === 'tuple' || one.items.length > 0)
  return items === 'yes' && !isSameType ? 'unknown' : items
}

function samenessOfObjects(one: ObjectValue, other: ObjectValue): Tri {
  if (one.members.size !== other.members.size) return 'no'
  if (one.members === other.members) return 'yes'
  for (const name of one.members.keys()) if (!other.members.has(name)) return 'no'
  const members = allOf(eachMember(one, other))
  const isSameType = one.isMap === other.isMap && (!one.isMap || one.members.size > 0)
  return members === 'yes' && !isSameType ? 'unknown' : members
}

function* eachItem(one: ListValue, other: ListValue): Iterable<Tri> {
  for (const [index, item] of one.items.entries()) {
    const match = other.items[index]
    yield match === undefined ? 'no' : sameness(item, match)
  }
}

function* eachMember(one: ObjectValue, other: ObjectValue): Iterable<Tri> {
  for (const [name, member] of one.members) {
    const match = other.members.get(name)
    yield match === undefined ? 'no' : sameness(member, match)
  }
}
