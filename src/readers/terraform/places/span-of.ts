import type { Span } from '../../../hcl/source-file.ts'
import type { Value } from '../rebuild/value.ts'

/** Where a value is written: itself, else the first part of it that is. One element does not stand for its list. */
export function spanOf(value: Value): Span | undefined {
  if (value.from !== undefined) return value.from
  switch (value.kind) {
    case 'json':
      return spanOf(value.value)
    case 'string':
      return first(value.parts, part => (part.kind === 'text' ? part.from : spanOf(part)))
    case 'object':
      return first(value.members.values(), spanOf)
    default:
      return undefined
  }
}

function first<Part>(parts: Iterable<Part>, find: (part: Part) => Span | undefined): Span | undefined {
  for (const part of parts) {
    const found = find(part)
    if (found !== undefined) return found
  }
  return undefined
}
