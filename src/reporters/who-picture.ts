import type { CallerGroup, Standing, Way, WhoKey, WhoReport, WhoUse } from '../model/who.ts'
import { shownOf } from './who-shown.ts'
import { namesOf } from './who-text-caller.ts'

/** Who reaches which key, as boxes and arrows. */
export interface Picture {
  readonly nodes: readonly PictureNode[]
  readonly arrows: readonly Arrow[]
  /** There was more than the limit allows: the rest is left out. */
  readonly cutOff: boolean
}

/** A box: a key, a caller, many callers with the same reach, or a resource that the key encrypts. */
export interface PictureNode {
  /** `n1`, `n2`… in the order of the report. */
  readonly id: string
  readonly label: string
  readonly kind: 'key' | 'use' | Standing
}

/** An access, the first leg of one that goes through a role, or a use. */
export interface Arrow {
  readonly from: string
  readonly to: string
  readonly label: string
  /** It hangs on something unknown, or is no access but a use. */
  readonly dashed: boolean
}

/** Draws the report up to so many arrows, keys in order: `all` with those who add nothing to a class. Equal reports give equal pictures. */
export function pictureOf(report: WhoReport, mostArrows: number, all: boolean): Picture {
  const sheet: Sheet = { nodes: new Map(), arrows: new Map(), groups: new Map() }
  for (const key of report.keys()) {
    const shown = shownOf(key, all || report.onlyWithAccess)
    const callers = [...shown.own, ...shown.shared]
    if (callers.length === 0 && report.onlyWithAccess) continue
    if (sheet.arrows.size > mostArrows || sheet.nodes.size > 2 * mostArrows) break
    const to = node(sheet, nameOfKey(key), { label: labelOfKey(key, report.inputs.length > 1), kind: 'key' })
    for (const group of callers) draw(sheet, group, to)
    drawUses(sheet, key.uses(), to)
  }
  const arrows = [...sheet.arrows.values()].slice(0, mostArrows)
  const used = new Set(arrows.flatMap(({ from, to }) => [from, to]))
  const nodes = [...sheet.nodes.values()].filter(({ id, kind }) => kind === 'key' || used.has(id))
  return {
    nodes: nodes.slice(0, 2 * mostArrows),
    arrows,
    cutOff: sheet.arrows.size > mostArrows || nodes.length > 2 * mostArrows,
  }
}

interface Sheet {
  readonly nodes: Map<string, PictureNode>
  readonly arrows: Map<string, Arrow>
  /** Groups that keys share: their names are put together once. */
  readonly groups: Map<CallerGroup, string>
}

function node(sheet: Sheet, name: string, { label, kind }: Omit<PictureNode, 'id'>): string {
  const known = sheet.nodes.get(name)
  if (known !== undefined) return known.id
  const id = `n${sheet.nodes.size + 1}`
  sheet.nodes.set(name, { id, label, kind })
  return id
}

function arrow(sheet: Sheet, { from, to, label, dashed }: Arrow): void {
  const name = JSON.stringify([from, to, label, dashed])
  if (!sheet.arrows.has(name)) sheet.arrows.set(name, { from, to, label, dashed })
}

function nameOfKey({ input, address }: WhoKey): string {
  return JSON.stringify(['key', input, address])
}

function labelOfKey({ address, aliases, input, isUnread }: WhoKey, severalInputs: boolean): string {
  const alias = aliases.length === 0 ? '' : ` (${aliases.join(', ')})`
  return `${address}${alias}${severalInputs ? ` in ${input}` : ''}${isUnread ? ': cannot be told' : ''}`
}

function draw(sheet: Sheet, group: CallerGroup, to: string): void {
  const [first] = group.members
  const from = sheet.groups.get(group) ?? nodeOfGroup(sheet, group)
  for (const way of first.ways.filter(({ covered }) => !covered)) {
    const dashed = way.certainty === 'possible'
    const role = way.by === '' ? undefined : roleOnTheWay(sheet, way)
    arrow(sheet, { from, to: role ?? to, label: role === undefined ? shortWords(way) : 'assumes', dashed })
    if (role !== undefined) arrow(sheet, { from: role, to, label: shortWords({ ...way, by: '' }), dashed })
  }
}

/** More of them would hide who has access. */
const mostUses = 10

function drawUses(sheet: Sheet, uses: readonly WhoUse[], to: string): void {
  const resources = new Map(
    uses.map(({ input, address }) => [JSON.stringify(['use', input, address]), address]),
  )
  if (resources.size > mostUses) return
  for (const [name, label] of resources) {
    arrow(sheet, { from: node(sheet, name, { label, kind: 'use' }), to, label: 'uses', dashed: true })
  }
}

function nodeOfGroup(sheet: Sheet, group: CallerGroup): string {
  const names = group.members.map(({ name, address }) => address ?? name)
  const id = node(sheet, JSON.stringify(names), { label: namesOf(group), kind: group.standing })
  sheet.groups.set(group, id)
  return id
}

/** The role that has the access itself: the one that is assumed last. */
function roleOnTheWay(sheet: Sheet, { path }: Way): string | undefined {
  const step = path.find(({ kind, address }) => kind === 'assume-role' && address !== '')
  if (step === undefined) return undefined
  return node(sheet, JSON.stringify([step.address]), { label: step.address, kind: 'named' })
}

function shortWords({ what, by, certainty, conditions, unless }: Way): string {
  const asked = conditions.length + unless.length
  return [
    certainty === 'possible' ? `perhaps ${what}` : what,
    ...(by === '' ? [] : [by]),
    ...(asked === 0 ? [] : [`under ${asked === 1 ? 'a condition' : `${asked} conditions`}`]),
  ].join(', ')
}
