import { InputError } from '../model/input-error.ts'

/** Where something stands; 1-based. */
export interface Place {
  readonly line: number
  readonly column: number
}

/** A mistake in a file, in words for its author. */
export interface Objection extends Place {
  readonly message: string
  readonly hint: string
}

const mostMistakes = 20

/** The first twenty objections in the order of the file, as errors of that file. */
export function mistakesOf(
  path: string,
  [first, ...others]: readonly [Objection, ...Objection[]],
): readonly [InputError, ...InputError[]] {
  const sorted = [first, ...others].sort((one, other) => one.line - other.line || one.column - other.column)
  const [top = first, ...more] = sorted.slice(0, mostMistakes)
  const error = ({ message, ...place }: Objection): InputError =>
    new InputError(message, { input: path, ...place })
  return [error(top), ...more.map(error)]
}

/** The objections, if there are any. */
export function nonEmpty(objections: readonly Objection[]): readonly [Objection, ...Objection[]] | undefined {
  const [first, ...others] = objections
  return first === undefined ? undefined : [first, ...others]
}

/** At most so much of what the author wrote goes into a message. */
export function shortened(written: string): string {
  return written.length > 60 ? `${written.slice(0, 57)}...` : written
}
