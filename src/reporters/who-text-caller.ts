import type { Caller, CallerGroup, Standing, Way, WhoPath } from '../model/who.ts'
import { paragraph, type Layout, type Style } from './paragraph.ts'
import { showUnknown } from './wording.ts'

/** How callers are told. */
export interface CallerStyle {
  readonly layout: Layout
  /** Each caller for itself, with all its paths. */
  readonly verbose: boolean
}

/** How the distance of callers is told in the margin. */
export const leads: Readonly<Record<Standing, readonly [string, Style]>> = {
  public: ['ANYONE', ['bold', 'red']],
  foreign: ['FOREIGN', ['red']],
  unknown: ['UNKNOWN', ['yellow']],
  account: ['ACCOUNT', ['cyan']],
  service: ['SERVICE', ['gray']],
  named: ['NAMED', ['gray']],
}

/** Callers with the same reach: who, and who `among` them, what, when, and by which path. */
export function groupLines(group: CallerGroup, among: string, style: CallerStyle): readonly string[] {
  const [first] = group.members
  if (!style.verbose) return callerLines({ name: namesOf(group), among, caller: first }, group, style)
  return group.members.flatMap((member, index) => [
    ...(index > 0 ? [''] : []),
    ...callerLines({ name: member.name, among: '', caller: member }, { ...group, members: [member] }, style),
  ])
}

/** Names that are told of many callers. */
const mostNames = 3

/** `a`, or `17 callers alike: a, b, c and 14 more`. */
export function namesOf({ members }: Pick<CallerGroup, 'members'>): string {
  if (members.length === 1) return members[0].name
  const names = members.slice(0, mostNames).map(({ name, address }) => address ?? name)
  const rest = members.length - names.length
  return `${members.length} alike: ${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
}

interface Told {
  readonly name: string
  /** Who is among them; empty where that is not told. */
  readonly among: string
  readonly caller: Caller
}

function callerLines(
  { name, among, caller }: Told,
  group: CallerGroup,
  style: CallerStyle,
): readonly string[] {
  const { layout, verbose } = style
  const [lead, leadStyle] = leads[group.standing]
  const ways = verbose ? caller.ways : caller.ways.filter(({ covered }) => !covered)
  const example = group.members.length > 1
  const untold = caller.ways.length - ways.length + sum(ways.map(way => way.otherPaths.length))
  return [
    ...paragraph(name, { lead: `  ${lead}  `, leadStyle, style: 'bold' }, layout),
    ...paragraph(among, { lead: '    ', style: 'gray' }, layout).filter(() => among !== ''),
    ...ways.flatMap(way => wayLines(way, example, style)),
    ...(verbose || untold === 0
      ? []
      : labelled('also', [`by ${untold} more ${untold === 1 ? 'path' : 'paths'} (-v)`], layout)),
  ]
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

function wayLines(way: Way, example: boolean, { layout, verbose }: CallerStyle): readonly string[] {
  const { certainty, conditions, unless, unknowns } = way
  const detour = way.by === '' ? '' : `, ${way.by}`
  const paths = verbose ? [way.path, ...way.otherPaths] : [way.path]
  return [
    ...labelled(
      certainty === 'certain' ? 'can' : 'may',
      [`${certainty === 'certain' ? '' : 'perhaps '}${way.what}${detour}`],
      layout,
    ),
    ...labelled('when', conditions.slice(0, 1), layout),
    ...labelled('and', conditions.slice(1), layout),
    ...labelled('not if', unless, layout),
    ...unknowns.flatMap(unknown =>
      paragraph(showUnknown(unknown), { lead: '    hangs on: ', leadStyle: 'yellow' }, layout),
    ),
    ...paths.flatMap(path => pathLines(path, example ? 'e.g.' : 'path', layout)),
  ]
}

/** The chain of an access, link by link. */
export function pathLines(path: WhoPath, name: string, layout: Layout): readonly string[] {
  return path.flatMap(({ says }, index) => {
    const lead = index === 0 ? label(name) : `${' '.repeat(label('').length)}-> `
    return paragraph(says, { lead, leadStyle: 'gray' }, layout)
  })
}

/** Each text after a word in the margin. */
export function labelled(name: string, texts: readonly string[], layout: Layout): readonly string[] {
  return texts.flatMap(text => paragraph(text, { lead: label(name), leadStyle: 'gray' }, layout))
}

function label(name: string): string {
  return `    ${name.padEnd(6)} `
}
