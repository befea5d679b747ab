import { nextToken } from './scan.ts'
import { scannerOf, type Scanner } from './scanner.ts'
import { spanIn, type Origin } from './origin.ts'
import type { Span } from './source-file.ts'
import { HclError } from './syntax.ts'
import type { Token, TokenKind } from './tokens.ts'

/** A place in a text between two tokens, with what must be known there. */
export interface Parser {
  readonly origin: Origin
  readonly text: string
  readonly scanner: Scanner
  next: Token | undefined
  /** Behind the last token that was taken. */
  lastEnd: number
  /** Whether the end of a line means something here: not inside brackets. */
  seesNewlines: boolean
  /** How many expressions, templates and blocks stand around this place. */
  depth: number
  /** The height of the tree that is being built, see `nested`. */
  height: number
}

/** Brackets within brackets; and steps from the root of an expression to its lowest leaf. */
const maxDepth = 200
const maxHeight = 1000

/** A parser at the beginning of a text. */
export function parserOf(origin: Origin, kind: 'plain' | 'bare'): Parser {
  const { text } = origin
  const scanner = scannerOf(origin, kind)
  return { origin, text, scanner, next: undefined, lastEnd: 0, seesNewlines: true, depth: 0, height: 0 }
}

/** The next token; it stays there. */
export function peek(parser: Parser): Token {
  let next = parser.next ?? nextToken(parser.scanner)
  while (next.kind === 'newline' && !parser.seesNewlines) next = nextToken(parser.scanner)
  parser.next = next
  return next
}

/** Takes the next token. */
export function take(parser: Parser): Token {
  const token = peek(parser)
  parser.next = undefined
  parser.lastEnd = token.end
  return token
}

/** Takes the next token if it is of that kind. */
export function takes(parser: Parser, kind: TokenKind): boolean {
  if (peek(parser).kind !== kind) return false
  take(parser)
  return true
}

/** Takes a token that has to be there. */
export function expect(parser: Parser, kind: TokenKind, message: string): Token {
  if (peek(parser).kind !== kind) throw fault(parser, message)
  return take(parser)
}

/** Whether the next token is that word. */
export function isNextWord(parser: Parser, word: string): boolean {
  const { kind, start, end } = peek(parser)
  return kind === 'identifier' && end - start === word.length && parser.text.startsWith(word, start)
}

/** The text of a token. */
export function textOf({ text }: Parser, { start, end }: Token): string {
  return text.slice(start, end)
}

/** From an offset to behind the last token that was taken. */
export function spanFrom({ origin, lastEnd }: Parser, start: number): Span {
  return spanIn(origin, start, lastEnd)
}

/** What is wrong with the next token. */
export function fault(parser: Parser, message: string): HclError {
  return faultOf(parser, peek(parser), message)
}

/** What is wrong with a token. */
export function faultOf({ origin }: Parser, { start, end }: Token, message: string): HclError {
  return new HclError(message, spanIn(origin, start, end))
}

/** Reads something inside brackets, where lines end without meaning (or with it: a block, an object). */
export function inBrackets<Result>(parser: Parser, seesNewlines: boolean, read: () => Result): Result {
  const before = parser.seesNewlines
  parser.seesNewlines = seesNewlines
  const result = read()
  parser.seesNewlines = before
  return result
}

/**
 * Reads something that can hold itself. Recursion ends, here and where the tree is walked later: what grows without
 * brackets (`a.b.c`, `a + b + c`) counts by `grow`.
 */
export function nested<Result>(parser: Parser, read: () => Result): Result {
  if (parser.depth >= maxDepth) throw fault(parser, `nested deeper than ${maxDepth} levels`)
  const { height: tallest } = parser
  parser.depth += 1
  parser.height = 0
  const result = read()
  parser.depth -= 1
  grow(parser)
  parser.height = Math.max(parser.height, tallest)
  return result
}

/** Counts a level of the tree that is put above the ones before. */
export function grow(parser: Parser): void {
  parser.height += 1
  if (parser.height > maxHeight) throw fault(parser, `an expression of more than ${maxHeight} levels`)
}
