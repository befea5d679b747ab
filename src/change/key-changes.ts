import type { Access, AccessGraph } from '../model/access.ts'
import { isOfBefore, type ChangedAccess, type KeyChange } from '../model/change.ts'
import type { Key } from '../model/key.ts'
import { principalId, type Principal } from '../model/principal.ts'
import { showText } from '../model/text.ts'
import { keyActions } from '../policy/actions.ts'
import { indirectByOthers } from './by-others.ts'
import { byCaller, callersOf, nobody, type CallerAccess, type CallersOf, type Common } from './callers.ts'
import { changedAccesses, isTold } from './compare.ts'
import { doubtedByHidden, doubtedByUnread, type Hidden } from './doubts.ts'
import { keyFactsOf, sameFacts, type Spell } from './key-facts.ts'
import type { KeyPair } from './pairs.ts'
import { sharedLists, type SharedLists } from './shared-lists.ts'
import { unreadOfPolicies } from './unread-policies.ts'

/** Who can do what, before and after a change. */
export interface TwoGraphs {
  readonly before: AccessGraph
  readonly after: AccessGraph
}

/** What becomes of the accesses to each key, pair by pair. What keys have in common is worked out once. */
export function keyChangesIn(graphs: TwoGraphs): (pair: KeyPair) => KeyChange {
  const common: Common = { lists: sharedLists(), isOnlyNamed: undeclaredIn(graphs) }
  return pair => ({ ...pair, accesses: changesOf(pair, graphs, common) })
}

/** Of whom an input tells more than the name, it tells what is new to him; of sessions it tells that of their roles. */
function undeclaredIn({ before, after }: TwoGraphs): (principal: Principal) => boolean {
  let declared: ReadonlySet<string> | undefined
  return principal => {
    declared ??= new Set([...before.identities, ...after.identities].map(({ arn }) => showText(arn)))
    return ['role', 'user'].includes(principal.kind) && !declared.has(principalId(principal))
  }
}

function changesOf(
  { fate, before, after }: KeyPair,
  graphs: TwoGraphs,
  common: Common,
): readonly ChangedAccess[] {
  const { lists } = common
  const isCompared = fate !== 'replaced' && before !== undefined && after !== undefined
  const facts = isCompared ? keyFactsOf(before, after) : sameFacts
  const was = before === undefined ? nothing : sideOf(graphs.before, before, common, facts.before)
  const is = after === undefined ? nothing : sideOf(graphs.after, after, common, facts.after)
  if (fate === 'replaced') return [...between(was, nothing, lists), ...between(nothing, is, lists)]
  const asking = facts.differ ? [was, is].flatMap(({ direct }) => [...lists.askingForKey(direct.shared)]) : []
  return doubtedByUnread(between(was, is, lists, asking), before, after)
}

/** Whose ways are in doubt is looked up for each change: a policy can have holes for thousands. */
const mostStrangers = 100

/** The accesses to one key on one side. */
interface Side {
  readonly direct: CallersOf
  /** Of those who first have to become somebody else or change something. */
  readonly indirect: ReadonlyMap<string, readonly Access[]>
  /** What somebody has indirectly, and others are listed for. */
  readonly byOthers: (principal: Principal) => readonly Access[]
  /** What may give somebody a way that is not listed. */
  readonly hidden: (id: string, principal: Principal) => readonly Hidden[]
}

const nothing: Side = { direct: nobody, indirect: new Map(), byOthers: () => [], hidden: () => [] }

function sideOf(graph: AccessGraph, key: Key, common: Common, spell: Spell): Side {
  const indirect = byCaller(graph.indirectAccessTo(key).flatMap(spell))
  const direct = callersOf(graph, key, common)
  return {
    direct: { ...direct, of: (id, principal) => spelledBy(spell, direct.of(id, principal)) },
    indirect,
    byOthers: indirectByOthers(graph, key, indirect),
    hidden: hiddenWays(graph, indirect),
  }
}

function spelledBy(spell: Spell, { own, byOthers }: CallerAccess<Access>): CallerAccess<Access> {
  return { own: own.flatMap(spell), byOthers: byOthers.flatMap(spell) }
}

/**
 * Of several ways to the same, few are kept: one that is in doubt may stand for one under other conditions, and one of
 * a principal that is not told is perhaps his.
 */
function hiddenWays(graph: AccessGraph, indirect: ReadonlyMap<string, readonly Access[]>): Side['hidden'] {
  const strangers = [...indirect.values()]
    .flat()
    .filter(({ principal }) => principal.kind === 'unknown')
    .slice(0, mostStrangers)
  return (id, principal) => [
    ...(indirect.get(id) ?? []),
    ...strangers,
    { actions: keyActions, unknowns: unreadOfPolicies(graph, principal) },
  ]
}

/** Those `asking` for facts about the key that are not what they were are compared, too. */
function between(
  before: Side,
  after: Side,
  lists: SharedLists,
  asking: readonly (readonly [string, Principal])[] = [],
): readonly ChangedAccess[] {
  const exists = before !== nothing && after !== nothing
  const byId = new Map(
    [...new Map([...callersIn(before, after, lists), ...asking])].map(([id, principal]) => [
      id,
      changedAccesses({ before: before.direct.of(id, principal), after: after.direct.of(id, principal) }),
    ]),
  )
  const direct = [...byId.values()].flat()
  const indirect = [...new Set([...before.indirect.keys(), ...after.indirect.keys()])].flatMap(id =>
    detoursOf(id, { before, after }, byId.get(id)).filter(
      ({ access }) => exists || access.via === 'assume-role',
    ),
  )
  const told = toldOfRoles(direct)
  return [...direct, ...indirect.filter(change => !isServiceOf(change, told))]
}

function callersIn(before: Side, after: Side, lists: SharedLists): readonly (readonly [string, Principal])[] {
  const { own: was, shared: listBefore } = before.direct
  const { own: is, shared: listAfter } = after.direct
  return [...new Map([...is, ...was, ...lists.changed(listBefore, listAfter)])]
}

/** What somebody can get to, or could, and cannot, or could not, in a more direct way; `known` is told of those ways. */
function detoursOf(
  id: string,
  { before, after }: { readonly before: Side; readonly after: Side },
  known: readonly ChangedAccess[] | undefined,
): readonly ChangedAccess[] {
  const [was, is] = [before.indirect.get(id) ?? [], after.indirect.get(id) ?? []]
  const principal = (was[0] ?? is[0])?.principal
  if (principal === undefined) return []
  const direct = { before: before.direct.of(id, principal), after: after.direct.of(id, principal) }
  const detours = new Set<Access['via']>([...was, ...is].map(({ via }) => via))
  const told = known ?? changedAccesses(direct)
  const all = {
    before: withMore(direct.before, was, before.byOthers(principal)),
    after: withMore(direct.after, is, after.byOthers(principal)),
  }
  return changedAccesses(all)
    .filter(change => detours.has(change.access.via) && !isTold(change, told))
    .map(change => doubtedByHidden(change, (isOfBefore(change.kind) ? after : before).hidden(id, principal)))
}

/** The roles to which something happens, each with what. */
function toldOfRoles(changes: readonly ChangedAccess[]): ReadonlySet<string> {
  return new Set(changes.map(({ kind, access }) => `${kind} ${access.principalAddress ?? ''}`))
}

/** A service that runs as a role can do what the role can, and it is the role of which that is told. */
function isServiceOf({ kind, access }: ChangedAccess, told: ReadonlySet<string>): boolean {
  return (
    access.principal.kind === 'service' && access.path.some(({ at }) => told.has(`${kind} ${at.address}`))
  )
}

function withMore(
  { own, byOthers }: CallerAccess<Access>,
  more: readonly Access[],
  ofOthers: readonly Access[],
): CallerAccess<Access> {
  return { own: [...own, ...more], byOthers: [...byOthers, ...ofOthers] }
}
