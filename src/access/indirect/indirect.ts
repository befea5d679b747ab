import type { Access, AccessGraph, SharedAccess } from '../../model/access.ts'
import { difference, noActions } from '../../model/action-set.ts'
import type { Key } from '../../model/key.ts'
import { principalId } from '../../model/principal.ts'
import { accessOn } from '../shared-accesses.ts'
import type { World } from '../world.ts'
import { ledgerOf, type Book } from './ledger.ts'
import { searchIn, type Search } from './search.ts'
import { isNoHarder } from './terms.ts'
import { accessOfWay, directWay, type Way } from './way.ts'

/** What the graph knows of direct accesses and of roles. */
export type Direct = Pick<AccessGraph, 'everyAccessTo' | 'accessOn' | 'assumptionsOf'>

/**
 * The ways to a key of those who first have to become somebody else or change something, shortest path first. Each is
 * for actions that its principal has in no more direct way with as little open: of several ways to the same, the first
 * of a breadth-first search, assumptions of roles as things stand before all others. A chain is `via` its first step;
 * `certain` when each of its links is, under the conditions of all of them.
 */
export function indirectAccesses(world: World, direct: Direct): (key: Key) => readonly Access[] {
  let search: Search | undefined
  const kinds = kindsOf(world, direct)
  return key => {
    search ??= searchIn(world, direct.assumptionsOf)
    const kind = kinds(key, search)
    const own: Book = new Map()
    const ways = direct.everyAccessTo(key).own.map(directWay)
    const known = ledgerOf(world, [kind.assumable, own])
    for (const way of ways) known.add(way)
    const found = { direct: ways, assumed: search.assumed(ways, known) }
    // What is shared gives way to what is as direct on this very key, before that is gone on with.
    const shared = withoutCovered(kind.accesses, own)
    const all = ledgerOf(world, [kind.assumable, kind.changeable, own])
    const more = [...found.assumed, ...search.changed(key, found, kind.labelling, all)]
    const onKey = shared.map(access => accessOn({ accesses: [], example: kind.example }, access, key))
    if (more.length === 0) return onKey
    return [...onKey, ...more.map(way => ({ ...accessOfWay(way), key }))].toSorted(shortestFirst)
  }
}

/** What keys of one kind have in common, worked out for one of them. */
interface Kind {
  readonly example: Key
  /** Direct ways of those who can label keys, and whose policies ask for that. */
  readonly labelling: readonly Way[]
  /** What is direct, and what roles that are assumed as things stand give. */
  readonly assumable: Book
  /** What changes give. */
  readonly changeable: Book
  /** All that is indirect. */
  readonly accesses: readonly SharedAccess[]
}

/** Kinds are remembered as long as they are not too many accesses in all. */
const mostKept = 200_000

/** By the list of accesses that the keys of a kind share; replicas cannot be replicated, so that they are a kind apart. */
function kindsOf(world: World, direct: Direct): (key: Key, search: Search) => Kind {
  const first = new Map<readonly SharedAccess[], Kind>()
  const replicas = new Map<readonly SharedAccess[], Kind>()
  let kept = 0
  return (key, search) => {
    const { shared } = direct.everyAccessTo(key)
    const kinds = key.replica ? replicas : first
    const known = kinds.get(shared)
    if (known !== undefined) return known
    const kind = kindOf(
      world,
      key,
      shared.map(access => directWay(direct.accessOn(key, access))),
      search,
    )
    kept += kind.accesses.length + shared.length + 1
    if (kept > mostKept) {
      first.clear()
      replicas.clear()
      kept = 0
    }
    kinds.set(shared, kind)
    return kind
  }
}

function kindOf(world: World, key: Key, direct: readonly Way[], search: Search): Kind {
  const assumable: Book = new Map()
  const changeable: Book = new Map()
  const ledger = ledgerOf(world, [assumable])
  for (const way of direct) ledger.add(way)
  const found = { direct, assumed: search.assumed(direct, ledger) }
  const changed = search.changedForKind(key, found, ledgerOf(world, [assumable, changeable]))
  const accesses = [...found.assumed, ...changed].map(accessOfWay).toSorted(shortestFirst)
  return { example: key, labelling: search.labelling(direct), assumable, changeable, accesses }
}

/** Without what somebody has as directly on this very key. */
function withoutCovered(accesses: readonly SharedAccess[], own: Book): readonly SharedAccess[] {
  return accesses.flatMap(access => {
    const others = own.get(principalId(access.principal))
    if (others === undefined) return [access]
    const terms = { ...access, hangsOn: access.unknowns }
    const actions = others
      .filter(way => isNoHarder(way, terms))
      .reduce((left, way) => difference(left, way.actions), access.actions)
    if (actions === access.actions) return [access]
    return actions === noActions ? [] : [{ ...access, actions }]
  })
}

function shortestFirst(one: SharedAccess, other: SharedAccess): number {
  return (
    one.path.length - other.path.length ||
    Number(one.certainty === 'possible') - Number(other.certainty === 'possible') ||
    one.conditions.length + one.unless.length - other.conditions.length - other.unless.length
  )
}
