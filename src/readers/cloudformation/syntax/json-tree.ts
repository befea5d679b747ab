import type { InputError } from '../../../model/input-error.ts'
import { faultAt, peek, placeAt, takes, type Cursor } from './json-cursor.ts'
import { readJsonString } from './json-string.ts'
import { deepest } from '../../../yaml/tokens.ts'
import { standsTwice, syntaxFault, tooDeep } from './syntax-fault.ts'
import type { Entry, Place, Tree } from './tree.ts'

/** Reads JSON text (RFC 8259) with the place of each value. Throws an `InputError` for anything else. */
export function readJsonTree(text: string, file: string): Tree {
  const cursor: Cursor = { file, text, offset: 0, line: 1, lineStart: 0 }
  const tree = readValue(cursor, 0)
  if (peek(cursor) !== '') throw unexpected(cursor, 'the end')
  return tree
}

function readValue(cursor: Cursor, depth: number): Tree {
  const next = peek(cursor)
  const place = placeAt(cursor)
  if (next === '"') return { kind: 'scalar', text: readJsonString(cursor), isPlain: false, place }
  if (next !== '{' && next !== '[') return readLiteral(cursor, place)
  if (depth >= deepest) throw tooDeep(faultAt(cursor))
  cursor.offset++
  if (next === '[') {
    const items = readItems(cursor, depth)
    return { kind: 'list', items, place: { ...place, endLine: cursor.line } }
  }
  const entries = readEntries(cursor, depth)
  return { kind: 'map', entries, place: { ...place, endLine: cursor.line } }
}

function readItems(cursor: Cursor, depth: number): readonly Tree[] {
  const items: Tree[] = []
  if (takes(cursor, ']')) return items
  do {
    refuseTrailingComma(cursor, ']')
    items.push(readValue(cursor, depth + 1))
  } while (takes(cursor, ','))
  if (!takes(cursor, ']')) throw unexpected(cursor, '`,` or `]`')
  return items
}

function readEntries(cursor: Cursor, depth: number): ReadonlyMap<string, Entry> {
  const entries = new Map<string, Entry>()
  if (takes(cursor, '}')) return entries
  do {
    refuseTrailingComma(cursor, '}')
    if (peek(cursor) !== '"') throw unexpected(cursor, 'a name in double quotes')
    const place = placeAt(cursor)
    const name = readJsonString(cursor)
    if (entries.has(name)) throw standsTwice({ file: cursor.file, ...place }, name)
    if (!takes(cursor, ':')) throw unexpected(cursor, '`:`')
    entries.set(name, { place, value: readValue(cursor, depth + 1) })
  } while (takes(cursor, ','))
  if (!takes(cursor, '}')) throw unexpected(cursor, '`,` or `}`')
  return entries
}

function refuseTrailingComma(cursor: Cursor, end: string): void {
  if (peek(cursor) !== end) return
  throw syntaxFault(faultAt(cursor), `a comma stands before this \`${end}\``, 'remove the comma')
}

const literal = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?)(?![\w.])/y

function readLiteral(cursor: Cursor, place: Place): Tree {
  literal.lastIndex = cursor.offset
  const text = literal.exec(cursor.text)?.[0]
  if (text === undefined) throw unexpected(cursor, 'a value')
  cursor.offset += text.length
  return text === 'null' ? { kind: 'null', place } : { kind: 'scalar', text, isPlain: true, place }
}

function unexpected(cursor: Cursor, wanted: string): InputError {
  const next = peek(cursor)
  const at = faultAt(cursor)
  if (next === '')
    return syntaxFault(at, 'the JSON ends in the middle', 'hand over the whole file: what wrote it failed')
  if (next === '#' || /^\/[*/]/.test(cursor.text.slice(cursor.offset, cursor.offset + 2)))
    return syntaxFault(at, 'JSON has no comments', 'remove this one, or write the template in YAML')
  if (next === "'") return syntaxFault(at, 'single quotes mean nothing in JSON', 'write double quotes')
  return syntaxFault(at, `this is not JSON: expected ${wanted}`, hintFor(wanted))
}

function hintFor(wanted: string): string {
  if (wanted === 'the end') return 'a template is one object: remove what stands behind it'
  if (wanted === 'a value') return 'a text stands in double quotes'
  if (wanted.startsWith('`')) return 'look for a comma, a bracket or a quote that is missing'
  return 'write the name in double quotes; a template in YAML does not begin with `{`'
}
