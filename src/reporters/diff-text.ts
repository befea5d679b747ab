import type { AccessDiff, DiffReport, DiffSummary } from '../model/diff.ts'
import { sinceLastApply } from './change-lines.ts'
import { groupLines, type ChangeStyle } from './diff-text-change.ts'
import { keyBlocks } from './diff-text-keys.ts'
import { paragraph, type Layout, type Style } from './paragraph.ts'
import type { RenderOptions } from './render-options.ts'
import { blindSpotLines, errorLines, layoutOf, readLines } from './text-parts.ts'

/** Who gains and loses what, for a terminal or a log: the answer first, then key by key, then what could not be told. */
export function* renderDiffText(report: DiffReport, options: RenderOptions): Generator<string> {
  const layout = layoutOf(options)
  // Of two files that are compared a key is in both.
  const severalInputs = (report.sides?.after ?? report.inputs).length > 1
  const style: ChangeStyle = { layout, verbose: options.verbose, severalInputs }
  yield section([...headLines(report, layout), ...verdictLines(report.change.summary, layout)])
  yield* changeSections(report.change, style)
  if (report.drift !== undefined && report.drift.summary.changes !== 'no') {
    const { changes, says } = report.drift.summary
    yield section(verdictLines({ changes, says: sinceLastApply(says) }, layout))
    yield* changeSections(report.drift, style)
  }
  const contexts = report.contexts.map(({ path, notes }) => ({ read: `context ${path}`, notes }))
  const parts = [
    blindSpotLines(report, layout, options.verbose),
    errorLines(report.errors, layout),
    readLines(report, contexts, layout),
  ].filter(lines => lines.length > 0)
  for (const [index, lines] of parts.entries())
    yield index < parts.length - 1 ? section(lines) : `${lines.join('\n')}\n`
}

function section(lines: readonly string[]): string {
  return `${lines.join('\n')}\n\n`
}

function headLines(report: DiffReport, layout: Layout): readonly string[] {
  const { asked } = report
  const compared = whatIsCompared(report)
  return [
    ...(compared === '' ? [] : paragraph(compared, { lead: '', style: 'gray' }, layout)),
    ...(asked === '' ? [] : paragraph(asked, { lead: 'asked for ', leadStyle: 'gray' }, layout)),
  ]
}

const mostPaths = 5

function whatIsCompared({ sides, inputs }: DiffReport): string {
  if (sides === undefined || sides.before.length + sides.after.length === 0) return ''
  const says = `before: ${pathsIn(sides.before)}, after: ${pathsIn(sides.after)}, each as it is once applied`
  const arePlans = inputs.length === 2 && inputs.every(({ kind }) => kind === 'terraform-plan')
  return arePlans ? `${says} (quote a pattern, '*.json', for what each of two plans changes)` : says
}

function pathsIn(paths: readonly string[]): string {
  const more = paths.length > mostPaths ? ` and ${paths.length - mostPaths} more` : ''
  return `${paths.slice(0, mostPaths).join(', ') || 'nothing'}${more}`
}

const looks: Readonly<Record<DiffSummary['changes'], Style>> = {
  yes: 'bold',
  no: ['bold', 'green'],
  unknown: ['bold', 'yellow'],
}

function verdictLines(
  { changes, says }: Pick<DiffSummary, 'changes' | 'says'>,
  layout: Layout,
): readonly string[] {
  return paragraph(says, { lead: '', style: looks[changes] }, layout)
}

function* changeSections(change: AccessDiff, style: ChangeStyle): Generator<string> {
  for (const lines of keyBlocks(change, style)) yield section(lines)
  if (change.elsewhere.length === 0) return
  const { layout } = style
  yield section([
    ...paragraph('keys that the input does not have', { lead: '', style: ['bold', 'underline'] }, layout),
    ...paragraph(leftToPolicies, { lead: '  ', style: 'gray' }, layout),
    ...change.elsewhere.flatMap(group => ['', ...groupLines(group, { on: group.on, among: '' }, style)]),
  ])
}

const leftToPolicies = 'as far as their own policies leave it to IAM policies'
