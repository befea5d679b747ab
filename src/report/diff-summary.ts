import type { SharedAccess } from '../model/access.ts'
import {
  changeKinds,
  happenings,
  type AccessElsewhere,
  type ChangedAccess,
  type ChangeKind,
  type KeyChange,
} from '../model/change.ts'
import type { DiffSummary } from '../model/diff.ts'
import { counted } from '../model/counted.ts'
import { listed } from '../rules/phrases.ts'
import { unlikeBefore } from './diff-replaced.ts'
import { callerId } from './who-access.ts'
import type { Hides } from './who-sensitive.ts'

/** What bears on what can be said of a change, besides its accesses. */
export interface Compared {
  /** `2 keys (5 policy documents compared)`; empty for none. */
  readonly what: string
  /** What could not be read: `2 parts of the input cannot be told before apply`; empty where all could. */
  readonly unread: string
  /** What makes the difference, to end a sentence: ` by this change`; empty where that is told elsewhere. */
  readonly by: string
  /** Whether only some of it was asked for. */
  readonly inPart: boolean
}

/** Counts what changes, and says it in one sentence. */
export function summaryOf(
  keys: Iterable<KeyChange>,
  elsewhere: readonly ChangedAccess<AccessElsewhere>[],
  compared: Compared,
  hides: Hides,
): DiffSummary {
  const tally = newTally()
  for (const key of keys) {
    tally.byFate[key.fate] += 1
    for (const { kind } of key.accesses) tally.byKind[kind] += 1
    const told = key.fate === 'replaced' ? unlikeBefore(key.accesses, hides) : key.accesses
    if (key.fate === 'kept' || key.fate === 'replaced') for (const change of told) meet(tally, change, hides)
  }
  for (const change of elsewhere) meet(tally, change, hides)
  const { byKind, byFate } = tally
  const { created, destroyed, replaced } = byFate
  const changes = changeKinds.some(kind => byKind[kind] > 0) || elsewhere.length > 0
  const isChanged = changes || created + destroyed + replaced > 0
  return {
    changes: isChanged ? 'yes' : compared.unread === '' ? 'no' : 'unknown',
    byKind,
    byFate,
    elsewhere: elsewhere.length,
    says: isChanged ? changed(tally, compared) : unchanged(compared),
  }
}

/** Callers by what becomes of their access to keys that were there before and go on. */
interface Tally {
  readonly byKind: Record<ChangeKind, number>
  readonly byFate: Record<KeyChange['fate'], number>
  readonly certain: Readonly<Record<ChangeKind, Set<string>>>
  readonly possible: Readonly<Record<ChangeKind, Set<string>>>
}

function newTally(): Tally {
  return {
    byKind: { gained: 0, widened: 0, narrowed: 0, lost: 0 },
    byFate: { kept: 0, created: 0, destroyed: 0, replaced: 0 },
    certain: nobodyYet(),
    possible: nobodyYet(),
  }
}

function nobodyYet(): Tally['certain'] {
  return {
    gained: new Set<string>(),
    widened: new Set<string>(),
    narrowed: new Set<string>(),
    lost: new Set<string>(),
  }
}

function meet(tally: Tally, { kind, certainty, access }: ChangedAccess<SharedAccess>, hides: Hides): void {
  tally[certainty][kind].add(callerId(access, hides))
}

function unchanged({ what, unread, inPart }: Compared): string {
  const among = inPart ? ' of what was asked for' : ''
  if (unread !== '') return `No change in access${among} is certain, but ${unread}`
  if (what === '') return `No change in access${among}: there is no key, neither before nor after`
  return `No change in access${among}: the same callers can do the same with ${what} as before, under the same conditions`
}

function changed(tally: Tally, { unread, by }: Compared): string {
  const { certain, possible } = tally
  const gains = ({ gained, widened }: Tally['certain']) => gained.size + widened.size > 0
  const parts = [...callersInWords(tally), ...keysInWords(tally)]
  const rest = parts.length === 0 ? '' : `: ${listed(parts)}`
  if (gains(certain)) return `Somebody gains access${by}${rest}`
  if (gains(possible)) return `Somebody may gain access${by}${rest}`
  const loses =
    [certain, possible].some(({ lost, narrowed }) => lost.size + narrowed.size > 0) ||
    tally.byFate.destroyed + tally.byFate.replaced > 0
  if (unread === '') {
    return loses
      ? `Nobody gains access${by}${rest}`
      : `No change in access to keys that there were before${rest}`
  }
  return loses
    ? `Whether somebody gains access${by} cannot be told, since ${unread}${rest}`
    : `As far as can be told, no change in access to keys that there were before${rest}; ${unread}`
}

function callersInWords({ certain, possible }: Tally): readonly string[] {
  return (['gained', 'widened', 'lost', 'narrowed'] as const).flatMap(kind => {
    const [one, several, may] = happenings[kind]
    const sure = certain[kind].size
    const open = possible[kind].size
    return [
      ...(sure === 0 ? [] : [`${counted(sure, 'caller')} ${sure === 1 ? one : several}`]),
      ...(open === 0 ? [] : [`${counted(open, 'caller')} ${may}`]),
    ]
  })
}

function keysInWords({ byFate: { created, destroyed, replaced } }: Tally): readonly string[] {
  return [
    ...(created === 0 ? [] : [`${keysAre(created)} new`]),
    ...(replaced === 0 ? [] : [`${keysAre(replaced)} replaced`]),
    ...(destroyed === 0 ? [] : [`${keysAre(destroyed)} destroyed`]),
  ]
}

function keysAre(count: number): string {
  return `${counted(count, 'key')} ${count === 1 ? 'is' : 'are'}`
}
