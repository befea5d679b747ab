import type { FaultPlace } from './syntax-fault.ts'
import type { Place } from './tree.ts'

/** A place in the text that moves forward. */
export interface Cursor {
  readonly file: string
  readonly text: string
  offset: number
  line: number
  /** Where the line begins. */
  lineStart: number
}

/** Where the cursor stands, as an error tells it. */
export function faultAt({ file, line, offset, lineStart }: Cursor, ahead = 0): FaultPlace {
  return { file, line, column: offset + ahead - lineStart + 1 }
}

/** Where the cursor stands, as the place of a value. */
export function placeAt({ line, offset, lineStart }: Cursor): Place {
  return { line, column: offset - lineStart + 1, endLine: line }
}

/** Moves to the next character that is no blank, and tells it; empty at the end of the text. */
export function peek(cursor: Cursor): string {
  for (; cursor.offset < cursor.text.length; cursor.offset++) {
    const next = cursor.text.charAt(cursor.offset)
    if (next === '\n') {
      cursor.line++
      cursor.lineStart = cursor.offset + 1
    } else if (next !== ' ' && next !== '\t' && next !== '\r') return next
  }
  return ''
}

/** Whether the next character is this one; moves behind it if so. */
export function takes(cursor: Cursor, character: string): boolean {
  if (peek(cursor) !== character) return false
  cursor.offset++
  return true
}
