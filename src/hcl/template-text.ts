import type { Span } from './source-file.ts'
import { HclError, type TemplateExpression, type TemplateText } from './syntax.ts'

/** A word as a template of nothing but itself. */
export function wordTemplate(name: string, at: Span): TemplateExpression {
  if (name === '') return { kind: 'template', parts: [], at }
  const text = normalised(name)
  const isExact = text === name && name.length === at.end - at.start
  return { kind: 'template', parts: [{ kind: 'text', text, isExact, at }], at }
}

/** The text of a piece of a template, with its escapes resolved. Those with `\` exist in quotes only. */
export function templateText(written: string, at: Span, isQuoted: boolean): TemplateText {
  const text = normalised(isQuoted ? unquoted(written, at) : undoubled(written))
  return { kind: 'text', text, isExact: text === written && written.length === at.end - at.start, at }
}

/** A part of a piece of text. Its place is that of the whole piece where characters do not stand one by one. */
export function partOf(piece: TemplateText, start: number, end = piece.text.length): TemplateText {
  const text = piece.text.slice(start, end)
  if (!piece.isExact) return { ...piece, text }
  const { at } = piece
  return { ...piece, text, at: { ...at, start: at.start + start, end: at.start + end } }
}

/** HCL keeps strings in Unicode's normal form C. */
function normalised(text: string): string {
  return /\P{ASCII}/u.test(text) ? text.normalize('NFC') : text
}

const doubled = /\$\$\{?|%%\{?/g
const quotedEscape = /\\(?:u[\da-fA-F]{0,4}|U[\da-fA-F]{0,8}|.|$)|\$\$\{|%%\{/gsu

/** Signs that stand twice before a brace stand for themselves. */
function undoubled(written: string): string {
  if (!written.includes('{')) return written
  return written.replace(doubled, found => (found.endsWith('{') ? found.slice(1) : found))
}

/** What stands in quotes, with its escapes resolved. */
export function unquoted(written: string, at: Span): string {
  if (!written.includes('\\') && !written.includes('{')) return written
  return written.replace(quotedEscape, found => (found.startsWith('\\') ? meant(found, at) : found.slice(1)))
}

const simple: ReadonlyMap<string, string> = new Map([
  ['\\n', '\n'],
  ['\\r', '\r'],
  ['\\t', '\t'],
  ['\\"', '"'],
  ['\\\\', '\\'],
])

function meant(found: string, at: Span): string {
  const known = simple.get(found)
  if (known !== undefined) return known
  const length = { u: 6, U: 10 }[found[1] ?? '']
  const code = Number.parseInt(found.slice(2), 16)
  const isCharacter = code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
  if (found.length !== length || !isCharacter)
    throw new HclError(`an escape that the language does not know: \`${found}\``, at)
  return String.fromCodePoint(code)
}
