import type { TemplateText } from './syntax.ts'
import type { TemplatePiece } from './template-pieces.ts'

/**
 * Puts the scanner's pieces of a line together, and leaves out text that was stripped to nothing: unless an interpolation
 * would then seem to stand alone, and have the type of its value.
 */
export function wholeLines(pieces: readonly TemplatePiece[]): readonly TemplatePiece[] {
  const lines: TemplatePiece[] = []
  let line: TemplateText[] = []
  const endLine = () => {
    lines.push(...joined(line))
    line = []
  }
  for (const piece of pieces) {
    if (piece.kind !== 'text') endLine()
    if (piece.kind !== 'text') lines.push(piece)
    else if (piece.text !== '') line.push(piece)
    if (piece.kind === 'text' && piece.text.endsWith('\n')) endLine()
  }
  endLine()
  const isAlone = lines.length === 1 && lines[0]?.kind === 'interpolation' && pieces.length > 1
  return isAlone ? [...lines, ...pieces.filter(piece => piece.kind === 'text').slice(0, 1)] : lines
}

/** One piece of many, or none of none. */
function joined(line: readonly TemplateText[]): readonly TemplateText[] {
  const [first, second] = line
  const end = line.at(-1)?.at.end
  if (first === undefined || second === undefined || end === undefined) return line
  const isExact = line.every(piece => piece.isExact) && isUnbroken(line)
  return [{ kind: 'text', text: line.map(({ text }) => text).join(''), isExact, at: { ...first.at, end } }]
}

function isUnbroken(line: readonly TemplateText[]): boolean {
  return line.every((piece, index) => (line[index - 1]?.at.end ?? piece.at.start) === piece.at.start)
}
