import type { Access, AccessGraph } from '../model/access.ts'
import type { ChangedAccess, KeyChange } from '../model/change.ts'
import type { Key } from '../model/key.ts'
import type { Principal } from '../model/principal.ts'
import { callersOf, gathered, nobody, type CallersOf, type Reach } from './callers.ts'
import { changedAccesses, isTold } from './compare.ts'
import { doubtedByUnread } from './doubts.ts'
import type { KeyPair } from './pairs.ts'
import { sharedLists, type SharedLists } from './shared-lists.ts'

/** Who can do what, before and after a change. */
export interface TwoGraphs {
  readonly before: AccessGraph
  readonly after: AccessGraph
}

/** What becomes of the accesses to each key, pair by pair. What keys have in common is worked out once. */
export function keyChangesIn(graphs: TwoGraphs): (pair: KeyPair) => KeyChange {
  const lists = sharedLists()
  return pair => ({ ...pair, accesses: changesOf(pair, graphs, lists) })
}

function changesOf(
  { fate, before, after }: KeyPair,
  graphs: TwoGraphs,
  lists: SharedLists,
): readonly ChangedAccess[] {
  const was = before === undefined ? nothing : sideOf(graphs.before, before, lists)
  const is = after === undefined ? nothing : sideOf(graphs.after, after, lists)
  if (fate === 'replaced') return [...between(was, nothing, lists), ...between(nothing, is, lists)]
  return doubtedByUnread(between(was, is, lists), before, after)
}

/** The accesses to one key on one side. */
interface Side {
  readonly direct: CallersOf
  /** Of those who first have to become somebody else or change something. */
  readonly indirect: ReadonlyMap<string, readonly Access[]>
}

const nothing: Side = { direct: nobody, indirect: new Map() }

function sideOf(graph: AccessGraph, key: Key, lists: SharedLists): Side {
  return {
    direct: callersOf(graph, key, lists),
    indirect: gathered(graph.indirectAccessTo(key)),
  }
}

function between(before: Side, after: Side, lists: SharedLists): readonly ChangedAccess[] {
  const exists = before !== nothing && after !== nothing
  const direct = callersIn(before, after, lists).flatMap(([id, principal]) =>
    changedAccesses({ before: before.direct.of(id, principal), after: after.direct.of(id, principal) }),
  )
  const indirect = [...new Set([...before.indirect.keys(), ...after.indirect.keys()])].flatMap(id =>
    detoursOf(id, before, after).filter(({ access }) => exists || access.via === 'assume-role'),
  )
  const told = toldOfRoles(direct)
  return [...direct, ...indirect.filter(change => !isServiceOf(change, told))]
}

function callersIn(before: Side, after: Side, lists: SharedLists): readonly (readonly [string, Principal])[] {
  const { own: was, shared: listBefore } = before.direct
  const { own: is, shared: listAfter } = after.direct
  return [...new Map([...is, ...was, ...lists.changed(listBefore, listAfter)])]
}

/** What somebody can get to, or could, and cannot, or could not, in a more direct way. */
function detoursOf(id: string, before: Side, after: Side): readonly ChangedAccess[] {
  const [was, is] = [before.indirect.get(id) ?? [], after.indirect.get(id) ?? []]
  const principal = (was[0] ?? is[0])?.principal
  if (principal === undefined) return []
  const direct = { before: before.direct.of(id, principal), after: after.direct.of(id, principal) }
  const detours = new Set<Access['via']>([...was, ...is].map(({ via }) => via))
  const told = changedAccesses(direct)
  return changedAccesses({ before: withMore(direct.before, was), after: withMore(direct.after, is) }).filter(
    change => detours.has(change.access.via) && !isTold(change, told),
  )
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

function withMore(reach: Reach<Access>, more: readonly Access[]): Reach<Access> {
  return { ...reach, own: [...reach.own, ...more] }
}
