import type { Value } from './value.ts'

const known = new WeakMap<object, boolean>()

/** Whether anything in a value is sensitive. */
export function isSensitive(value: Value): boolean {
  if (value.sensitive === true) return true
  switch (value.kind) {
    case 'string':
      return remembered(value.parts, () =>
        value.parts.some(part => part.kind !== 'text' && isSensitive(part)),
      )
    case 'json':
      return isSensitive(value.value)
    case 'list':
      return remembered(value.items, () => value.items.some(isSensitive))
    case 'object':
      return remembered(value.members, () => [...value.members.values()].some(isSensitive))
    case 'hole':
      return value.refs.some(isSensitive)
    default:
      return false
  }
}

function remembered(part: object, find: () => boolean): boolean {
  const before = known.get(part)
  if (before !== undefined) return before
  const found = find()
  known.set(part, found)
  return found
}

/** A result that tells something of all that its arguments hold: sensitive if any of that is. */
export function withSensitive<Result extends Value>(result: Result, args: readonly Value[]): Result {
  return result.sensitive !== true && args.some(isSensitive) ? { ...result, sensitive: true } : result
}
