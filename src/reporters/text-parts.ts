import type { BlindSpot, Report, ReportError } from '../model/report.ts'
import { block, paragraph, type Layout, type Setting } from './paragraph.ts'
import type { RenderOptions } from './render-options.ts'
import { readInAll, whatWasRead, type InputWords } from './what-was-read.ts'
import { showErrorPlace, showUndetermined, showUnknown } from './wording.ts'

/** What the reports of all commands have in common. */
type Common = Pick<Report, 'inputs' | 'blindSpots'>

const widthOfLogs = 100

/** How a report is set: as wide as the terminal, or as logs are where there is none. */
export function layoutOf({ color, width = widthOfLogs }: Pick<RenderOptions, 'color' | 'width'>): Layout {
  return { width, color }
}

/** So many of the same are told by name. */
const mostSpots = 3

/** What could not be told: one line for each hole, however many documents have it. */
export function blindSpotLines(report: Common, layout: Layout, verbose: boolean): readonly string[] {
  return [...placesByHole(report)].flatMap(([unknown, all]) => {
    const named = verbose ? all : all.slice(0, mostSpots)
    const rest = all.length - named.length
    const text = `${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}: ${unknown}`
    return paragraph(text, { lead: 'cannot tell about ', leadStyle: 'yellow' }, layout)
  })
}

function placesByHole({ inputs, blindSpots }: Common): ReadonlyMap<string, readonly string[]> {
  const places = new Map<string, string[]>()
  const place = ({ address, input }: BlindSpot) => (inputs.length > 1 ? `${address} in ${input}` : address)
  for (const spot of blindSpots) {
    const known = places.get(showUnknown(spot))
    if (known === undefined) places.set(showUnknown(spot), [place(spot)])
    else known.push(place(spot))
  }
  return places
}

/** What rules could not decide: one line each. */
export function undeterminedLines(
  { undetermined }: Pick<Report, 'undetermined'>,
  layout: Layout,
): readonly string[] {
  return undetermined.flatMap(one =>
    paragraph(showUndetermined(one), { lead: 'could not be decided: ', leadStyle: 'yellow' }, layout),
  )
}

/** What was read, input by input; what else was read comes after. */
export function readLines(report: Common, others: readonly InputWords[], layout: Layout): readonly string[] {
  const setting: Setting = { lead: 'read ', leadStyle: 'gray' }
  const all = report.inputs.length > 1 ? paragraph(readInAll(report), setting, layout) : []
  const each = [...whatWasRead(report), ...others].flatMap(({ read, notes }) => [
    ...paragraph(read, setting, layout),
    ...notes.flatMap(note => paragraph(note, { lead: '  - ', style: 'gray' }, layout)),
  ])
  return [...each, ...all]
}

/** What failed, and the cures. */
export function errorLines(errors: readonly ReportError[], layout: Layout): readonly string[] {
  const lead: Setting = { lead: 'error ', leadStyle: ['bold', 'red'] }
  return errors.flatMap(error => [
    ...paragraph(`${showErrorPlace(error)}: ${error.message}`, lead, layout),
    ...(error.hint === '' ? [] : block(error.hint, { lead: '  fix ', leadStyle: 'gray' }, layout)),
  ])
}
