import type { Span } from '../../../hcl/source-file.ts'
import { EvaluationError, type Hole, type JsonValue, type StringPart, type TextPart } from './value.ts'

/** A place in a string with holes: a part, and for text a character of it. */
export interface Place {
  readonly part: number
  readonly offset: number
}

/** A place that moves forward. */
export interface Cursor {
  readonly parts: readonly StringPart[]
  part: number
  offset: number
}

/** What stands for itself in a string: its text is not there to be read. */
export type Opaque = Hole | JsonValue

/** The next character that is no white space, or what stands there in its place; nothing at the end. */
export function peek(cursor: Cursor): string | Opaque | undefined {
  for (let next = here(cursor); next !== undefined; next = here(cursor)) {
    if (typeof next !== 'string' || !isSpace(next)) return next
    cursor.offset += 1
  }
  return undefined
}

/** The next character, white space included. */
export function here(cursor: Cursor): string | Opaque | undefined {
  for (let part = cursor.parts[cursor.part]; part !== undefined; part = cursor.parts[cursor.part]) {
    if (part.kind !== 'text') return part
    const character = part.text[cursor.offset]
    if (character !== undefined) return character
    advance(cursor)
  }
  return undefined
}

/** Goes on to the next part. */
export function advance(cursor: Cursor): void {
  cursor.part += 1
  cursor.offset = 0
}

/** Takes a character if it is the next one behind white space. */
export function takes(cursor: Cursor, character: string): boolean {
  if (peek(cursor) !== character) return false
  cursor.offset += 1
  return true
}

/** Takes a character, which must be the next one behind white space. */
export function take(cursor: Cursor, character: string): void {
  if (!takes(cursor, character)) throw malformed(`\`${character}\` is missing`)
}

/** What Terraform refuses as JSON. */
export function malformed(what: string): EvaluationError {
  return new EvaluationError(`the text is not JSON: ${what}`)
}

/** Where the text between two places is written; nothing if its beginning is written in no source. */
export function spanBetween(parts: readonly StringPart[], start: Place, end: Place): Span | undefined {
  const first = parts[start.part]
  const from = first === undefined ? undefined : spanFrom(first, start.offset)
  if (from === undefined) return undefined
  const [last, behind] = end.offset > 0 ? [parts[end.part], end.offset] : [parts[end.part - 1], undefined]
  const until = last === undefined ? undefined : endOf(last, behind)
  if (until === undefined || until.file !== from.file || until.end < from.start) return from
  return { ...from, end: until.end }
}

/** The rest of a part from one of its characters. */
function spanFrom(part: StringPart, offset: number): Span | undefined {
  const { from } = part
  return from !== undefined && isExact(part) ? { ...from, start: from.start + offset } : from
}

function endOf(part: StringPart, offset: number | undefined): Span | undefined {
  const { from } = part
  return from !== undefined && offset !== undefined && isExact(part)
    ? { ...from, end: from.start + offset }
    : from
}

/** A piece of a text with its own place. */
export function pieceOf(part: TextPart, start: number, end: number): TextPart {
  const text = part.text.slice(start, end)
  const { from } = part
  if (from === undefined) return { kind: 'text', text }
  if (part.isExact === undefined) return { kind: 'text', text, from }
  const { file } = from
  return {
    kind: 'text',
    text,
    from: { file, start: from.start + start, end: from.start + end },
    isExact: true,
  }
}

function isExact(part: StringPart): boolean {
  return part.kind === 'text' && part.isExact === true
}

function isSpace(character: string): boolean {
  return character === ' ' || character === '\n' || character === '\r' || character === '\t'
}
