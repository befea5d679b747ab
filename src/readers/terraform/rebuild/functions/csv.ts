import {
  derived,
  EvaluationError,
  listValue,
  objectValue,
  unsupported,
  type TextPart,
  type Value,
} from '../value.ts'
import { oneText } from './arguments.ts'
import { sliceOf, type KnownText } from './known-text.ts'
import { mostItems } from './limits.ts'
import { stringOf } from './string-of.ts'
import { knownOf } from './text.ts'

type Field = readonly TextPart[]

/**
 * `csvdecode`: an object for each row, with the names of the first row.
 * https://developer.hashicorp.com/terraform/language/functions/csvdecode https://pkg.go.dev/encoding/csv
 */
export function csvdecode(args: readonly Value[]): Value {
  const known = knownOf(oneText('csvdecode', args))
  if (known === undefined) return derived('csvdecode', args)
  const [header, ...rows] = recordsOf(known)
  if (header === undefined) throw new EvaluationError('`csvdecode` misses the line with the names of columns')
  const names = header.map(field => field.map(({ text }) => text).join(''))
  if (new Set(names).size < names.length) throw new EvaluationError('`csvdecode` has two columns of one name')
  if (rows.length * names.length > mostItems) return unsupported('csvdecode(…)', args)
  if (rows.some(row => row.length !== names.length))
    throw new EvaluationError('`csvdecode` has a row with another number of columns')
  return listValue(
    'list',
    rows.map(row => objectValue(new Map(names.map((name, index) => [name, stringOf(row[index] ?? [])])))),
  )
}

/** The rows; empty lines are none. */
function recordsOf(known: KnownText): readonly (readonly Field[])[] {
  const { text } = known
  const records: (readonly Field[])[] = []
  let at = 0
  while (at < text.length) {
    const end = lineEnd(text, at)
    if (end.start === at) at = end.next
    else {
      const { fields, next } = recordAt(known, at)
      records.push(fields)
      at = next
    }
  }
  return records
}

/** Where a line ends, and where the next begins: `\r` before the break, or before the end of all, is part of it. */
function lineEnd(text: string, from: number): { readonly start: number; readonly next: number } {
  const found = text.indexOf('\n', from)
  const end = found === -1 ? text.length : found
  const start = end > from && text[end - 1] === '\r' ? end - 1 : end
  return { start, next: found === -1 ? text.length : found + 1 }
}

function recordAt(
  known: KnownText,
  from: number,
): { readonly fields: readonly Field[]; readonly next: number } {
  const { text } = known
  const fields: Field[] = []
  let line = lineEnd(text, from)
  for (let at = from; ;) {
    if (text[at] === '"' && at < line.start) {
      const quoted = quotedAt(known, at + 1)
      fields.push(quoted.field)
      at = quoted.next
      if (at > line.start) line = lineEnd(text, at)
      if (text[at] !== ',' && at !== line.start)
        throw new EvaluationError('`csvdecode` has text behind a quote')
    } else {
      const comma = text.slice(at, line.start).indexOf(',')
      const end = comma === -1 ? line.start : at + comma
      const field = sliceOf(known, at, end)
      if (field.some(part => part.text.includes('"')))
        throw new EvaluationError('`csvdecode` has a quote in a field without quotes')
      fields.push(field)
      at = end
    }
    if (at >= line.start) return { fields, next: line.next }
    at += 1
  }
}

/** A field in quotes, from behind the first: two quotes are one, and line breaks are `\n`. */
function quotedAt(known: KnownText, from: number): { readonly field: Field; readonly next: number } {
  const { text } = known
  const field: TextPart[] = []
  for (let at = from; ;) {
    const quote = text.indexOf('"', at)
    if (quote === -1) throw new EvaluationError('`csvdecode` has a quote that does not end')
    const isDouble = text[quote + 1] === '"'
    for (const part of sliceOf(known, at, isDouble ? quote + 1 : quote)) field.push(withPlainBreaks(part))
    at = quote + (isDouble ? 2 : 1)
    if (!isDouble) return { field, next: at }
  }
}

function withPlainBreaks(part: TextPart): TextPart {
  if (!part.text.includes('\r\n')) return part
  const text = part.text.replaceAll('\r\n', '\n')
  return part.from === undefined ? { kind: 'text', text } : { kind: 'text', text, from: part.from }
}
