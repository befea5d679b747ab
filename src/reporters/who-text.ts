import type { CallerGroup, SharedCallers, WhoKey, WhoReport } from '../model/who.ts'
import { counted } from './counted.ts'
import { block, paragraph, type Layout, type Setting } from './paragraph.ts'
import type { RenderOptions } from './render-options.ts'
import { readInAll, whatWasRead } from './what-was-read.ts'
import { shownOf, type Shown } from './who-shown.ts'
import { groupLines } from './who-text-caller.ts'
import { useLines } from './who-text-uses.ts'
import { showErrorPlace, showUnknown } from './wording.ts'

const widthOfLogs = 100

/** Who can do what, for a terminal or a log: key by key, then what could not be told, and a count. In parts. */
export function* renderWhoText(report: WhoReport, options: RenderOptions): Generator<string> {
  const layout = { width: options.width ?? widthOfLogs, color: options.color }
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
  for (const lines of [
    blindSpotLines(report, style),
    readLines(report, layout),
    errorLines(report, layout),
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
  const names = [...(key.arn === undefined ? [] : [key.arn]), ...key.aliases]
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

/** So many of the same are told by name. */
const mostSpots = 3

/** One line for each hole, however many documents have it. */
function blindSpotLines(report: WhoReport, { layout, verbose }: KeyStyle): readonly string[] {
  const places = new Map<string, string[]>()
  for (const spot of report.blindSpots) {
    const from = report.inputs.length > 1 ? ` in ${spot.input}` : ''
    const known = places.get(showUnknown(spot))
    if (known === undefined) places.set(showUnknown(spot), [`${spot.address}${from}`])
    else known.push(`${spot.address}${from}`)
  }
  return [...places].flatMap(([unknown, all]) => {
    const named = verbose ? all : all.slice(0, mostSpots)
    const rest = all.length - named.length
    const text = `${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}: ${unknown}`
    return paragraph(text, { lead: 'cannot tell about ', leadStyle: 'yellow' }, layout)
  })
}

function readLines(report: WhoReport, layout: Layout): readonly string[] {
  const setting: Setting = { lead: 'read ', leadStyle: 'gray' }
  const all = report.inputs.length > 1 ? paragraph(readInAll(report), setting, layout) : []
  const contexts = report.contexts.map(({ path, notes }) => ({ read: `context ${path}`, notes }))
  const each = [...whatWasRead(report), ...contexts].flatMap(({ read, notes }) => [
    ...paragraph(read, setting, layout),
    ...notes.flatMap(note => paragraph(note, { lead: '  - ', style: 'gray' }, layout)),
  ])
  return [...each, ...all]
}

function errorLines(report: WhoReport, layout: Layout): readonly string[] {
  const lead: Setting = { lead: 'error ', leadStyle: ['bold', 'red'] }
  return report.errors.flatMap(error => [
    ...paragraph(`${showErrorPlace(error)}: ${error.message}`, lead, layout),
    ...(error.hint === '' ? [] : block(error.hint, { lead: '  fix ', leadStyle: 'gray' }, layout)),
  ])
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
