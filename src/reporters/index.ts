import type { Report } from '../model/report.ts'
import { renderGithub } from './github.ts'
import { renderJson } from './json.ts'
import type { RenderOptions } from './render-options.ts'
import { renderSarif } from './sarif.ts'
import { renderText } from './text.ts'

export type { RenderOptions } from './render-options.ts'
export { renderSummary } from './summary.ts'

/** The formats that a report can be printed in; each ends with a line break, and none throws. */
export const reporters: Readonly<
  Record<'text' | 'json' | 'sarif' | 'github', (report: Report, options: RenderOptions) => string>
> = { text: renderText, json: renderJson, sarif: renderSarif, github: renderGithub }
