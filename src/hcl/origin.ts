import type { SourceFile, Span } from './source-file.ts'
import { HclError } from './syntax.ts'

/** A text that is parsed, and where it stands: all of a file, or a string of one in the JSON syntax. */
export interface Origin {
  readonly file: SourceFile
  readonly text: string
  /** The place in the file of an offset in the text. */
  readonly placeOf: (offset: number) => number
}

/** More characters than in any configuration that people write. */
const maxLength = 8_000_000

/** The whole text of a file. Throws an `HclError` if that is too long. */
export function wholeFile(file: SourceFile): Origin {
  if (file.text.length > maxLength)
    throw new HclError(`larger than ${maxLength} characters`, { file, start: 0, end: 0 })
  return { file, text: file.text, placeOf: offset => offset }
}

/** A part of the text, as a part of the file. */
export function spanIn({ file, placeOf }: Origin, start: number, end: number): Span {
  return { file, start: placeOf(start), end: placeOf(end) }
}
