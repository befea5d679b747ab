import type {
  BlindSpot,
  Finding,
  Report,
  ReportChange,
  ReportError,
  ReportUndetermined,
} from '../model/report.ts'
import { inMore, showLeftOut, sinceLastApply } from './change-lines.ts'
import { code, prose, proseLines } from './markdown.ts'
import { findingRow, findingsHead } from './summary-finding.ts'
import { cut } from './visible.ts'
import { readInAll, whatWasRead, type InputWords } from './what-was-read.ts'
import { showErrorPlace, showExit, showUndetermined, showUnknown, showVerdict } from './wording.ts'
import { worstFirst } from './worst-first.ts'

// GitHub refuses a step's summary above 1 MiB. The shares of the sections leave room for what stands between them.
const bytes = {
  change: 50_000,
  errors: 100_000,
  findings: 500_000,
  blindSpots: 100_000,
  undetermined: 50_000,
  inputs: 100_000,
}
const longestText = 2000

/** The report for `$GITHUB_STEP_SUMMARY`: Markdown, always below 1 MiB. */
export function renderSummary(report: Report): string {
  const several = report.inputs.length > 1
  const row = (finding: Finding): string => findingRow(finding, several)
  const sections = [
    [
      '## keyplan',
      `**${prose(showVerdict(report.summary))}**`,
      prose(cut(showExit(report.summary), longestText)),
    ],
    changeSection(report),
    section('Errors', [], fitted(report.errors, errorItem, bytes.errors)),
    section('Findings', [findingsHead], fitted(worstFirst(report.findings), row, bytes.findings)),
    section(
      'Cannot tell about',
      [],
      fitted(report.blindSpots, spot => blindSpotItem(spot, several), bytes.blindSpots),
    ),
    section('Could not be decided', [], fitted(report.undetermined, undeterminedItem, bytes.undetermined)),
    section('What was read', [], fitted(whatWasRead(report), inputItem, bytes.inputs)),
    several ? [prose(readInAll(report))] : [],
  ]
  return `${sections
    .filter(lines => lines.length > 0)
    .map(lines => lines.join('\n\n'))
    .join('\n\n')}\n`
}

/** What the change does to access, and how much of what was found is older. */
function changeSection({ change, leftOut }: Report): readonly string[] {
  const old = showLeftOut(leftOut)
  const lines = change === undefined ? [] : changeItems(change.says, change)
  const outside =
    change?.outside === undefined ? [] : changeItems(sinceLastApply(change.outside.says), change.outside)
  const all = [...lines, ...outside, ...(old === '' ? [] : [prose(old)])]
  return all.length === 0 ? [] : ['### What changes', ...all]
}

function changeItems(says: string, { lines, more }: ReportChange): readonly string[] {
  const items = fitted(
    lines,
    line => bullet(prose(cut(`${line.what}: ${line.says}`, longestText))),
    bytes.change,
  )
  const left = more + items.left
  return [
    prose(cut(`${says}.`, longestText)),
    ...(items.lines.length === 0 ? [] : [items.lines.join('\n')]),
    ...(left === 0 ? [] : [prose(inMore(left))]),
  ]
}

/** What fits of a list, and how many entries do not. */
interface Fitted {
  readonly lines: readonly string[]
  readonly left: number
}

function fitted<Item>(items: readonly Item[], show: (item: Item) => string, limit: number): Fitted {
  const lines: string[] = []
  let used = 0
  for (const item of items) {
    const line = show(item)
    used += Buffer.byteLength(line) + 1
    if (used > limit) break
    lines.push(line)
  }
  return { lines, left: items.length - lines.length }
}

function section(title: string, head: readonly string[], { lines, left }: Fitted): readonly string[] {
  if (lines.length === 0 && left === 0) return []
  const rest =
    left === 0 ? [] : [`${left} more do not fit into this summary: see the log or the JSON report.`]
  return [`### ${title}`, [...head, ...lines].join('\n'), ...rest]
}

function inputItem({ read, notes }: InputWords): string {
  const [first, ...rest] = [read, ...notes].map(text => bullet(prose(cut(text, longestText))))
  return [first, ...rest.map(line => `  ${line}`)].join('\n')
}

function blindSpotItem(spot: BlindSpot, several: boolean): string {
  const input = several ? ` in ${code(cut(spot.input, longestText))}` : ''
  return bullet(
    `${code(cut(spot.address, longestText))}${input}: ${prose(cut(showUnknown(spot), longestText))}`,
  )
}

function undeterminedItem(undetermined: ReportUndetermined): string {
  return bullet(prose(cut(showUndetermined(undetermined), longestText)))
}

function errorItem(error: ReportError): string {
  const place = code(cut(showErrorPlace(error), longestText))
  const hint = error.hint === '' ? '' : `<br>fix: ${proseLines(cut(error.hint, longestText))}`
  return bullet(`${place}: ${prose(cut(error.message, longestText))}${hint}`)
}

function bullet(text: string): string {
  return `- ${text}`
}
