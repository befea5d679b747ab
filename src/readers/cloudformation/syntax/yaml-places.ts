import type { LineCounter, Node } from 'yaml'
import { tagStart } from './short-forms.ts'
import type { Place } from './tree.ts'

/** The text that is read. */
export interface Source {
  readonly file: string
  readonly text: string
  readonly lines: LineCounter
}

/** The place of the characters between two offsets. */
export function placeOf({ lines }: Source, start: number, end = start): Place {
  const { line, col } = lines.linePos(start)
  // The counter knows no lines of an empty text.
  const endLine = end - 1 <= start ? line : lines.linePos(end - 1).line
  return { line: Math.max(line, 1), column: Math.max(col, 1), endLine: Math.max(endLine, 1) }
}

/** The place of a node without its tag. */
export function ownPlace(source: Source, { range }: Node): Place {
  const [start, end] = range ?? [0, 0]
  return placeOf(source, start, withoutBlanks(source.text, start, end))
}

/** Where the tag of a node begins. */
export function tagPlace(source: Source, { range }: Node, tag: string): Place {
  const [start] = range ?? [0]
  return placeOf(source, tagStart(source.text, tag, start))
}

/** A text in lines of its own (`|`) ends behind the last of them, and that is where the next begins. */
function withoutBlanks(text: string, start: number, end: number): number {
  let last = end
  while (last > start && ' \t\r\n'.includes(text.charAt(last - 1))) last--
  return last
}
