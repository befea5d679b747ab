import type { WhoReport } from '../model/who.ts'
import type { RenderOptions } from './render-options.ts'
import { renderWhoDot } from './who-dot.ts'
import { renderWhoJson } from './who-json.ts'
import { renderWhoMermaid } from './who-mermaid.ts'
import { renderWhoText } from './who-text.ts'

/** The formats of `keyplan who`. */
export const whoFormats = ['text', 'json', 'dot', 'mermaid'] as const

/** Each gives the report in parts, since it may be longer than memory is large; the last ends with a line break. */
export const whoReporters: Readonly<
  Record<(typeof whoFormats)[number], (report: WhoReport, options: RenderOptions) => Iterable<string>>
> = { text: renderWhoText, json: renderWhoJson, dot: renderWhoDot, mermaid: renderWhoMermaid }
