import { unsupported, type Hole, type StringPart, type Value } from './value.ts'

/** How large a value is, and how deep it goes. */
interface Size {
  readonly parts: number
  readonly depth: number
}

/** IAM refuses policies of some 10,000 characters; a value that is larger or deeper by far would only take time. */
const mostParts = 200_000
const deepest = 600

/**
 * How many parts a value has: one that stands in two places counts twice, as it does for whoever goes through the value.
 * Locals that hold each other twice double it with each step while nothing is copied. Long texts count for their length;
 * members that are worked out when they are asked for count as one each.
 */
export function sizeOf(value: Value): number {
  return measured(value).parts
}

/** A hole in place of what would be made of values that are too large to go through; nothing for all others. */
export function tooLarge(values: readonly Value[]): Hole | undefined {
  const sizes = values.map(measured)
  const parts = sizes.reduce((sum, size) => sum + size.parts, 0)
  if (parts <= mostParts && sizes.every(({ depth }) => depth <= deepest)) return undefined
  return unsupported(`a value of more than ${mostParts} parts or ${deepest} levels`, [])
}

const leaf: Size = { parts: 1, depth: 0 }
const known = new WeakMap<object, Size>()

/** So many characters cost as much as a part. */
const charactersOfPart = 20

function measured(value: Value): Size {
  switch (value.kind) {
    case 'string':
      return remembered(value.parts, () => around(value.parts, measuredPart))
    case 'json':
      return remembered(value.value, () => around([value.value], measured))
    case 'list':
      return remembered(value.items, () => around(value.items, measured))
    case 'object':
      return value.members instanceof Map
        ? remembered(value.members, () => around(value.members.values(), measured))
        : { parts: 1 + value.members.size, depth: 1 }
    case 'hole':
      return { parts: 1 + value.refs.length, depth: 0 }
    default:
      return leaf
  }
}

function measuredPart(part: StringPart): Size {
  return part.kind === 'text'
    ? { parts: Math.ceil(part.text.length / charactersOfPart), depth: 0 }
    : measured(part)
}

function around<Part>(parts: Iterable<Part>, measure: (part: Part) => Size): Size {
  let sum = 1
  let depth = 0
  for (const part of parts) {
    const size = measure(part)
    sum += size.parts
    depth = Math.max(depth, size.depth)
  }
  return { parts: sum, depth: depth + 1 }
}

function remembered(part: object, find: () => Size): Size {
  const before = known.get(part)
  if (before !== undefined) return before
  const found = find()
  known.set(part, found)
  return found
}
