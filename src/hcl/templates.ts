import { indentationRemoved } from './heredoc.ts'
import { spanFrom, take, type Parser } from './parser.ts'
import type { TemplateExpression } from './syntax.ts'
import { templatePieces } from './template-pieces.ts'
import { templateTree } from './template-tree.ts'
import { wholeLines } from './whole-lines.ts'

/** Parses `"…"` and heredocs. */
export function parseQuoted(parser: Parser): TemplateExpression {
  const { kind, start } = take(parser)
  const isQuoted = kind === 'open quote'
  const pieces = templatePieces(parser, isQuoted ? 'close quote' : 'close heredoc')
  const isUnindented = !isQuoted && parser.text[start + 2] === '-'
  const parts = templateTree(parser, wholeLines(isUnindented ? indentationRemoved(pieces) : pieces))
  return { kind: 'template', parts, at: spanFrom(parser, start) }
}

/** Parses a whole template file. */
export function parseBareTemplate(parser: Parser): TemplateExpression {
  const parts = templateTree(parser, wholeLines(templatePieces(parser, 'end of file')))
  return { kind: 'template', parts, at: spanFrom(parser, 0) }
}
