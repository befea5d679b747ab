import { styleText } from 'node:util'
import { withoutCommands } from './commands.ts'
import { visible, visibleLines } from './visible.ts'
import { wrap } from './wrap.ts'

/** How a text is set. */
export interface Layout {
  readonly width: number
  readonly color: boolean
}

/** What a run of text looks like, where colour is wanted. */
export type Style = NonNullable<Parameters<typeof styleText>[0]>

/** Words for the margin of a paragraph, and how it looks. */
export interface Setting {
  /** Stands before the first line; further lines are set in as far. */
  readonly lead: string
  readonly leadStyle?: Style
  readonly style?: Style
}

const narrowest = 24

/** Sets an untrusted text as one paragraph: nothing in it acts on a terminal or a CI log. */
export function paragraph(text: string, setting: Setting, layout: Layout): readonly string[] {
  return set(wrap(visible(text), room(setting, layout)), setting, layout)
}

/** The same for a text with line breaks of its own, such as a statement to paste. */
export function block(text: string, setting: Setting, layout: Layout): readonly string[] {
  const lines = visibleLines(text).flatMap(line => wrapIndented(line, room(setting, layout)))
  return set(lines, setting, layout)
}

/** A text to copy, line by line as it is, behind a margin. */
export function verbatim(text: string, margin: string): readonly string[] {
  return visibleLines(text).map(line => `${margin}${withoutCommands(line)}`.trimEnd())
}

function room(setting: Setting, layout: Layout): number {
  return Math.max(layout.width - setting.lead.length, narrowest)
}

function set(lines: readonly string[], setting: Setting, layout: Layout): readonly string[] {
  const margin = ' '.repeat(setting.lead.length)
  return lines.map((line, index) => {
    const lead = index === 0 ? paint(setting.lead, setting.leadStyle, layout) : margin
    return `${lead}${paint(withoutCommands(line), setting.style, layout)}`.trimEnd()
  })
}

function paint(text: string, style: Style | undefined, layout: Layout): string {
  if (!layout.color || style === undefined || text.trim() === '') return text
  // The caller decides about colour: not the stream that the process happens to have.
  return styleText(style, text, { validateStream: false })
}

function wrapIndented(line: string, width: number): readonly string[] {
  // Bounded, since it stands before each part: a long one would make the output grow with its square.
  const indent = (/^ */.exec(line)?.[0] ?? '').slice(0, width / 2)
  return wrap(line, width - indent.length).map(part => indent + part)
}
