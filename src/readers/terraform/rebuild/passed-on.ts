import type { ObjectValue, Value } from './value.ts'

/**
 * What a local value or an output of a module passes on. A literal stands where it is written. What a resource gives is
 * written nowhere: it stands where it is asked for, not where it came by. So do the members of a collection that an
 * output has nothing else in.
 */
export function passedOn(value: Value, by: 'local' | 'output'): Value {
  if (isGiven(value)) return withoutPlace(value)
  if (by === 'local') return value
  if (value.kind === 'list' && areGiven(value.items))
    return withoutPlace({ ...value, items: value.items.map(withoutPlace) })
  return value.kind === 'object' ? membersOf(value) : value
}

/** Members that are worked out when they are asked for stay so. */
function membersOf(value: ObjectValue): Value {
  const { members } = value
  if (!(members instanceof Map) || !areGiven([...members.values()])) return value
  const given = [...members].map(([name, member]) => [name, withoutPlace(member)] as const)
  return withoutPlace({ ...value, members: new Map(given) })
}

function areGiven(values: readonly Value[]): boolean {
  return values.length > 0 && values.every(isGiven)
}

/** Whether no part of it is a literal of the sources. */
function isGiven(value: Value): boolean {
  if (value.kind === 'hole') return true
  if (value.kind !== 'string' || value.parts.length === 0) return false
  return value.parts.every(part => part.kind === 'hole' || (part.kind === 'text' && part.from === undefined))
}

function withoutPlace(value: Value): Value {
  const { from, ...rest } = value
  return from === undefined ? value : rest
}
