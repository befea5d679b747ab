import type { CallerGroup, SharedCallers, WhoKey, WhoReport } from '../model/who.ts'
import { counted } from '../model/counted.ts'
import { paragraph, type Layout } from './paragraph.ts'
import type { RenderOptions } from './render-options.ts'
import { blindSpotLines, errorLines, layoutOf, readLines } from './text-parts.ts'
import { shownOf, type Shown } from './who-shown.ts'
import { groupLines } from './who-text-caller.ts'
import { useLines } from './who-text-uses.ts'

/** Who can do what, for a terminal or a log: key by key, then what could not be told, and a count. In parts. */
export function* renderWhoText(report: WhoReport, options: RenderOptions): Generator<string> {
  const layout = layoutOf(options)
  const style: KeyStyle = { layout, verbose: options.verbose, severalInputs: report.inputs.length > 1 }
  if (report.asked !== '')
    yield section(paragraph(report.asked, { lead: 'asked for ', leadStyle: 'gray' }, layout))
  const counts = { keys: 0, closed: 0, unread: 0, callers: new Set<string>() }
  const firstWith = new Map<SharedCallers, string>()
  for (const key of report.keys()) {
    const isOpen = key.callers.length + key.shared.callers.length > 0
    if (!isOpen && !key.isUnread && report.onlyWithAccess) continue
    const shown = shownOf(key, options.verbose || report.onlyWithAccess)
    counts.keys += 1
    if (key.isUnread) counts.unread += 1
    else if (!isOpen) counts.closed += 1
    count(shown, firstWith.has(key.shared), counts.callers)
    yield section(keyLines(key, shown, firstWith.get(key.shared), style))
    if (!firstWith.has(key.shared)) firstWith.set(key.shared, key.address)
  }
  const contexts = report.contexts.map(({ path, notes }) => ({ read: `context ${path}`, notes }))
  for (const lines of [
    blindSpotLines(report, layout, options.verbose),
    readLines(report, contexts, layout),
    errorLines(report.errors, layout),
  ]) {
    if (lines.length > 0) yield section(lines)
  }
  yield `${paragraph(inAll(report, counts), { lead: '', style: 'bold' }, layout).join('\n')}\n`
}

interface KeyStyle {
  readonly layout: Layout
  readonly verbose: boolean
  readonly severalInputs: boolean
}

function section(lines: readonly string[]): string {
  return `${lines.join('\n')}\n\n`
}

function count({ own, shared }: Shown, isTold: boolean, callers: Set<string>): void {
  const groups = isTold ? own : [...own, ...shared]
  for (const { members } of groups) for (const { name } of members) callers.add(name)
}

function keyLines(key: WhoKey, shown: Shown, alike: string | undefined, style: KeyStyle): readonly string[] {
  const { layout } = style
  const from = style.severalInputs ? ` in ${key.input}` : ''
  const names = [...(key.arn === undefined || key.arn === key.address ? [] : [key.arn]), ...key.aliases]
  return [
    ...paragraph(`${key.address}${from}`, { lead: '', style: ['bold', 'underline'] }, layout),
    ...(names.length === 0 ? [] : paragraph(names.join(', '), { lead: '  ', style: 'gray' }, layout)),
    ...paragraph(key.decides, { lead: '  ', ...(key.isUnread ? { style: 'yellow' } : {}) }, layout),
    ...shown.own.flatMap(group => ['', ...groupLines(group, shown.among(group), style)]),
    ...sharedLines(shown.shared, alike, style),
    ...(shown.own.length + shown.shared.length > 0 ? [] : nobody(key, layout)),
    ...useLines(key.uses(), style),
  ]
}

/** Of an unread policy, the line above tells all. */
function nobody({ isUnread }: WhoKey, layout: Layout): readonly string[] {
  if (isUnread) return []
  return ['', ...paragraph('nobody, as far as the input tells', { lead: '  ', style: 'gray' }, layout)]
}

/** So few that they are told again for the next key. */
const fewGroups = 3

function sharedLines(
  callers: readonly CallerGroup[],
  alike: string | undefined,
  style: KeyStyle,
): readonly string[] {
  if (callers.length === 0) return []
  if (alike === undefined || (callers.length <= fewGroups && !style.verbose)) {
    return callers.flatMap(group => ['', ...groupLines(group, '', style)])
  }
  const total = callers.reduce((sum, { members }) => sum + members.length, 0)
  const text = `${counted(total, 'caller')} who can do the same here as with ${alike}: see there`
  return ['', ...paragraph(text, { lead: '  ALSO  ', leadStyle: 'gray' }, style.layout)]
}

interface Counts {
  readonly keys: number
  readonly closed: number
  readonly unread: number
  readonly callers: ReadonlySet<string>
}

function inAll({ blindSpots, errors }: WhoReport, { keys, closed, unread, callers }: Counts): string {
  const parts = [counted(keys, 'key'), counted(callers.size, 'caller')]
  if (closed > 0) parts.push(`${counted(closed, 'key')} without access`)
  if (unread > 0) parts.push(`${counted(unread, 'key')} of which it cannot be told`)
  if (blindSpots.length > 0) parts.push(counted(blindSpots.length, 'blind spot'))
  if (errors.length > 0) parts.push(counted(errors.length, 'error'))
  return parts.join(', ')
}
