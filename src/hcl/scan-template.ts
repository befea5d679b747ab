import { leadingSpaces, trailingSpaces } from './characters.ts'
import { scanFault, token, type Mode, type Scanner } from './scanner.ts'
import type { Token } from './tokens.ts'

type TemplateMode = Exclude<Mode, { readonly kind: 'plain' }>

/** Takes the next token of a quoted text, a heredoc or a template file. */
export function scanTemplate(scanner: Scanner, mode: TemplateMode): Token {
  const { text } = scanner
  const next = text[scanner.offset]
  if (next === undefined) return token(scanner, 'end of file', 0)
  if (opensSequence(text, scanner.offset)) return opening(scanner, mode)
  if (mode.kind === 'quoted') return quotedToken(scanner)
  return mode.kind === 'heredoc' ? heredocToken(scanner, mode) : bareToken(scanner)
}

/** `${`, `%{`, each with `~` or without. */
function opening(scanner: Scanner, mode: TemplateMode): Token {
  const { text } = scanner
  const kind = text[scanner.offset] === '$' ? 'open interpolation' : 'open directive'
  if (mode.kind === 'heredoc') mode.isLineStart = false
  scanner.modes.push({ kind: 'plain', open: 0 })
  return token(scanner, kind, text[scanner.offset + 2] === '~' ? 3 : 2)
}

function quotedToken(scanner: Scanner): Token {
  const { text } = scanner
  const start = scanner.offset
  if (text[start] === '"') {
    scanner.modes.pop()
    return token(scanner, 'close quote', 1)
  }
  let at = start
  while (at < text.length && text[at] !== '"' && !isNewline(text[at]) && !opensSequence(text, at))
    at += lengthInQuotes(text, at)
  if (at === start) throw scanFault(scanner, 'a quoted string does not go on behind the end of a line')
  return token(scanner, 'text', Math.min(at, text.length) - start)
}

/**
 * To the end of the line, with it, or to the next `$` or `%`. What stands behind these two is cut as HashiCorp's scanner
 * cuts it, since strip markers reach no further than the token beside them: `$x` and the line end behind it are two.
 */
function lineToken(scanner: Scanner): Token {
  const { text } = scanner
  const at = scanner.offset
  if (isDoubled(text, at)) {
    const end = at + (text[at + 3] === '~' ? 4 : 3)
    return token(scanner, 'text', end + newlineLength(text, end) - at)
  }
  if (isSign(text[at])) {
    const takesNext = text.charCodeAt(at + 1) < 0x80 && newlineLength(text, at + 2) > 0
    return token(scanner, 'text', takesNext ? 2 : 1)
  }
  let end = at
  while (end < text.length && !isNewline(text[end]) && !isSign(text[end])) end += 1
  return token(scanner, 'text', end + newlineLength(text, end) - at)
}

/** HashiCorp's scanner stops at a carriage return without a line feed: what is left of a template file is text. */
function bareToken(scanner: Scanner): Token {
  const line = lineToken(scanner)
  return line.end > line.start ? line : token(scanner, 'text', scanner.text.length - line.start)
}

function heredocToken(scanner: Scanner, mode: TemplateMode & { readonly kind: 'heredoc' }): Token {
  const { text } = scanner
  const { offset: start } = scanner
  const line = lineToken(scanner)
  if (line.end === start) throw scanFault(scanner, 'a carriage return without a line feed')
  if (text[line.end - 1] !== '\n') {
    mode.isLineStart = false
    return line
  }
  const end = line.end - (text[line.end - 2] === '\r' ? 2 : 1)
  if (mode.isLineStart && isMarker(text, start, end, mode.marker)) {
    scanner.modes.pop()
    scanner.offset = end
    return { kind: 'close heredoc', start, end }
  }
  mode.isLineStart = true
  return line
}

function isMarker(text: string, start: number, end: number, marker: string): boolean {
  const from = start + leadingSpaces(text, start, end)
  return end - trailingSpaces(text, from, end) - from === marker.length && text.startsWith(marker, from)
}

function lengthInQuotes(text: string, at: number): number {
  if (isDoubled(text, at)) return 3
  return text[at] === '\\' && !isNewline(text[at + 1]) ? 2 : 1
}

function isNewline(character: string | undefined): boolean {
  return character === '\n' || character === '\r'
}

function newlineLength(text: string, at: number): number {
  if (text[at] === '\n') return 1
  return text[at] === '\r' && text[at + 1] === '\n' ? 2 : 0
}

function isSign(character: string | undefined): boolean {
  return character === '$' || character === '%'
}

function opensSequence(text: string, at: number): boolean {
  return isSign(text[at]) && text[at + 1] === '{'
}

/** `$${` and `%%{`, which open no sequence. */
function isDoubled(text: string, at: number): boolean {
  return isSign(text[at]) && text[at + 1] === text[at] && text[at + 2] === '{'
}
