import type { WhoUse } from '../model/who.ts'
import { counted } from '../model/counted.ts'
import { paragraph, type Layout } from './paragraph.ts'

/** How uses are told. */
export interface UseStyle {
  readonly layout: Layout
  /** All of them, with what AWS's guides say. */
  readonly verbose: boolean
}

const mostLines = 10

/** The block `used by`: a line for resources that need the same; nothing where a key has no uses. */
export function useLines(uses: readonly WhoUse[], { layout, verbose }: UseStyle): readonly string[] {
  if (uses.length === 0) return []
  const alike = gathered(uses, verbose)
  const told = verbose ? alike : alike.slice(0, mostLines)
  const left = new Set(alike.slice(told.length).flatMap(group => group.map(({ address }) => address))).size
  return [
    '',
    ...paragraph('used by', { lead: '  ', style: 'gray' }, layout),
    ...told.flatMap(group => [
      ...paragraph(`${namesOf(group, verbose)}: ${group[0].what}`, settingOf(group[0]), layout),
      ...(verbose ? guideLines(group[0], layout) : []),
    ]),
    ...(left === 0
      ? []
      : paragraph(`and ${counted(left, 'more resource')} (-v)`, { lead: '    - ', style: 'gray' }, layout)),
  ]
}

type Alike = readonly [WhoUse, ...WhoUse[]]

function gathered(uses: readonly WhoUse[], byGuide: boolean): readonly Alike[] {
  const groups = new Map<string, [WhoUse, ...WhoUse[]]>()
  for (const use of uses) {
    const guide = byGuide ? use.needs.map(({ says, documented }) => [says, documented]) : []
    const name = JSON.stringify([use.what, use.certainty, guide])
    const group = groups.get(name)
    if (group === undefined) groups.set(name, [use])
    else group.push(use)
  }
  return [...groups.values()]
}

function settingOf({ needs }: WhoUse) {
  const isBroken = needs.some(({ missing }) => missing.length > 0)
  return isBroken ? { lead: '    - ', style: 'yellow' as const } : { lead: '    - ' }
}

/** Names that are told of many resources. */
const mostNames = 3

function namesOf(group: Alike, all: boolean): string {
  const names = [...new Set(group.map(({ address }) => address))]
  const told = all ? names : names.slice(0, mostNames)
  const rest = names.length - told.length
  const perhaps = group[0].certainty === 'possible' ? 'perhaps ' : ''
  return `${perhaps}${told.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
}

function guideLines({ needs }: WhoUse, layout: Layout): readonly string[] {
  return needs.flatMap(({ says, documented }) =>
    paragraph(`${says}: ${documented.join(', ')}`, { lead: '      ', style: 'gray' }, layout),
  )
}
