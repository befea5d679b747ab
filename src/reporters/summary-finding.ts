import type { Finding, ReportStep } from '../model/report.ts'
import { code, link, prose, proseLines } from './markdown.ts'
import { cut } from './visible.ts'
import { showLocation, showRule, showUnknown } from './wording.ts'

// So that no single finding takes the room of all others.
const longestRow = 20_000
const longestName = 200

/** The head of the table of findings. */
export const findingsHead = '| Severity | Key | What | Fix |\n| --- | --- | --- | --- |'

/** One row of it: always one line, always four cells. */
export function findingRow(finding: Finding, several: boolean): string {
  const row = cells(finding, keyCell(finding, several), whatCell(finding), proseLines(finding.fix))
  if (row.length <= longestRow) return row
  const key = code(cut(finding.key ?? finding.address, longestName))
  return cells(
    finding,
    key,
    prose(cut(showRule(finding), longestName)),
    'too long for this table: see the log',
  )
}

function cells(finding: Finding, key: string, what: string, fix: string): string {
  const severity = finding.certainty === 'possible' ? `${finding.severity}, possible` : finding.severity
  return `| ${severity} | ${key} | ${what} | ${fix} |`
}

function keyCell(finding: Finding, several: boolean): string {
  const key = code(finding.key ?? finding.address)
  return several ? `${key}<br>in ${code(finding.keyInput ?? finding.input)}` : key
}

function whatCell(finding: Finding): string {
  const [when, ...and] = finding.conditions
  return [
    `**${link(finding.rule, finding.help)}** ${prose(finding.name)}`,
    prose(finding.message === '' ? finding.title : finding.message),
    ...(finding.location === undefined ? [] : [`at ${code(showLocation(finding.location))}`]),
    ...(finding.keyInput === undefined ? [] : [`in ${code(finding.address)} of ${code(finding.input)}`]),
    ...finding.path.map(step => `-&gt; ${prose(step.says)}${standing(step)}`),
    ...(when === undefined ? [] : [`when ${prose(when)}`]),
    ...and.map(condition => `and ${prose(condition)}`),
    ...finding.unknowns.map(unknown => `cannot tell: ${prose(showUnknown(unknown))}`),
  ].join('<br>')
}

/** The resource, where it stands in another input than the finding. */
function standing({ address, input }: ReportStep): string {
  return input === undefined ? '' : ` [${code(address)} in ${code(input)}]`
}
