import type { AccessChange } from '../change/change.ts'
import { isOfBefore, type ChangeKind } from '../model/change.ts'
import type { AccessDiff, ChangeGroup, KeyDiff } from '../model/diff.ts'
import type { ChangeLine, ReportChange } from '../model/report.ts'
import type { Way } from '../model/who.ts'
import { mostLines, newKey } from './new-keys.ts'

/** A difference in short: a line for each key and those to whom the same happens. */
export function reportChange(diff: AccessDiff, { after }: AccessChange): ReportChange {
  const keys = new Map(after.keys.map(key => [nameOf(key.at.file, key.address), key]))
  const lines: ChangeLine[] = []
  for (const told of diff.keys()) {
    const key = keys.get(nameOf(told.input, told.address))
    if (told.fate === 'created' && key !== undefined)
      lines.push({ what: 'created', says: newKey(key, after) })
    else lines.push(...linesOf(told))
  }
  lines.push(...diff.elsewhere.map(group => lineOf(group, ` on ${group.on} that the input does not have`)))
  const sorted = lines.toSorted((one, other) => order.indexOf(one.what) - order.indexOf(other.what))
  const { changes, says } = diff.summary
  return { changes, says, lines: sorted.slice(0, mostLines), more: Math.max(lines.length - mostLines, 0) }
}

const order: readonly ChangeLine['what'][] = [
  'gained',
  'widened',
  'destroyed',
  'replaced',
  'lost',
  'narrowed',
  'created',
]

function nameOf(file: string, address: string): string {
  return JSON.stringify([file, address])
}

function linesOf(key: KeyDiff): readonly ChangeLine[] {
  const { fate, address, notes } = key
  const groups = key.callers().groups
  if (fate === 'destroyed' || fate === 'replaced') {
    const needed = new Set(groups.flatMap(({ neededBy }) => neededBy))
    return [{ what: fate, says: [`${address} is ${fate}: ${notes.join('; ')}`, ...needed].join('; ') }]
  }
  return groups.map(group => {
    const line = lineOf(group, '')
    return { ...line, says: `${address}: ${line.says}` }
  })
}

/** Names and ways that are told of one group. */
const most = 3

function lineOf(group: ChangeGroup, on: string): ChangeLine {
  const { kind, members, neededBy } = group
  const [first] = members
  const names = members.slice(0, most).map(({ name }) => name)
  const rest = members.length > most ? ` and ${members.length - most} more` : ''
  const ways = first.ways.filter(({ covered }) => !covered)
  const told = ways.slice(0, most).map(way => wayOf(way, kind, on))
  const left = ways.length > most ? [`and ${ways.length - most} ways more`] : []
  return {
    what: kind,
    says: [`${names.join(', ')}${rest} ${told.join(', ')}`, ...left, ...neededBy].join('; '),
  }
}

const verbs: Readonly<Record<ChangeKind, Readonly<Record<Way['certainty'], string>>>> = {
  gained: { certain: 'can', possible: 'may be able to' },
  widened: { certain: 'can', possible: 'can' },
  narrowed: { certain: 'can', possible: 'can' },
  lost: { certain: 'can no longer', possible: 'may no longer be able to' },
}

const degrees: Readonly<Record<ChangeKind, Readonly<Record<Way['certainty'], string>>>> = {
  gained: { certain: '', possible: '' },
  widened: { certain: ' more freely', possible: ' perhaps more freely' },
  narrowed: { certain: ' less freely', possible: ' perhaps less freely' },
  lost: { certain: '', possible: '' },
}

function wayOf({ what, by, certainty, conditions, unless }: Way, kind: ChangeKind, on: string): string {
  const isBefore = isOfBefore(kind)
  return [
    `${verbs[kind][certainty]} ${what}${on}${degrees[kind][certainty]}`,
    ...(by === '' ? [] : [by]),
    ...(isBefore || conditions.length === 0 ? [] : [`when ${conditions.join(' and ')}`]),
    ...(isBefore || unless.length === 0 ? [] : [`not if ${unless.join(', nor if ')}`]),
  ].join(' ')
}
