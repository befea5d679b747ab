import type { Access, AccessGraph, SharedAccess } from '../model/access.ts'
import type { Key } from '../model/key.ts'
import { isNamed, principalId, type Principal } from '../model/principal.ts'
import { nameOf, type Listed, type NamedPrincipal } from '../model/statement.ts'
import type { Unknown } from '../model/unknown.ts'
import { holdsClass } from './classes.ts'
import type { SharedLists } from './shared-lists.ts'

/** Somebody who can do something with a key, as one side names it. */
export function callerId(principal: Principal, address: string | undefined): string {
  return JSON.stringify([principal.kind, principalId(principal), named(principal) ? '' : address])
}

/** An ARN that is told in full is one principal, whatever resource declares it. */
function named(principal: Principal): boolean {
  return !('arn' in principal) || principal.arn.every(part => typeof part === 'string')
}

/** The accesses to one key on one side, caller by caller. */
export interface CallersOf {
  /** Those who have accesses of their own, or are named on this key. */
  readonly own: ReadonlyMap<string, Principal>
  readonly shared: readonly SharedAccess[]
  /** What one caller can do. */
  readonly of: (id: string, principal: Principal) => Reach<Access>
}

/** What a caller can do. */
export interface Reach<Kind> {
  /** Under its own name; a caller with a name has what its classes have under its own. */
  readonly own: readonly Kind[]
  /** Besides, what a class has that holds this class. */
  readonly byOthers: readonly Kind[]
}

/** Nobody can do anything with a key that there is not. */
export const nobody: CallersOf = { own: new Map(), shared: [], of: () => ({ own: [], byOthers: [] }) }

/** Looks the accesses to a key up by caller. */
export function callersOf(graph: AccessGraph, key: Key, lists: SharedLists): CallersOf {
  const { own: direct, shared } = graph.everyAccessTo(key)
  const own = gathered(direct)
  const denial = denialOfSome(key)
  return {
    own: new Map([...own].map(([id, [first]]) => [id, first.principal])),
    shared,
    of: (id, principal) => {
      const mine = [
        ...(own.get(id) ?? []),
        ...(lists.byCaller(shared).get(id) ?? []).map(access => graph.accessOn(key, access)),
      ]
      if (!isNamed(principal)) return { own: mine, byOthers: byOtherClasses(principal, own, denial) }
      // Of whom only grants speak, the list of a key does not say what classes have that he belongs to.
      const isWhole = mine.some(({ via }) => via !== 'kms-grant')
      return { own: isWhole ? mine : graph.shownBetween(principal, key), byOthers: [] }
    },
  }
}

/** A class that another one holds has what that one has, unless a Deny is about it alone. */
function byOtherClasses(
  principal: Principal,
  own: ReadonlyMap<string, Several>,
  denial: Unknown | undefined,
): readonly Access[] {
  return [...own.values()].flatMap(accesses => {
    const [{ principal: whole }] = accesses
    if (isNamed(whole) || isSame(whole, principal)) return []
    const holds = holdsClass(whole, principal)
    if (holds === 'no') return []
    const hole = holds === 'yes' ? denial : membership(accesses[0])
    return hole === undefined ? accesses : accesses.map(access => doubted(access, hole))
  })
}

function isSame(one: Principal, other: Principal): boolean {
  return one.kind === other.kind && principalId(one) === principalId(other)
}

function membership({ principal, path }: Access): Unknown {
  const name = `who belongs to ${principalId(principal)}`
  return { kind: 'unknown', reason: 'not-in-input', name, shape: 'anything', at: path[0].at }
}

/** What hides whether a part of a class has what the class has: a Deny for some that is not one for all. */
function denialOfSome({ policies }: Key): Unknown | undefined {
  const denial = policies
    .flatMap(({ document }) => document.statements)
    .find(({ effect, principals }) => effect !== 'Allow' && principals !== undefined && !isForAll(principals))
  if (denial === undefined) return undefined
  const name = `whom ${nameOf(denial)} denies it`
  return { kind: 'unknown', reason: 'undecided-condition', name, shape: 'anything', at: denial.at }
}

function isForAll({ negated, items }: Listed<NamedPrincipal>): boolean {
  return !negated && items.some(({ principal }) => principal.kind === 'everyone')
}

function doubted(access: Access, hole: Unknown): Access {
  return { ...access, certainty: 'possible', unknowns: [...access.unknowns, hole] }
}

export type Several = readonly [Access, ...Access[]]

/** In the order of the first of each. */
export function gathered(accesses: readonly Access[]): ReadonlyMap<string, Several> {
  const groups = new Map<string, [Access, ...Access[]]>()
  for (const access of accesses) {
    const id = callerId(access.principal, access.principalAddress)
    const group = groups.get(id)
    if (group === undefined) groups.set(id, [access])
    else group.push(access)
  }
  return groups
}
