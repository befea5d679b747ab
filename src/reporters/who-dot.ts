import type { WhoReport } from '../model/who.ts'
import { withoutCommands } from './commands.ts'
import type { RenderOptions } from './render-options.ts'
import { cut, visible } from './visible.ts'
import { pictureOf, type PictureNode } from './who-picture.ts'

/** Beyond this neither Graphviz nor a reader gets anywhere. */
const mostArrows = 2000
const longestLabel = 200

/** The report as a graph for Graphviz, with 2000 arrows at most; no label can be more than a label. */
export function* renderWhoDot(
  report: WhoReport,
  { verbose }: Pick<RenderOptions, 'verbose'>,
): Generator<string> {
  const { nodes, arrows, cutOff } = pictureOf(report, mostArrows, verbose)
  yield 'digraph keyplan {\n  rankdir=LR\n  node [shape=box]\n'
  yield nodes.map(node => `  ${node.id} [label=${quoted(node.label)}${look(node)}]\n`).join('')
  yield arrows
    .map(({ from, to, label, dashed }) => {
      const style = dashed ? ', style=dashed' : ''
      return `  ${from} -> ${to} [label=${quoted(label)}${style}]\n`
    })
    .join('')
  if (cutOff)
    yield `  more [label="more than ${mostArrows} accesses: ask about one key with --key", shape=note]\n`
  yield '}\n'
}

/** DOT, "quoted strings": a backslash begins an escape, and only a quotation mark ends the string. */
function quoted(text: string): string {
  const shown = withoutCommands(visible(cut(text, longestLabel)))
  return `"${shown.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
}

function look({ kind }: PictureNode): string {
  if (kind === 'key') return ', shape=cylinder'
  if (kind === 'use') return ', style=dashed'
  return kind === 'public' || kind === 'foreign' ? ', color=red' : ''
}
