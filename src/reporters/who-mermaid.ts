import type { WhoReport } from '../model/who.ts'
import type { RenderOptions } from './render-options.ts'
import { cut, visible } from './visible.ts'
import { pictureOf, type PictureNode } from './who-picture.ts'

/** Mermaid draws no more by default (`maxEdges`), and no text of more than 50,000 characters (`maxTextSize`). */
const mostArrows = 150
const longestLabel = 80

/** The report as a Mermaid flowchart, with 150 arrows at most; no label can be more than a label. */
export function* renderWhoMermaid(
  report: WhoReport,
  { verbose }: Pick<RenderOptions, 'verbose'>,
): Generator<string> {
  const { nodes, arrows, cutOff } = pictureOf(report, mostArrows, verbose)
  yield 'flowchart LR\n'
  yield nodes.map(node => `  ${node.id}${box(node)}\n`).join('')
  yield arrows
    .map(({ from, to, label, dashed }) => `  ${from} ${dashed ? '-.->' : '-->'}|${quoted(label)}| ${to}\n`)
    .join('')
  const far = nodes.filter(({ kind }) => kind === 'public' || kind === 'foreign')
  if (far.length > 0) {
    yield `  classDef outside stroke:#c00\n  class ${far.map(({ id }) => id).join(',')} outside\n`
  }
  if (cutOff) yield `  more["more than ${mostArrows} accesses: ask about one key with --key"]\n`
}

function box({ kind, label }: PictureNode): string {
  return kind === 'key' ? `[(${quoted(label)})]` : `[${quoted(label)}]`
}

/** Mermaid, "entity codes": whatever could be syntax, HTML or Markdown is written as its number. */
function quoted(text: string): string {
  const shown = visible(cut(text, longestLabel))
  return `"${shown.replace(/[^\p{L}\p{N} _.,:/=()[\]-]/gu, character => `#${character.codePointAt(0) ?? 0};`)}"`
}
