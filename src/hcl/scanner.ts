import { spanIn, type Origin } from './origin.ts'
import { HclError } from './syntax.ts'
import type { Token, TokenKind } from './tokens.ts'

/** A place in a text that moves forward token by token. */
export interface Scanner {
  readonly origin: Origin
  readonly text: string
  /** Behind the last token. */
  offset: number
  /** What the text at the offset is part of; the innermost is last. */
  readonly modes: Mode[]
}

/** What a piece of text is part of. */
export type Mode =
  /** Expressions and blocks. `open` counts the braces that wait for their end. */
  | { readonly kind: 'plain'; open: number }
  | { readonly kind: 'quoted' }
  | { readonly kind: 'heredoc'; readonly marker: string; isLineStart: boolean }
  /** A template file. */
  | { readonly kind: 'bare' }

/** A scanner at the beginning of a text. */
export function scannerOf(origin: Origin, kind: 'plain' | 'bare'): Scanner {
  return { origin, text: origin.text, offset: 0, modes: [kind === 'plain' ? { kind, open: 0 } : { kind }] }
}

/** Takes so many characters as a token. */
export function token(scanner: Scanner, kind: TokenKind, length: number): Token {
  const start = scanner.offset
  scanner.offset += length
  return { kind, start, end: scanner.offset }
}

/** What is wrong with the characters at the scanner's place. */
export function scanFault({ origin, text, offset }: Scanner, message: string, length = 1): HclError {
  return new HclError(message, spanIn(origin, offset, Math.min(offset + length, text.length)))
}
