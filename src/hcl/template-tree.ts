import { nested, type Parser } from './parser.ts'
import type { Span } from './source-file.ts'
import { HclError, type TemplatePart } from './syntax.ts'
import type { TemplatePiece } from './template-pieces.ts'

/** Where a walk over the pieces of a template is. */
interface Walk {
  readonly parser: Parser
  readonly pieces: readonly TemplatePiece[]
  index: number
}

/** Puts directives together with what stands between them. */
export function templateTree(parser: Parser, pieces: readonly TemplatePiece[]): readonly TemplatePart[] {
  const walk = { parser, pieces, index: 0 }
  const parts = partsUpTo(walk, [])
  const stray = pieces[walk.index]
  if (stray !== undefined) throw unbalanced(stray)
  return parts
}

type Closing = 'else' | 'endif' | 'endfor'
type ClosingPiece = TemplatePiece & { readonly kind: Closing }
type OpeningPiece = Exclude<TemplatePiece, ClosingPiece>

function closes(piece: TemplatePiece): piece is ClosingPiece {
  return piece.kind === 'else' || piece.kind === 'endif' || piece.kind === 'endfor'
}

/** The parts up to one of these directives, which is left there, or to the end. */
function partsUpTo(walk: Walk, closing: readonly Closing[]): readonly TemplatePart[] {
  const parts: TemplatePart[] = []
  for (let piece = walk.pieces[walk.index]; piece !== undefined; piece = walk.pieces[walk.index]) {
    if (closes(piece)) {
      if (!closing.includes(piece.kind)) throw unbalanced(piece)
      return parts
    }
    walk.index += 1
    parts.push(part(walk, piece))
  }
  return parts
}

function part(walk: Walk, piece: OpeningPiece): TemplatePart {
  switch (piece.kind) {
    case 'if':
      return nested(walk.parser, () => conditionalPart(walk, piece))
    case 'for':
      return nested(walk.parser, () => repeatedPart(walk, piece))
    default:
      return piece
  }
}

function conditionalPart(
  walk: Walk,
  { kind, condition, at }: OpeningPiece & { readonly kind: 'if' },
): TemplatePart {
  const then = partsUpTo(walk, ['else', 'endif'])
  const otherwise = walk.pieces[walk.index]?.kind === 'else' ? afterElse(walk) : []
  // oxlint-disable-next-line unicorn/no-thenable -- it is no function
  return { kind, condition, then, otherwise, at: closed(walk, at) }
}

function afterElse(walk: Walk): readonly TemplatePart[] {
  walk.index += 1
  return partsUpTo(walk, ['endif'])
}

function repeatedPart(walk: Walk, piece: OpeningPiece & { readonly kind: 'for' }): TemplatePart {
  const body = partsUpTo(walk, ['endfor'])
  return { ...piece, body, at: closed(walk, piece.at) }
}

/** From a directive to behind the one that ends it, which is taken. */
function closed(walk: Walk, at: Span): Span {
  const end = walk.pieces[walk.index]?.at.end
  if (end === undefined) throw new HclError('a directive without its end', at)
  walk.index += 1
  return { ...at, end }
}

function unbalanced({ at, kind }: TemplatePiece): HclError {
  return new HclError(`\`${kind}\` without its beginning`, at)
}
