import type { Place } from '../syntax/tree.ts'

/** What an expansion notes: sentences for the report, and whether all that the template makes is in its result. */
export interface Notes {
  /** Something is left out of the result, or may be in it otherwise. */
  readonly wanting: (note: string, place?: Place) => void
  readonly result: () => { readonly notes: readonly string[]; readonly complete: boolean }
}

/** What to do about what the expansion leaves out. */
export const cure =
  'hand over the processed template (`aws cloudformation get-template --template-stage Processed`)'

const mostNotes = 20

/** Nothing noted yet. */
export function noNotes(): Notes {
  const notes = new Set<string>()
  return {
    wanting: (note, place) => notes.add(place === undefined ? note : `line ${place.line}: ${note}`),
    result: () => {
      const rest = notes.size - mostNotes
      const shown = [...notes].slice(0, mostNotes)
      return {
        notes: rest > 0 ? [...shown, `and ${rest} more like this`] : shown,
        complete: notes.size === 0,
      }
    },
  }
}
