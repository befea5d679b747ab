import { isObject, items, names, property } from '../json-value.ts'
import type { Value } from './value.ts'
import { textOf } from './functions/text.ts'

/** For tests only: how a value compares with one of the plan. */
export type Likeness = 'equal' | 'hole' | 'different'

/** For tests only: stands for a hole among plain values. */
const hole = Symbol('hole')

/** For tests only: whether a value is what the plan holds, but for order in sets and for what types make of it. */
export function likeness(value: Value, planned: unknown): Likeness {
  const made = madeOf(value)
  if (holds(made)) return 'hole'
  return isLike(made, planned) ? 'equal' : 'different'
}

/** A value as JSON; a string that `jsonencode` made is its text. */
function madeOf(value: Value): unknown {
  switch (value.kind) {
    case 'null':
      return null
    case 'boolean':
    case 'number':
      return value.value
    case 'string':
      return textOf(value) ?? hole
    case 'json': {
      // The provider's own layout is not told: what stands inside is.
      const inner = madeOf(value.value)
      return value.layout === undefined
        ? (textOf(value) ?? hole)
        : holds(inner)
          ? hole
          : JSON.stringify(inner)
    }
    case 'list':
      return value.isLoose === true ? hole : value.items.map(madeOf)
    case 'object':
      return Object.fromEntries([...value.members].map(([name, member]) => [name, madeOf(member)]))
    case 'hole':
      return hole
  }
}

function holds(made: unknown): boolean {
  if (made === hole) return true
  if (Array.isArray(made)) return made.some(holds)
  return isObject(made) && names(made).some(name => holds(property(made, name)))
}

/** Members that are not written are the provider's; what is written as null or empty may be left out of the plan. */
function isLike(made: unknown, planned: unknown): boolean {
  if (isEmpty(made) && isEmpty(planned)) return true
  if (Array.isArray(made)) {
    // A block that is no list stands alone in the plan, a list of them always in one.
    if (!Array.isArray(planned)) return made.length === 1 && isLike(made[0], planned)
    const others = items(planned)
    if (made.length === others.length && made.every((item, index) => isLike(item, others[index]))) return true
    return isSameSet(made, others)
  }
  if (isObject(made))
    return (
      isObject(planned) && names(made).every(name => isLike(property(made, name), property(planned, name)))
    )
  if (typeof made === 'string' && typeof planned === 'string')
    return made === planned || isSameJson(made, planned)
  return isScalar(planned) && String(made) === String(planned)
}

function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true
  return typeof value === 'object' && Object.keys(value).length === 0
}

function isSameSet(made: readonly unknown[], planned: readonly unknown[]): boolean {
  const isCovered = planned.every(one => made.some(item => isLike(item, one)))
  return isCovered && made.every(item => planned.some(one => isLike(item, one)))
}

function isSameJson(one: string, other: string): boolean {
  const [first, second] = [parsed(one), parsed(other)]
  return isObject(first) && isObject(second) && normalised(first) === normalised(second)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** For tests only: a policy in one form: lists of strings sorted, those of one element alone, a single statement in a list. */
export function normalised(policy: unknown): string {
  return JSON.stringify(policy, (name, value: unknown) => {
    if (name === 'Statement') return Array.isArray(value) ? value : [value]
    if (Array.isArray(value) && value.every(item => typeof item === 'string')) {
      const sorted = [...new Set<string>(value)].toSorted()
      return sorted.length === 1 ? sorted[0] : sorted
    }
    if (!isObject(value)) return value
    return Object.fromEntries(
      names(value)
        .toSorted()
        .map(member => [member, property(value, member)]),
    )
  })
}
