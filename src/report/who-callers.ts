import type { SharedAccess, Via } from '../model/access.ts'
import { includes, noActions, union, type ActionSet } from '../model/action-set.ts'
import type { Key } from '../model/key.ts'
import { standings, type Caller, type CallerGroup, type Way, type WhoPath } from '../model/who.ts'
import { reachOf, whatInWords, type Reach } from './who-actions.ts'
import {
  addressOfCaller,
  callerId,
  callerInWords,
  inWords,
  pathOf,
  type AccessInWords,
} from './who-access.ts'
import { membershipsOf, type Classes } from './who-members.ts'
import type { Hides } from './who-sensitive.ts'
import { standingOf } from './who-standing.ts'

/** What of a key bears on how callers are told: of keys elsewhere nothing else is known. */
export type KeyFacts = Pick<Key, 'account' | 'spec' | 'usage'>

/**
 * Accesses by caller, those with the same reach together; what a reviewer must see first comes first. Callers who are
 * but members of these classes are told apart.
 */
export function callersOf(
  accesses: readonly SharedAccess[],
  key: KeyFacts,
  hides: Hides,
  classes: Classes,
): readonly CallerGroup[] {
  const told = gathered(accesses, access => callerId(access, hides)).map((own): Told => {
    const standing = standingOf(own[0].principal, key)
    const caller = callerOf(own, reachesOf(key, standing === 'foreign'), hides)
    return { standing, caller, memberOf: membershipsOf(own, classes) }
  })
  return gathered(told, likeness)
    .map(([first, ...others]): CallerGroup => {
      const { standing, caller, memberOf } = first
      return { standing, memberOf, members: [caller, ...others.map(other => other.caller)] }
    })
    .toSorted((one, other) => standings.indexOf(one.standing) - standings.indexOf(other.standing))
}

interface Told extends Pick<CallerGroup, 'standing' | 'memberOf'> {
  readonly caller: Caller
}

type Several<Item> = readonly [Item, ...Item[]]

/** In the order of the first of each. */
function gathered<Item>(items: readonly Item[], nameOf: (item: Item) => string): readonly Several<Item>[] {
  const groups = new Map<string, [Item, ...Item[]]>()
  for (const item of items) {
    const name = nameOf(item)
    const group = groups.get(name)
    if (group === undefined) groups.set(name, [item])
    else group.push(item)
  }
  return [...groups.values()]
}

/** All but the names in it, so that a thousand callers who reach a key alike are one line. */
function likeness({ standing, memberOf, caller: { ways } }: Told): string {
  const told = ways.map(({ path, ...way }) => [{ ...way, otherPaths: [] }, path.map(({ kind }) => kind)])
  return JSON.stringify([standing, memberOf, told])
}

/** Accesses of one caller under the same conditions. */
interface Draft extends AccessInWords {
  readonly actions: ActionSet
  readonly by: string
  readonly certainty: Way['certainty']
  readonly paths: readonly WhoPath[]
}

/** At once, and after having become somebody else: a role of the key's account can do more than a foreigner. */
interface Reaches {
  readonly direct: Reach
  readonly indirect: Reach
}

function reachesOf(key: KeyFacts, isForeign: boolean): Reaches {
  return { direct: reachOf(key, isForeign), indirect: reachOf(key, false) }
}

function callerOf(accesses: Several<SharedAccess>, reaches: Reaches, hides: Hides): Caller {
  const drafts = gathered(
    accesses.map(access => draftOf(access, hides)),
    identityOf,
  ).map(merged)
  const freely = drafts.filter(isFree).reduce((all, { actions }) => union(all, actions), noActions)
  const ways = drafts
    .toSorted((one, other) => weight(one) - weight(other))
    .map(draft =>
      wayOf(draft, draft.by === '' ? reaches.direct : reaches.indirect, isCovered(draft, drafts, freely)),
    )
  const address = addressOfCaller(accesses[0], hides)
  const name = callerInWords(accesses[0], hides)
  return { name, ...(address === undefined ? {} : { address }), ways }
}

function draftOf(access: SharedAccess, hides: Hides): Draft {
  const { actions, via, certainty, path } = access
  return { actions, by: detours[via], certainty, ...inWords(access, hides), paths: [pathOf(path, hides)] }
}

function identityOf({ by, certainty, conditions, unless, unknowns }: Draft): string {
  return JSON.stringify([by, certainty, conditions.toSorted(), unless.toSorted(), unknowns])
}

/** Beyond this, ways are compared with unconditional ones alone: their number is up to who writes the policies. */
const mostCompared = 50

function isCovered(draft: Draft, others: readonly Draft[], freely: ActionSet): boolean {
  if (isFree(draft)) return false
  if (includes(freely, draft.actions)) return true
  return others.length <= mostCompared && others.some(other => other !== draft && gives(other, draft))
}

/** Whether one way is there whenever the other is, and gives as much. INVARIANT: no two give each other, or both would be hidden. */
function gives(one: Draft, other: Draft): boolean {
  return (
    one.by === '' &&
    one.certainty === 'certain' &&
    includes(one.actions, other.actions) &&
    one.conditions.every(condition => other.conditions.includes(condition)) &&
    one.unless.every(stop => other.unless.includes(stop))
  )
}

function merged(drafts: Several<Draft>): Draft {
  const actions = drafts.reduce((all, draft) => union(all, draft.actions), noActions)
  return { ...drafts[0], actions, paths: drafts.flatMap(({ paths }) => paths) }
}

/** At once, for certain, and whatever the call carries. */
function isFree({ by, certainty, conditions, unless }: Draft): boolean {
  return by === '' && certainty === 'certain' && conditions.length === 0 && unless.length === 0
}

function weight(draft: Draft): number {
  if (draft.by !== '') return 3
  if (draft.certainty === 'possible') return 2
  return isFree(draft) ? 0 : 1
}

function wayOf(draft: Draft, reach: Reach, covered: boolean): Way {
  const { actions, by, certainty, conditions, unless, unknowns, paths } = draft
  const [path = [], ...otherPaths] = shortestFirst(paths)
  const what = whatInWords(actions, reach)
  return { what, by, certainty, conditions, unless, unknowns, covered, path, otherPaths }
}

function shortestFirst(paths: readonly WhoPath[]): readonly WhoPath[] {
  if (paths.length < 2) return paths
  const distinct = new Map(paths.map(path => [JSON.stringify(path), path]))
  return [...distinct.values()].toSorted((one, other) => one.length - other.length)
}

const detours: Readonly<Record<Via, string>> = {
  'key-policy': '',
  'iam-policy': '',
  'kms-grant': '',
  'assume-role': 'by assuming a role',
  'pass-role': 'by handing a role to a service that runs their code',
  'put-key-policy': 'by rewriting the key policy',
  'create-grant': 'by creating a grant',
  'change-iam-policy': 'by changing IAM policies',
  'change-trust-policy': 'by changing whom a role trusts',
  'lift-boundary': 'by lifting a permissions boundary',
  'take-over-user': 'by taking over a user',
  'run-code': 'by running code where a role is at work',
  'change-alias': 'by changing an alias',
  'tag-key': 'by tagging the key',
  'replicate-key': 'by replicating the key under another policy',
}
