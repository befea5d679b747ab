import { leadingSpaces, trailingSpaces } from './characters.ts'
import { expression } from './expressions.ts'
import { parseForNames } from './for.ts'
import { expect, fault, inBrackets, peek, spanFrom, take, textOf, type Parser } from './parser.ts'
import type { Span } from './source-file.ts'
import type { Expression, TemplateText } from './syntax.ts'
import { partOf, templateText } from './template-text.ts'
import type { Token } from './tokens.ts'

/** What a template is made of, in a row: text, interpolations, and directives that are not put together yet. */
export type TemplatePiece =
  | TemplateText
  | { readonly kind: 'interpolation'; readonly value: Expression; readonly at: Span }
  | { readonly kind: 'if'; readonly condition: Expression; readonly at: Span }
  | {
      readonly kind: 'for'
      readonly key?: string
      readonly item: string
      readonly collection: Expression
      readonly at: Span
    }
  | { readonly kind: 'else' | 'endif' | 'endfor'; readonly at: Span }

/** Takes the pieces of a template and what ends it. Strip markers have done their work. */
export function templatePieces(
  parser: Parser,
  end: 'close quote' | 'close heredoc' | 'end of file',
): readonly TemplatePiece[] {
  const pieces: TemplatePiece[] = []
  let stripsNext = false
  while (peek(parser).kind !== end) {
    const next = take(parser)
    if (next.kind === 'text') {
      const text = templateText(textOf(parser, next), spanFrom(parser, next.start), end === 'close quote')
      pieces.push(stripsNext ? strippedStart(text) : text)
      stripsNext = false
    } else {
      const last = pieces.at(-1)
      if (next.end - next.start === 3 && last?.kind === 'text') pieces.splice(-1, 1, strippedEnd(last))
      const piece = inBrackets(parser, false, () => sequence(parser, next))
      pieces.push(piece)
      stripsNext = parser.text[parser.lastEnd - 2] === '~'
    }
  }
  take(parser)
  return pieces
}

function sequence(parser: Parser, open: Token): TemplatePiece {
  const piece = opened(parser, open)
  expect(parser, 'close sequence', 'expected `}`')
  return { ...piece, at: spanFrom(parser, open.start) }
}

/** A sequence up to its end. */
function opened(parser: Parser, open: Token): TemplatePiece {
  const at = spanFrom(parser, open.start)
  if (open.kind === 'open interpolation') return { kind: 'interpolation', value: expression(parser), at }
  if (open.kind !== 'open directive') throw fault(parser, 'a template does not end')
  const word = textOf(parser, peek(parser))
  switch (word) {
    case 'if':
      take(parser)
      return { kind: word, condition: expression(parser), at }
    case 'for': {
      const { keyName, itemName } = parseForNames(parser)
      const key = keyName === undefined ? {} : { key: keyName }
      return { kind: word, ...key, item: itemName, collection: expression(parser), at }
    }
    case 'else':
    case 'endif':
    case 'endfor':
      take(parser)
      return { kind: word, at }
    default:
      throw fault(parser, 'expected `if`, `else`, `endif`, `for` or `endfor`')
  }
}

/** `~}` strips the white space of the text behind it: up to the end of the line, which a heredoc's text ends with. */
function strippedStart(piece: TemplateText): TemplateText {
  return partOf(piece, leadingSpaces(piece.text))
}

/** `${~` and `%{~` strip the white space before them. */
function strippedEnd(piece: TemplateText): TemplateText {
  return partOf(piece, 0, piece.text.length - trailingSpaces(piece.text))
}
