import {
  advance,
  malformed,
  peek,
  spanBetween,
  take,
  takes,
  type Cursor,
  type Opaque,
} from './json-cursor.ts'
import { canBeSeveral, isAnyText, readRun } from './json-run.ts'
import { takeString } from './json-string.ts'
import { closed, placed, several, tupleOf } from './several.ts'
import { derived, EvaluationError, objectValue, unsupported, type StringValue, type Value } from './value.ts'

/** Deeper text is not read: AWS knows none, and recursion must end. */
const deepest = 512

/** A text that goes deeper than this reads: no error of the author's. */
class DepthError extends Error {
  override readonly name = 'DepthError'
}

/**
 * Reads JSON with holes, as `jsondecode` does. A hole in a JSON string is a hole in that string; one in place of a value
 * is what the hole's own text would be read as; one elsewhere makes the smallest object or list around it a hole.
 * Each value tells where it is written. Objects keep the order of the source; of a name that stands twice the last
 * value counts.
 */
export function parseJsonValue(text: StringValue): Value {
  return closed(parsePolicyText(text))
}

/**
 * The same, but a hole among the elements of a list stands there for any number of them (`several`), and those that are
 * written stay: all that is known of a policy's statements is of use.
 */
export function parsePolicyText(text: StringValue): Value {
  const cursor: Cursor = { parts: text.parts, part: 0, offset: 0 }
  try {
    const value = readValue(cursor, 0)
    if (peek(cursor) !== undefined) throw malformed('something stands behind its end')
    return text.sensitive === true ? sensitiveThroughout(value) : value
  } catch (error) {
    if (error instanceof DepthError) return unsupported(error.message, [text])
    // What a hole holds can mend what looks broken without it.
    const isOpen = text.parts.some(({ kind }) => kind !== 'text')
    if (error instanceof EvaluationError && isOpen) return placed(derived('JSON', [text]), text)
    throw error
  }
}

function readValue(cursor: Cursor, depth: number): Value {
  if (depth > deepest) throw new DepthError(`JSON that is nested deeper than ${deepest} levels`)
  const next = peek(cursor)
  const start = { part: cursor.part, offset: cursor.offset }
  const value = valueAt(cursor, next, depth)
  const from = value.from ?? spanBetween(cursor.parts, start, cursor)
  return placed(value, { from })
}

function valueAt(cursor: Cursor, next: string | Opaque | undefined, depth: number): Value {
  switch (next) {
    case undefined:
      throw malformed('it ends too early')
    case '{':
      return readObject(cursor, depth)
    case '[':
      return readList(cursor, depth)
    case '"':
      return { kind: 'string', parts: takeString(cursor) }
    default:
      return readRun(cursor)
  }
}

function readObject(cursor: Cursor, depth: number): Value {
  const members = new Map<string, Value>()
  const unsure: Value[] = []
  take(cursor, '{')
  let isFree = true
  for (let next = peek(cursor); next !== '}'; next = peek(cursor)) {
    if (!isFree && unsure.length === 0 && !isOpaque(next))
      throw malformed('an object goes on without a comma')
    isFree = false
    if (isOpaque(next)) {
      unsure.push(next)
      advance(cursor)
    } else if (next === '"') {
      readMember(cursor, members, unsure, depth)
    } else if (next === ':' && unsure.length > 0) {
      cursor.offset += 1
      unsure.push(readValue(cursor, depth + 1))
    } else {
      throw malformed('a name in double quotes is missing')
    }
    if (takes(cursor, ',')) {
      if (peek(cursor) === '}') throw malformed('a comma stands before `}`')
      isFree = true
    }
  }
  cursor.offset += 1
  return unsure.length === 0
    ? objectValue(members)
    : derived('a JSON object', [...unsure, objectValue(members)])
}

function readMember(cursor: Cursor, members: Map<string, Value>, unsure: Value[], depth: number): void {
  const parts = takeString(cursor)
  take(cursor, ':')
  const value = readValue(cursor, depth + 1)
  const name = parts.map(part => (part.kind === 'text' ? part.text : undefined))
  if (name.includes(undefined)) unsure.push({ kind: 'string', parts }, value)
  else members.set(name.join(''), value)
}

function readList(cursor: Cursor, depth: number): Value {
  const items: Value[] = []
  take(cursor, '[')
  // Whether the next element needs no comma before it: a hole can bring commas of its own.
  let isFree = true
  for (let next = peek(cursor); next !== ']'; next = peek(cursor)) {
    if (!isFree && !(isOpaque(next) && isAnyText(next))) throw malformed('a list goes on without a comma')
    const first = cursor.part
    const item = readValue(cursor, depth + 1)
    const isRun = typeof next !== 'string' || !'{["'.includes(next)
    isFree = isRun && cursor.parts.slice(first, cursor.part).some(isAnyText)
    items.push(isFree || canBeSeveral(item) ? placed(several('JSON', [item]), item) : item)
    if (takes(cursor, ',')) {
      if (peek(cursor) === ']') throw malformed('a comma stands before `]`')
      isFree = true
    }
  }
  cursor.offset += 1
  return tupleOf(items)
}

function isOpaque(next: string | Opaque | undefined): next is Opaque {
  return typeof next === 'object'
}

/** A value of which every part is sensitive. */
export function sensitiveThroughout(value: Value): Value {
  const sensitive = true
  switch (value.kind) {
    case 'list':
      return { ...value, items: value.items.map(sensitiveThroughout), sensitive }
    case 'object':
      return {
        ...value,
        members: new Map([...value.members].map(([name, member]) => [name, sensitiveThroughout(member)])),
        sensitive,
      }
    default:
      return { ...value, sensitive }
  }
}
