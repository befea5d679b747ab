import { faultAt, type Cursor } from './json-cursor.ts'
import { halfCharacter, hasHalfCharacter, syntaxFault } from './syntax-fault.ts'

const quote = 0x22
const backslash = 0x5c
const space = 0x20

/** Reads the text in double quotes at the cursor and moves behind it. */
export function readJsonString(cursor: Cursor): string {
  const { text, offset } = cursor
  let end = offset + 1
  let isPlain = true
  for (let code = text.charCodeAt(end); code !== quote; code = text.charCodeAt(end)) {
    // Behind the end of the text it is no number.
    if (!(code >= space)) throw unended(cursor, end)
    if (code === backslash) isPlain = false
    end += code === backslash ? escapeLength(cursor, end) : 1
  }
  const written = text.slice(offset + 1, end)
  const value = isPlain ? written : written.replaceAll(escapes, unescaped)
  // Only an escape can write half of a character; what was decoded from bytes has whole ones.
  if (!isPlain && hasHalfCharacter(value)) throw halfCharacter(faultAt(cursor))
  cursor.offset = end + 1
  return value
}

const escape = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y
const escapes = /\\(?:u([\da-fA-F]{4})|(.))/g

const letters: ReadonlyMap<string, string> = new Map([
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
])

function unescaped(_: string, digits: string | undefined, letter = ''): string {
  return digits === undefined
    ? (letters.get(letter) ?? letter)
    : String.fromCharCode(Number.parseInt(digits, 16))
}

function escapeLength(cursor: Cursor, at: number): number {
  escape.lastIndex = at
  const found = escape.exec(cursor.text)?.[0]
  if (found !== undefined) return found.length
  throw syntaxFault(
    faultAt(cursor, at - cursor.offset),
    'JSON does not know this escape',
    'a backslash in a text is written twice',
  )
}

function unended(cursor: Cursor, end: number): Error {
  const isLine = /[\n\r]/.test(cursor.text.charAt(end))
  if (end >= cursor.text.length || isLine)
    return syntaxFault(
      faultAt(cursor),
      'this text has no closing quote in its line',
      'close it with `"`; a line break in a text is written `\\n`',
    )
  return syntaxFault(
    faultAt(cursor, end - cursor.offset),
    'a control character stands in this text',
    'write it as an escape: a tab is `\\t`',
  )
}
