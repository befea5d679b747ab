import { wholeFile } from './origin.ts'
import type { SourceFile, Span } from './source-file.ts'
import { HclError } from './syntax.ts'

/** JSON with the place of each value. */
export type JsonNode =
  | JsonString
  | { readonly kind: 'object'; readonly members: readonly JsonMember[]; readonly at: Span }
  | { readonly kind: 'array'; readonly items: readonly JsonNode[]; readonly at: Span }
  | { readonly kind: 'number'; readonly value: number; readonly written: string; readonly at: Span }
  | { readonly kind: 'word'; readonly value: boolean | null; readonly at: Span }

/** A string, its place with the quotes. */
export interface JsonString {
  readonly kind: 'string'
  readonly text: string
  readonly at: Span
}

/** A name can stand twice. */
export interface JsonMember {
  readonly name: JsonString
  readonly value: JsonNode
}

const maxDepth = 200

/** Reads a file of JSON text. Throws an `HclError`. */
export function readJson(file: SourceFile): JsonNode {
  const cursor: Cursor = { file: wholeFile(file).file, offset: 0 }
  const node = readNode(cursor, 0)
  if (peek(cursor) !== undefined) throw fault(cursor, 'text behind the end of the document')
  return node
}

/** A place in the text that moves forward. */
interface Cursor {
  readonly file: SourceFile
  offset: number
}

function readNode(cursor: Cursor, depth: number): JsonNode {
  if (depth > maxDepth) throw fault(cursor, `nested deeper than ${maxDepth} levels`)
  const next = peek(cursor)
  const start = cursor.offset
  if (next === '"') return readString(cursor)
  if (next === '{') {
    const members = readMembers(cursor, depth)
    return { kind: 'object', members, at: spanFrom(cursor, start) }
  }
  if (next === '[') {
    const items = readItems(cursor, depth)
    return { kind: 'array', items, at: spanFrom(cursor, start) }
  }
  return readLiteral(cursor)
}

function readMembers(cursor: Cursor, depth: number): readonly JsonMember[] {
  const members: JsonMember[] = []
  take(cursor, '{')
  if (takes(cursor, '}')) return members
  do {
    if (peek(cursor) !== '"') throw fault(cursor, 'expected a name in double quotes')
    const name = readString(cursor)
    take(cursor, ':')
    members.push({ name, value: readNode(cursor, depth + 1) })
  } while (takes(cursor, ','))
  take(cursor, '}')
  return members
}

function readItems(cursor: Cursor, depth: number): readonly JsonNode[] {
  const items: JsonNode[] = []
  take(cursor, '[')
  if (takes(cursor, ']')) return items
  do items.push(readNode(cursor, depth + 1))
  while (takes(cursor, ','))
  take(cursor, ']')
  return items
}

const space = /[ \t\r\n]*/y
const numberToken = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const wordToken = /true|false|null/y
const words: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
])

function readString(cursor: Cursor): JsonString {
  const start = cursor.offset
  cursor.offset = endOfString(cursor)
  const at = spanFrom(cursor, start)
  return { kind: 'string', text: decoded(cursor.file.text.slice(start, at.end), at), at }
}

function endOfString(cursor: Cursor): number {
  const { text } = cursor.file
  for (let at = cursor.offset + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === 0x22) return at + 1
    if (code === 0x5c) at += 1
    if (code < 0x20) break
  }
  throw fault(cursor, 'a string does not end on its line')
}

/** Half of a surrogate pair becomes what Go makes of it. */
function decoded(written: string, at: Span): string {
  if (!written.includes('\\')) return written.slice(1, -1)
  try {
    return String(JSON.parse(written)).replaceAll(/\p{Surrogate}/gu, '\ufffd')
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw new HclError('a string has an escape that JSON does not know', at)
  }
}

function readLiteral(cursor: Cursor): JsonNode {
  const start = cursor.offset
  const word = words.get(match(cursor, wordToken) ?? '')
  if (word !== undefined) return { kind: 'word', value: word, at: spanFrom(cursor, start) }
  const written = match(cursor, numberToken)
  if (written === undefined) throw fault(cursor, 'expected a value')
  return { kind: 'number', value: Number(written), written, at: spanFrom(cursor, start) }
}

function peek(cursor: Cursor): string | undefined {
  match(cursor, space)
  return cursor.file.text[cursor.offset]
}

function takes(cursor: Cursor, character: string): boolean {
  if (peek(cursor) !== character) return false
  cursor.offset += 1
  return true
}

function take(cursor: Cursor, character: string): void {
  if (!takes(cursor, character)) throw fault(cursor, `expected \`${character}\``)
}

function match(cursor: Cursor, pattern: RegExp): string | undefined {
  pattern.lastIndex = cursor.offset
  const found = pattern.exec(cursor.file.text)?.[0]
  if (found !== undefined) cursor.offset += found.length
  return found
}

function spanFrom({ file, offset }: Cursor, start: number): Span {
  return { file, start, end: offset }
}

function fault({ file, offset }: Cursor, message: string): HclError {
  return new HclError(message, { file, start: offset, end: Math.min(offset + 1, file.text.length) })
}
