import { groupedBy } from '../model/grouped-by.ts'
import type { Finding, Report, Summary } from '../model/report.ts'
import { changeLines, showLeftOut } from './change-lines.ts'
import { paragraph, type Layout, type Style } from './paragraph.ts'
import type { RenderOptions } from './render-options.ts'
import { findingLines } from './text-finding.ts'
import { blindSpotLines, errorLines, layoutOf, readLines, undeterminedLines } from './text-parts.ts'
import { showExit, showVerdict } from './wording.ts'

/** The report for a terminal or a log: what changes, then by key, then what could not be told, what was read, and the verdict last. */
export function renderText(report: Report, options: RenderOptions): string {
  const layout = layoutOf(options)
  const sections = [
    changeLines(report.change, layout),
    ...keySections(report, layout, options.verbose),
    blindSpotLines(report, layout, options.verbose),
    undeterminedLines(report, layout),
    readLines(report, [], layout),
    errorLines(report.errors, layout),
    verdictLines(report, layout),
  ]
  return `${sections
    .filter(section => section.length > 0)
    .map(section => section.join('\n'))
    .join('\n\n')}\n`
}

function keySections(report: Report, layout: Layout, verbose: boolean): readonly (readonly string[])[] {
  // A reason is the same for each finding of its rule: told once, the rest stays short.
  const told = new Set<string>()
  return [...groupedBy(report.findings, keyOf).values()].map(findings =>
    findings.flatMap((finding, index) => {
      const why = verbose || !told.has(finding.why)
      told.add(finding.why)
      const heading = index === 0 ? headingLines(finding, report, layout) : []
      return [...heading, '', ...findingLines(finding, { layout, verbose, why })]
    }),
  )
}

function keyOf({ input, keyInput = input, key, address }: Finding): string {
  return JSON.stringify([keyInput, key ?? address])
}

function headingLines(finding: Finding, report: Report, layout: Layout): readonly string[] {
  const from = report.inputs.length > 1 ? ` in ${finding.keyInput ?? finding.input}` : ''
  return paragraph(
    `${finding.key ?? finding.address}${from}`,
    { lead: '', style: ['bold', 'underline'] },
    layout,
  )
}

function verdictLines({ summary, leftOut }: Report, layout: Layout): readonly string[] {
  const styles: Readonly<Record<Summary['verdict'], Style>> = {
    ok: ['bold', 'green'],
    findings: ['bold', 'red'],
    'cannot-tell': ['bold', 'yellow'],
    error: ['bold', 'red'],
  }
  const old = showLeftOut(leftOut)
  return [
    ...(old === '' ? [] : paragraph(old, { lead: '', style: 'gray' }, layout)),
    ...paragraph(showVerdict(summary), { lead: '', style: styles[summary.verdict] }, layout),
    ...paragraph(showExit(summary), { lead: '', style: styles[summary.verdict] }, layout),
  ]
}
