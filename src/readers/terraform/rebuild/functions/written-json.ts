import type { Span } from '../../../../hcl/source-file.ts'
import { numberText } from '../number-text.ts'
import { byUtf8 } from '../order.ts'
import {
  isWhollyKnown,
  type JsonValue,
  type ObjectValue,
  type StringPart,
  type StringValue,
  type Value,
} from '../value.ts'

/** JSON of more characters is not written out; JSON in JSON in JSON doubles its backslashes each time. */
const longestJson = 2_000_000

/** What is written so far. */
interface Writing {
  readonly parts: StringPart[]
  room: number
}

/**
 * The text that Terraform's `jsonencode` makes of a value: compact, names sorted, `<`, `>` and `&` escaped. Strings keep
 * their places. A string or value with holes is left as JSON of that value, since only what fills them tells how it is
 * written: in quotes, escaped, or `null`.
 * https://developer.hashicorp.com/terraform/language/functions/jsonencode
 */
export function jsonParts(value: Value): readonly StringPart[] {
  const writing: Writing = { parts: [], room: longestJson }
  write(writing, value)
  return writing.room < 0 ? [{ kind: 'json', value }] : writing.parts
}

/** A string as JSON writes it, without its quotes. */
function jsonEscaped(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1)
  return escaped.replace(
    /[<>&\u2028\u2029]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

function write(writing: Writing, value: Value): void {
  if (writing.room < 0) return
  switch (value.kind) {
    case 'null':
      return put(writing, 'null', value.from)
    case 'boolean':
      return put(writing, String(value.value), value.from)
    case 'number':
      return put(writing, numberText(value.value), value.from)
    case 'hole':
      return leave(writing, value)
    case 'string':
    case 'json':
      return isWhollyKnown(value) ? writeString(writing, value) : leave(writing, value)
    case 'list':
      if (value.isLoose === true) return leave(writing, value)
      put(writing, '[', value.from)
      for (const [index, item] of value.items.entries()) {
        if (index > 0) put(writing, ',')
        write(writing, item)
      }
      return put(writing, ']')
    case 'object':
      return writeObject(writing, value)
  }
}

function put(writing: Writing, text: string, from?: Span): void {
  writing.room -= text.length
  writing.parts.push(from === undefined ? { kind: 'text', text } : { kind: 'text', text, from })
}

function leave(writing: Writing, value: Value): void {
  writing.parts.push({ kind: 'json', value })
}

function writeString(writing: Writing, value: StringValue | JsonValue): void {
  put(writing, '"', value.from)
  for (const part of value.kind === 'json' ? writtenInside(writing, value) : value.parts) {
    if (part.kind === 'json') {
      for (const inner of writtenInside(writing, part)) escape(writing, inner)
    } else escape(writing, part)
    if (writing.room < 0) return
  }
  put(writing, '"')
}

/** The text of JSON that stands in a string of JSON. */
function writtenInside(writing: Writing, { value }: JsonValue): readonly StringPart[] {
  const inner: Writing = { parts: [], room: writing.room }
  write(inner, value)
  writing.room = Math.min(writing.room, inner.room)
  return writing.room < 0 ? [] : inner.parts
}

function escape(writing: Writing, part: StringPart): void {
  if (part.kind !== 'text') return leave(writing, part)
  const text = jsonEscaped(part.text)
  if (text !== part.text) return put(writing, text, part.from)
  writing.room -= text.length
  writing.parts.push(part)
}

function writeObject(writing: Writing, { members, from }: ObjectValue): void {
  put(writing, '{', from)
  let separator = ''
  for (const [name, member] of [...members].sort(([one], [other]) => byUtf8(one, other))) {
    put(writing, `${separator}"${jsonEscaped(name)}":`)
    write(writing, member)
    separator = ','
  }
  put(writing, '}')
}
