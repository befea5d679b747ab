import type { DiffReport } from '../model/diff.ts'
import { renderDiffJson } from './diff-json.ts'
import { renderDiffText } from './diff-text.ts'
import type { RenderOptions } from './render-options.ts'

/** The formats of `keyplan diff`. */
export const diffFormats = ['text', 'json'] as const

/** Each gives the report in parts, since it may be longer than memory is large; the last ends with a line break. */
export const diffReporters: Readonly<
  Record<(typeof diffFormats)[number], (report: DiffReport, options: RenderOptions) => Iterable<string>>
> = { text: renderDiffText, json: renderDiffJson }
