import type { KeyFate } from '../model/change.ts'
import type { AccessDiff, ChangedCallers, ChangeGroup, KeyDiff } from '../model/diff.ts'
import { groupedBy } from '../model/grouped-by.ts'
import { counted } from '../model/counted.ts'
import { groupLines, shortLine, titleLines, type ChangeStyle } from './diff-text-change.ts'
import { paragraph } from './paragraph.ts'
import { amongThem, isAmong, namesIn } from './who-shown.ts'

/** Key by key what becomes of it; keys to which the same happens together. */
export function keyBlocks(change: AccessDiff, style: ChangeStyle): readonly (readonly string[])[] {
  const alike = new Map<string, Alike>()
  for (const key of change.keys()) {
    const told = toldOf(key, style)
    const name = likeness(told)
    const known = alike.get(name)
    if (known === undefined) alike.set(name, { first: told, names: [told.name] })
    else known.names.push(told.name)
  }
  return fates.flatMap(fate =>
    [...alike.values()].filter(({ first }) => first.key.fate === fate).map(all => blockOf(all, style)),
  )
}

/** Keys that go on existing come first: who gains access to what is encrypted already is the question. */
const fates: readonly KeyFate[] = ['kept', 'replaced', 'destroyed', 'created']

interface ToldKey {
  readonly key: KeyDiff
  readonly name: string
  readonly callers: ChangedCallers
  readonly shown: readonly ChangeGroup[]
}

/** Of all but the first, the names are enough. */
interface Alike {
  readonly first: ToldKey
  readonly names: string[]
}

function toldOf(key: KeyDiff, { verbose, severalInputs }: ChangeStyle): ToldKey {
  const callers = key.callers()
  const name = severalInputs ? `${key.address} in ${key.input}` : key.address
  return { key, name, callers, shown: verbose ? callers.groups : withoutMembers(callers) }
}

/** Those who are but members of a class to which the same happens are told with it. */
function withoutMembers({ groups }: ChangedCallers): readonly ChangeGroup[] {
  const byKind = groupedBy(groups, ({ kind }) => kind)
  return [...byKind.values()].flatMap(own => {
    const told = namesIn(own)
    return own.filter(group => !isAmong(group, told))
  })
}

/** All but the places that prove it: a thousand keys of one module are told once. */
function likeness({ key, shown }: ToldKey): string {
  const groups = shown.map(group => ({
    ...group,
    members: group.members.map(({ name, ways }) => ({
      name,
      ways: ways.map(({ path, ...way }) => [{ ...way, otherPaths: [] }, path.map(({ kind }) => kind)]),
    })),
  }))
  return JSON.stringify([key.fate, key.notes, groups])
}

function blockOf(alike: Alike, style: ChangeStyle): readonly string[] {
  const { key, callers, shown } = alike.first
  const { layout, verbose } = style
  const names = alike.names.length > 1 ? [] : [...(key.arn === undefined ? [] : [key.arn]), ...key.aliases]
  const isShort = (key.fate === 'created' || key.fate === 'destroyed') && !verbose
  const among = ({ kind, ...group }: ChangeGroup) => (verbose ? '' : amongThem(callers.members[kind], group))
  return [
    ...paragraph(titleOf(alike, verbose), { lead: '', style: ['bold', 'underline'] }, layout),
    ...paragraph(names.join(', '), { lead: '  ', style: 'gray' }, layout).filter(() => names.length > 0),
    ...key.notes.flatMap(note => paragraph(note, { lead: '  ' }, layout)),
    ...(isShort
      ? shortLines(shown, style)
      : shown.flatMap(group => ['', ...groupLines(group, { on: '', among: among(group) }, style)])),
  ]
}

/** Names that are told of many keys. */
const mostNames = 3

const leads: Readonly<Record<KeyFate, string>> = {
  kept: '',
  created: 'new ',
  destroyed: 'destroyed ',
  replaced: 'replaced ',
}

function titleOf({ first, names: all }: Alike, verbose: boolean): string {
  const { key, name } = first
  if (all.length === 1) return key.fate === 'kept' ? name : `${leads[key.fate]}key ${name}`
  const names = verbose ? all : all.slice(0, mostNames)
  const rest = all.length - names.length
  return `${all.length} ${leads[key.fate]}keys alike: ${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
}

/** So many groups of callers are told of a key that is new or gone. */
const mostGroups = 10

function shortLines(groups: readonly ChangeGroup[], { layout }: ChangeStyle): readonly string[] {
  const told = groups.slice(0, mostGroups)
  const left = groups.slice(mostGroups).reduce((sum, { members }) => sum + members.length, 0)
  return [
    ...told.flatMap(group =>
      titleLines(group, shortLine(group, group.kind === 'lost' ? 'could' : 'can'), layout),
    ),
    ...(left === 0
      ? []
      : paragraph(`and ${counted(left, 'more caller')} (-v)`, { lead: '    ', style: 'gray' }, layout)),
  ]
}
