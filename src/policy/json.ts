import type { Member, Node } from '../model/node.ts'
import { below, type SourceLocation } from '../model/source-location.ts'
import { text } from '../model/text.ts'

/** A fault in JSON text; line and column are 1-based and count inside that text. */
export class JsonError extends Error {
  override readonly name = 'JsonError'
  readonly line: number
  readonly column: number

  constructor(message: string, source: string, offset: number) {
    super(message)
    const before = source.slice(0, offset)
    this.line = before.split('\n').length
    this.column = offset - before.lastIndexOf('\n')
  }
}

/** Deeper documents are refused: AWS knows none, and recursion must end. */
const maxDepth = 512

/**
 * Reads JSON text and keeps the place of each value and repeated member names, both of which
 * `JSON.parse` drops. Throws a `JsonError`.
 */
export function parseJson(source: string, at: SourceLocation): Node {
  const cursor: Cursor = { source, offset: 0 }
  const node = readValue(cursor, at, 0)
  if (peek(cursor) !== undefined) throw fault(cursor, 'text after the end of the document')
  return node
}

function readValue(cursor: Cursor, at: SourceLocation, depth: number): Node {
  if (depth > maxDepth) throw fault(cursor, `nested deeper than ${maxDepth} levels`)
  const next = peek(cursor)
  if (next === '{') return { type: 'object', members: readMembers(cursor, at, depth), at }
  if (next === '[') return { type: 'array', items: readItems(cursor, at, depth), at }
  if (next === '"') return { type: 'text', text: text(takeString(cursor)), at }
  return { type: 'literal', value: takeLiteral(cursor), at }
}

function readMembers(cursor: Cursor, at: SourceLocation, depth: number): readonly Member[] {
  const members: Member[] = []
  take(cursor, '{')
  if (takes(cursor, '}')) return members
  do {
    if (peek(cursor) !== '"') throw fault(cursor, 'expected a name in double quotes')
    const name = takeString(cursor)
    take(cursor, ':')
    members.push({ name, value: readValue(cursor, below(at, name), depth + 1) })
  } while (takes(cursor, ','))
  take(cursor, '}')
  return members
}

function readItems(cursor: Cursor, at: SourceLocation, depth: number): readonly Node[] {
  const items: Node[] = []
  take(cursor, '[')
  if (takes(cursor, ']')) return items
  do items.push(readValue(cursor, below(at, items.length), depth + 1))
  while (takes(cursor, ','))
  take(cursor, ']')
  return items
}

const space = /[ \t\r\n]*/y
const plainString = /"[^"\\\p{Cc}]*"/uy
const literalToken = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y

/** A place in the text that moves forward. */
interface Cursor {
  readonly source: string
  offset: number
}

/** The next character that is no white space. */
function peek(cursor: Cursor): string | undefined {
  match(cursor, space)
  return cursor.source[cursor.offset]
}

function takes(cursor: Cursor, character: string): boolean {
  if (peek(cursor) !== character) return false
  cursor.offset += 1
  return true
}

function take(cursor: Cursor, character: string): void {
  if (!takes(cursor, character)) throw fault(cursor, `expected \`${character}\``)
}

function takeString(cursor: Cursor): string {
  const plain = match(cursor, plainString)
  if (plain !== undefined) return plain.slice(1, -1)
  const start = cursor.offset
  cursor.offset = endOfString(cursor)
  return String(parsed(cursor, start))
}

function takeLiteral(cursor: Cursor): number | boolean | null {
  const start = cursor.offset
  if (match(cursor, literalToken) === undefined) {
    throw fault(cursor, start < cursor.source.length ? 'expected a value' : 'the document ends too early')
  }
  const value = parsed(cursor, start)
  return typeof value === 'number' || typeof value === 'boolean' ? value : null
}

function match(cursor: Cursor, pattern: RegExp): string | undefined {
  pattern.lastIndex = cursor.offset
  const found = pattern.exec(cursor.source)?.[0]
  if (found !== undefined) cursor.offset += found.length
  return found
}

function endOfString({ source, offset }: Cursor): number {
  for (let index = offset + 1; index < source.length; index += 1) {
    if (source[index] === '\\') index += 1
    else if (source[index] === '"') return index + 1
  }
  throw new JsonError('a string does not end', source, offset)
}

/** The token from `start` up to the cursor, by the engine's own grammar. */
function parsed({ source, offset }: Cursor, start: number): unknown {
  try {
    return JSON.parse(source.slice(start, offset))
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw new JsonError('a string has a character or an escape that JSON forbids', source, start)
  }
}

function fault({ source, offset }: Cursor, message: string): JsonError {
  return new JsonError(message, source, offset)
}
