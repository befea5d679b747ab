import { leadingSpaces } from './characters.ts'
import type { TemplateText } from './syntax.ts'
import type { TemplatePiece } from './template-pieces.ts'
import { partOf } from './template-text.ts'

/**
 * `<<-` takes the indentation of the least indented line from all lines. As in HashiCorp's parser lines of nothing but
 * white space neither count nor change, and what a strip marker left of a line without its end belongs to the line before:
 * https://github.com/hashicorp/hcl/blob/v2.23.0/hclsyntax/parser_template.go
 */
export function indentationRemoved(pieces: readonly TemplatePiece[]): readonly TemplatePiece[] {
  const opening = pieces.filter((_, index) => isLineStart(pieces[index - 1]))
  const counted = opening.filter(piece => !isBlank(piece))
  const indentation = counted.reduce((least, piece) => Math.min(least, indentationOf(piece)), Infinity)
  if (indentation === 0 || indentation === Infinity) return pieces
  const indented = new Set(counted)
  return pieces.map(piece =>
    piece.kind === 'text' && indented.has(piece) ? without(piece, indentation) : piece,
  )
}

function isLineStart(before: TemplatePiece | undefined): boolean {
  return before === undefined || (before.kind === 'text' && before.text.endsWith('\n'))
}

function isBlank(piece: TemplatePiece): boolean {
  return piece.kind === 'text' && piece.text.endsWith('\n') && leadingSpaces(piece.text) === piece.text.length
}

function indentationOf(piece: TemplatePiece): number {
  return piece.kind === 'text' ? leadingSpaces(piece.text) : 0
}

const clusterOfSpace = /[^\p{Cc}\u2028\u2029][\p{M}\u200d]*/uy

/** HashiCorp's parser counts grapheme clusters: a combining mark behind the last space goes with it. */
function without(piece: TemplateText, indentation: number): TemplateText {
  clusterOfSpace.lastIndex = indentation - 1
  const removed = clusterOfSpace.test(piece.text) ? clusterOfSpace.lastIndex : indentation
  return partOf(piece, removed)
}
