import type { Value } from './value.ts'

/** Longer lists are not looked through: they stay where they are. */
const longest = 100

/**
 * Whether no part of a value is a literal of the sources: what a resource gives is written nowhere, so that it stands
 * where it is asked for, not where it came by. So does a list that a `for` makes of nothing else.
 */
export function isGiven(value: Value): boolean {
  switch (value.kind) {
    case 'hole':
      return true
    case 'string':
      return value.parts.length > 0 && value.parts.every(part => part.kind !== 'json' && !isWritten(part))
    case 'list':
      return (
        value.items.length > 0 &&
        value.items.length <= longest &&
        value.items.every(item => item.from === undefined && isGiven(item))
      )
    default:
      return false
  }
}

function isWritten(
  part: Extract<Value, { kind: 'hole' }> | { readonly kind: 'text'; readonly from?: unknown },
) {
  return part.kind === 'text' && part.from !== undefined
}

/** An element that `for` or a splat makes: each of them would have the same place. */
export function asElement(value: Value): Value {
  const { from, ...rest } = value
  return from === undefined || value.kind === 'list' || !isGiven(value) ? value : rest
}
