import { happenings } from '../model/change.ts'
import type { ChangeGroup, Difference, OtherCircumstances } from '../model/diff.ts'
import type { Caller, CallerGroup, Way } from '../model/who.ts'
import { marks } from './change-lines.ts'
import { counted } from '../model/counted.ts'
import { paragraph, type Layout } from './paragraph.ts'
import { labelled, leads, namesOf, pathLines } from './who-text-caller.ts'
import { showUnknown } from './wording.ts'

/** How changes are told. */
export interface ChangeStyle {
  readonly layout: Layout
  /** Each caller for itself, with all its paths. */
  readonly verbose: boolean
  readonly severalInputs: boolean
}

/** What is told of a group besides what happens to it. */
export interface Around {
  /** The keys, to follow `to`; empty where a heading names them. */
  readonly on: string
  /** Who is among them; empty where that is not told. */
  readonly among: string
}

/** Callers to whom the same happens: who, what becomes of their access, under which conditions, and by which path. */
export function groupLines(group: ChangeGroup, around: Around, style: ChangeStyle): readonly string[] {
  const [first] = group.members
  if (!style.verbose || group.members.length === 1) {
    return callerLines(
      { ...around, name: namesOf(group), caller: first, count: group.members.length },
      group,
      style,
    )
  }
  return group.members.flatMap((caller, index) => [
    ...(index > 0 ? [''] : []),
    ...callerLines({ ...around, among: '', name: caller.name, caller, count: 1 }, group, style),
  ])
}

interface Told extends Around {
  readonly name: string
  /** One of them, whose ways are told. */
  readonly caller: Caller
  readonly count: number
}

function callerLines(told: Told, group: ChangeGroup, style: ChangeStyle): readonly string[] {
  const { name, caller, among, count, on } = told
  const { layout, verbose } = style
  const ways = verbose ? caller.ways : caller.ways.filter(({ covered }) => !covered)
  const hidden =
    caller.ways.length - ways.length + ways.reduce((sum, { otherPaths }) => sum + otherPaths.length, 0)
  const says = `${name}${count > 1 ? ':' : ''} ${happens(group, ways, count)}${on === '' ? '' : ` to ${on}`}`
  return [
    ...titleLines(group, says, layout),
    ...paragraph(among, { lead: '    ', style: 'gray' }, layout).filter(() => among !== ''),
    ...ways.flatMap(way => wayLines(way, group, { ...style, several: count > 1 })),
    ...labelled('needs', group.neededBy, layout),
    ...(verbose || hidden === 0 ? [] : labelled('also', [`by ${counted(hidden, 'more path')} (-v)`], layout)),
  ]
}

/** The sign of the change, how far from home the caller is, and a sentence. */
export function titleLines(
  group: Pick<ChangeGroup, 'kind' | 'standing'>,
  says: string,
  layout: Layout,
): readonly string[] {
  const [mark, markStyle] = marks[group.kind]
  const [lead] = leads[group.standing]
  return paragraph(says, { lead: `  ${mark} ${lead}  `, leadStyle: markStyle, style: 'bold' }, layout)
}

function happens({ kind }: ChangeGroup, ways: readonly Way[], count: number): string {
  const [one, several, perhaps] = happenings[kind]
  if (ways.every(({ certainty }) => certainty === 'possible')) return perhaps
  return count === 1 ? one : several
}

interface WayStyle extends ChangeStyle {
  readonly several: boolean
}

function wayLines(way: Way, group: ChangeGroup, { layout, verbose, several }: WayStyle): readonly string[] {
  const paths = verbose ? [way.path, ...way.otherPaths] : [way.path]
  return [
    ...labelled(...canOf(way, group), layout),
    ...(group.otherwise.length === 0 ? openLines(way, layout) : bothLines(way, group, layout)),
    ...way.unknowns.flatMap(unknown =>
      paragraph(showUnknown(unknown), { lead: '    hangs on: ', leadStyle: 'yellow' }, layout),
    ),
    ...paths.flatMap(path => pathLines(path, several ? 'e.g.' : 'path', layout)),
  ]
}

function canOf({ certainty, what, by }: Way, { kind }: ChangeGroup): [string, readonly string[]] {
  const does = `${what}${by === '' ? '' : `, ${by}`}`
  if (kind === 'lost')
    return ['could', [certainty === 'certain' ? does : `${does}, and perhaps no longer can`]]
  if (kind === 'gained' && certainty === 'possible') return ['may', [`perhaps ${does}`]]
  return ['can', [does]]
}

function openLines({ conditions, unless }: Way, layout: Layout): readonly string[] {
  return [
    ...labelled('when', conditions.slice(0, 1), layout),
    ...labelled('and', conditions.slice(1), layout),
    ...labelled('not if', unless, layout),
  ]
}

/** What is asked of a call on either side, and a call that is let through on one alone. */
function bothLines(way: Way, { kind, otherwise, example }: ChangeGroup, layout: Layout): readonly string[] {
  // What the other side alone hangs on is no circumstance of this one.
  const hidden = new Set(otherwise.flatMap(({ unknowns }) => unknowns.map(({ name }) => name)))
  const own = { ...way, unknowns: way.unknowns.filter(({ name }) => !hidden.has(name)) }
  const [was, now] = kind === 'widened' ? [otherwise, [own]] : [[own], otherwise]
  const call = example === undefined ? '' : callInWords(example)
  const only = kind === 'widened' ? 'now also' : 'no longer'
  return [
    ...labelled('was', [was.map(circumstances).join('; or ')], layout),
    ...labelled('now', [now.map(circumstances).join('; or ')], layout),
    ...(call === '' ? [] : labelled('call', [`${only} one ${call}`], layout)),
  ]
}

function circumstances({ conditions, unless, unknowns }: OtherCircumstances): string {
  const hangs = unknowns.map(({ name }) => name)
  const parts = [
    ...(conditions.length === 0 ? [] : [`when ${conditions.join(' and ')}`]),
    ...(unless.length === 0 ? [] : [`not if ${unless.join(', nor if ')}`]),
    ...(hangs.length === 0
      ? []
      : [`as far as ${hangs.join(' and ')} ${hangs.length === 1 ? 'lets' : 'let'}`]),
  ]
  return parts.length === 0 ? 'whatever the call carries' : parts.join(', ')
}

function callInWords(example: NonNullable<Difference['example']>): string {
  const entries = Object.entries(example)
  const carried = entries.filter(([, values]) => values.length > 0)
  const absent = entries.filter(([, values]) => values.length === 0).map(([key]) => key)
  return [
    ...(carried.length === 0
      ? []
      : [`with ${carried.map(([key, values]) => `${key} ${values.join(', ')}`).join(' and ')}`]),
    ...(absent.length === 0 ? [] : [`without ${absent.join(' and ')}`]),
  ].join(', ')
}

/** All that callers can do, in one line: who, what, and when. */
export function shortLine(group: CallerGroup, verb: 'can' | 'could'): string {
  const [{ ways }] = group.members
  const told = ways.filter(({ covered }) => !covered).map(shortWay)
  return `${namesOf(group)}${group.members.length > 1 ? ':' : ''} ${verb} ${told.join('; ')}`
}

function shortWay({ what, by, certainty, conditions, unless, unknowns }: Way): string {
  const perhaps = certainty === 'certain' ? '' : 'perhaps '
  const hangs = unknowns.map(showUnknown)
  return [
    `${perhaps}${what}`,
    ...(by === '' ? [] : [by]),
    ...(conditions.length === 0 ? [] : [`when ${conditions.join(' and ')}`]),
    ...(unless.length === 0 ? [] : [`not if ${unless.join(', nor if ')}`]),
    ...(hangs.length === 0 ? [] : [`which hangs on ${hangs.join(', ')}`]),
  ].join(', ')
}
