import type { Place } from './objection.ts'

/** A value's place, that of its name, and the characters that its author wrote. */
export interface ValuePlace extends Place {
  readonly name: Place
  readonly written: string
}

/** The place of a value and of all in it, by names and indices: a pointer for each would be long where names are. */
export interface Places {
  readonly own: ValuePlace
  readonly inner: ReadonlyMap<string, Places>
}

/** The place of the value that a JSON pointer leads to. */
export function placeAt(places: Places | undefined, pointer: string): ValuePlace | undefined {
  const steps = pointer.split('/').slice(1)
  let at = places
  for (const step of steps) at = at?.inner.get(step.replaceAll('~1', '/').replaceAll('~0', '~'))
  return at?.own
}
