import type { ChangeLine, LeftOut, ReportChange } from '../model/report.ts'
import { counted } from '../model/counted.ts'
import { paragraph, type Layout, type Style } from './paragraph.ts'

/** How a line begins that tells what becomes of a key, or of somebody's access to it. */
export const marks: Readonly<Record<ChangeLine['what'], readonly [mark: string, style: Style]>> = {
  gained: ['+', ['bold', 'red']],
  widened: ['+', ['bold', 'red']],
  destroyed: ['!', ['bold', 'red']],
  replaced: ['!', ['bold', 'red']],
  lost: ['-', ['bold', 'cyan']],
  narrowed: ['-', ['bold', 'cyan']],
  created: ['*', ['bold', 'green']],
}

/** What the change does to access, for a terminal or a log. */
export function changeLines(change: ReportChange | undefined, layout: Layout): readonly string[] {
  if (change === undefined) return []
  const { says, outside } = change
  return [
    ...linesUnder(says, change, layout),
    ...(outside === undefined ? [] : linesUnder(sinceLastApply(outside.says), outside, layout)),
  ]
}

function linesUnder(says: string, { lines, more }: ReportChange, layout: Layout): readonly string[] {
  return [
    ...paragraph(`${says}.`, { lead: '', style: 'bold' }, layout),
    ...lines.flatMap(line => lineOf(line, layout)),
    ...(more === 0 ? [] : paragraph(inMore(more), { lead: '    ', style: 'gray' }, layout)),
  ]
}

/** The sentence on what was done outside of Terraform. */
export function sinceLastApply(says: string): string {
  return `Since the last apply, outside of Terraform, ${says.charAt(0).toLowerCase()}${says.slice(1)}`
}

function lineOf({ what, says }: ChangeLine, layout: Layout): readonly string[] {
  const [mark, leadStyle] = marks[what]
  return paragraph(says, { lead: `  ${mark} `, leadStyle }, layout)
}

/** `and 7 more: keyplan diff tells all`. */
export function inMore(more: number): string {
  return `and ${more} more: keyplan diff tells all`
}

/** `2 findings that were there before are left out (--new-only)`; empty where nothing is. */
export function showLeftOut(leftOut: LeftOut | undefined): string {
  if (leftOut === undefined || leftOut.findings + leftOut.blindSpots === 0) return ''
  const parts = [
    ...(leftOut.findings === 0 ? [] : [counted(leftOut.findings, 'finding')]),
    ...(leftOut.blindSpots === 0 ? [] : [counted(leftOut.blindSpots, 'blind spot')]),
  ]
  return `${parts.join(' and ')} that were there before the change are left out (--new-only)`
}
