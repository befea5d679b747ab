import { keyPolicyTarget } from '../access/target.ts'
import type { Access, AccessGraph, SharedAccess } from '../model/access.ts'
import { sameAccount } from '../model/account.ts'
import { difference, intersection, noActions, union, type ActionSet } from '../model/action-set.ts'
import type { Key } from '../model/key.ts'
import { groupedBy } from '../model/grouped-by.ts'
import { accountOfPrincipal, isNamed, principalId, type Principal } from '../model/principal.ts'
import { nameOf, type Listed, type NamedPrincipal } from '../model/statement.ts'
import { literal } from '../model/text.ts'
import type { Tri } from '../model/tri.ts'
import type { Unknown } from '../model/unknown.ts'
import { coverOf } from '../policy/actions.ts'
import { asPart } from './as-part.ts'
import { holdsClass } from './classes.ts'
import type { SharedLists } from './shared-lists.ts'
import { wholesAmong } from './wholes.ts'

/** Somebody who can do something with a key, as one side names it. */
export function callerId(principal: Principal, address: string | undefined): string {
  return JSON.stringify([principal.kind, principalId(principal), named(principal) ? '' : address])
}

/** An ARN that is told in full is one principal, whatever resource declares it. */
function named(principal: Principal): boolean {
  return !('arn' in principal) || literal(principal.arn) !== undefined
}

/** The accesses to one key on one side, caller by caller. */
export interface CallersOf {
  /** Those who have accesses of their own, or are named on this key. */
  readonly own: ReadonlyMap<string, Principal>
  readonly shared: readonly SharedAccess[]
  /** What one caller can do. */
  readonly of: (id: string, principal: Principal) => CallerAccess<Access>
}

/** What a caller can do. */
export interface CallerAccess<Kind> {
  /** Under its own name; a caller with a name has what its classes have under its own. */
  readonly own: readonly Kind[]
  /** Besides, what it has as part of a class, where that is told of the class alone. */
  readonly byOthers: readonly Kind[]
}

/** Nobody can do anything with a key that there is not. */
export const nobody: CallersOf = { own: new Map(), shared: [], of: () => ({ own: [], byOthers: [] }) }

/** What two sides have in common: lists that keys share, and of whom neither shows anything but the name. */
export interface Common {
  readonly lists: SharedLists
  readonly isOnlyNamed: (principal: Principal) => boolean
}

/** Looks the accesses to a key up by caller. */
export function callersOf(graph: AccessGraph, key: Key, { lists, isOnlyNamed }: Common): CallersOf {
  const { own: direct, shared } = graph.everyAccessTo(key)
  const own = byCaller(direct)
  const wholes = wholesAmong(own.values(), (whole, part) => holdsOn(key, whole, part))
  const denial = denialOfSome(key)
  const target = keyPolicyTarget(key)
  return {
    own: new Map([...own].map(([id, [first]]) => [id, first.principal])),
    shared,
    of: (id, principal) => {
      const mine = [
        ...(own.get(id) ?? []),
        ...(lists.byCaller(shared).get(id) ?? []).map(access => graph.accessOn(key, access)),
      ]
      if (!isNamed(principal)) {
        const byOthers = byOtherClasses(principal, wholes, denial)
        return { own: mine, byOthers: byOthers.flatMap(access => asPart(access, principal, target)) }
      }
      // Of whom only grants speak, the list of a key does not say what classes have that he belongs to.
      const isWhole = mine.some(({ via }) => via !== 'kms-grant')
      // What is not told of an ARN is told in another file there.
      const him = mine[0]?.principal ?? principal
      const isStranger = isOfAnotherAccount(him, key) && isOnlyNamed(him)
      return {
        own: isWhole ? mine : graph.shownBetween(him, key),
        byOthers: isStranger ? graph.atMostBetween(him, key) : [],
      }
    },
  }
}

/** A class that another one holds has what that one has, unless a Deny is about it alone. */
function byOtherClasses(
  principal: Principal,
  wholes: ReturnType<typeof wholesAmong>,
  denial: DenialOfSome | undefined,
): readonly Access[] {
  return wholes(principal).flatMap(({ accesses, holds }) => {
    if (holds !== 'yes') return accesses.map(access => doubted(access, membership(access)))
    return denial === undefined ? accesses : accesses.flatMap(access => doubtedBy(access, denial))
  })
}

/** What a key allows to another account, IAM policies of that give to any principal of it, however the key names them. */
function holdsOn(key: Key, whole: Principal, part: Principal): Tri {
  if (whole.kind !== 'account' || !isOfAnotherAccount(whole, key)) return holdsClass(whole, part)
  return 'account' in part ? sameAccount(part.account, whole.account) : 'no'
}

function isOfAnotherAccount(principal: Principal, key: Key): boolean {
  const account = accountOfPrincipal(principal)
  return account !== undefined && sameAccount(account, key.account) === 'no'
}

function membership({ principal, path }: Access): Unknown {
  const name = `who belongs to ${principalId(principal)}`
  return { kind: 'unknown', reason: 'not-in-input', name, shape: 'anything', at: path[0].at }
}

/** What hides whether a part of a class has what the class has: Denies for some that are none for all. */
interface DenialOfSome {
  readonly hole: Unknown
  readonly may: ActionSet
}

function denialOfSome({ policies }: Key): DenialOfSome | undefined {
  const denials = policies
    .flatMap(({ document }) => document.statements)
    .filter(
      ({ effect, principals }) => effect !== 'Allow' && principals !== undefined && !isForAll(principals),
    )
  const [first] = denials
  if (first === undefined) return undefined
  const name = `whom ${nameOf(first)} denies it`
  const hole: Unknown = {
    kind: 'unknown',
    reason: 'undecided-condition',
    name,
    shape: 'anything',
    at: first.at,
  }
  return { hole, may: denials.reduce((all, { actions }) => union(all, coverOf(actions).may), noActions) }
}

/** A part of a class has for certain what none of these denies. */
function doubtedBy(access: Access, { hole, may }: DenialOfSome): readonly Access[] {
  const [spared, denied] = [difference(access.actions, may), intersection(access.actions, may)]
  return [
    ...(spared === noActions ? [] : [{ ...access, actions: spared }]),
    ...(denied === noActions ? [] : [doubted({ ...access, actions: denied }, hole)]),
  ]
}

function isForAll({ negated, items }: Listed<NamedPrincipal>): boolean {
  return !negated && items.some(({ principal }) => principal.kind === 'everyone')
}

/** The same access, which hangs on one more hole. */
export function doubted(access: Access, hole: Unknown): Access {
  return { ...access, certainty: 'possible', unknowns: [...access.unknowns, hole] }
}

/** In the order of the first of each. */
export function byCaller<Kind extends SharedAccess>(
  accesses: readonly Kind[],
): ReadonlyMap<string, readonly [Kind, ...Kind[]]> {
  return groupedBy(accesses, ({ principal, principalAddress }) => callerId(principal, principalAddress))
}
