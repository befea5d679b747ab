import type { Objection } from '../../yaml/objection.ts'
import type { Places } from '../../yaml/places.ts'
import { items, property } from '../terraform/json-value.ts'

/** A value of the context file, and where it stands. */
export interface Part {
  readonly value: unknown
  readonly places: Places | undefined
}

/** A member of an object, whether or not it is there. */
export function partIn({ value, places }: Part, name: string): Part {
  return { value: property(value, name), places: places?.inner.get(name) }
}

/** The entries of a list; none for other values. */
export function partsIn({ value, places }: Part): readonly Part[] {
  return items(value).map((item, index) => ({ value: item, places: places?.inner.get(String(index)) }))
}

/** An objection to a value. */
export function objectionTo({ places }: Part, message: string, hint: string): Objection {
  return { message, hint, line: places?.own.line ?? 1, column: places?.own.column ?? 1 }
}
