import type { KeyPolicyAccess } from '../../model/access.ts'
import { sameAccount } from '../../model/account.ts'
import { difference, noActions, union, type ActionSet } from '../../model/action-set.ts'
import type { Key } from '../../model/key.ts'
import { accountOfPrincipal, isClass, principalId } from '../../model/principal.ts'
import type { Condition } from '../../model/statement.ts'
import { distinctUnknowns, isUnknown, type Unknown } from '../../model/unknown.ts'
import { readActions } from '../../policy/actions.ts'
import { showCondition } from '../../policy/conditions.ts'
import { matchesWildcard } from '../../policy/wildcard.ts'
import { answer, hangsOn } from '../answers.ts'
import type { Word, World } from '../word.ts'
import { isOn } from './keys.ts'

/** The key can have replicas in other Regions. */
export const multiRegion: Word<Key> = {
  says: 'it is a multi-Region key',
  ask: ({ multiRegion: value, at }) => isOn({ value, at }),
}

/** The input has a replica of the key. */
export const hasReplica: Word<Key> = {
  says: 'the input has a replica of it',
  ask: (key, world) => {
    const replicas = world.replicasOf(key)
    if (replicas.some(({ primary }) => primary !== undefined)) return answer(true)
    return replicas.length === 0 ? answer(false) : hangsOn(replicas.map(unknownPrimary))
  },
}

/** The option `keys` names the key, by its address or an alias, each with `*`. */
export const namedInOption: Word<Key> = {
  says: 'the option `keys` names it',
  ask: ({ address, aliases }, { option }) => {
    const patterns = option('keys')
    if (!Array.isArray(patterns)) throw new Error('option `keys` is no list')
    return answer(
      patterns.some(pattern => [address, ...aliases].some(name => matchesWildcard(String(pattern), name))),
    )
  },
}

/** Somebody can do with a replica what the policy of its primary does not let him do with that, Regions apart. */
export const weakerThanPrimary: Word<Key> = {
  says: 'its policy lets somebody do what that of its primary does not',
  ask: (key, world) => {
    if (!key.replica) return answer(false)
    if (world.primaryOf(key) === undefined) return hangsOn([unknownPrimary(key)])
    const gaps = gapsIn(key, world)
    const certain = gaps.filter(({ hangsOn: open }) => open.length === 0)
    if (certain.length > 0)
      return answer(
        true,
        certain.map(({ access }) => access.statement.at),
      )
    return gaps.length === 0 ? answer(false) : hangsOn(distinctUnknowns(gaps.flatMap(gap => gap.hangsOn)))
  },
}

/** All that the replica lets do more is reading about the key. */
export const onlyReadsMore: Word<Key> = {
  says: 'what its policy allows more is reading about the key',
  ask: (key, world) =>
    answer(gapsIn(key, world).every(({ actions }) => difference(actions, readActions) === noActions)),
}

/** What a replica lets somebody do that its primary does not. */
export interface PolicyGap {
  readonly access: KeyPolicyAccess
  readonly actions: ActionSet
  /** Empty: it is certain. */
  readonly hangsOn: readonly Unknown[]
}

/** What the policy of a replica allows more than that of its primary; nothing where the input has no primary of it. */
export function gapsIn(key: Key, world: World): readonly PolicyGap[] {
  const primary = world.primaryOf(key)
  if (primary === undefined) return []
  const allowed = world.accessesTo(primary).map(access => comparable(access, primary))
  return world.accessesTo(key).flatMap(access => gapOf(comparable(access, key), allowed, primary))
}

/** An access with its names as they are in no Region. */
interface Comparable {
  readonly access: KeyPolicyAccess
  readonly id: string
  readonly conditions: ReadonlySet<string>
  readonly unless: ReadonlySet<string>
  readonly asksFor: ReadonlySet<string>
}

function comparable(access: KeyPolicyAccess, { region }: Key): Comparable {
  const anywhere = (text: string) => (isUnknown(region) ? text : text.replaceAll(region, '(Region)'))
  const words = (conditions: readonly Condition[]) => conditions.map(showCondition).map(anywhere)
  return {
    access,
    id: anywhere(principalId(access.principal)),
    conditions: new Set(words(access.conditions)),
    unless: new Set(access.unless.map(list => words(list).toSorted().join(' and '))),
    asksFor: new Set(access.conditions.map(({ key }) => key.toLowerCase())),
  }
}

function gapOf(more: Comparable, allowed: readonly Comparable[], primary: Key): readonly PolicyGap[] {
  const { access } = more
  const meant = allowed.filter(other => isOf(more, other))
  const covered = joined(meant.filter(other => isNoWider(more, other)))
  const missing = difference(access.actions, covered)
  if (missing === noActions) return []
  // A class that the caller may belong to, or conditions that only the call can compare, may allow it all the same.
  const perhaps = joined([
    ...meant.filter(other => mayBeNoWider(more, other)),
    ...allowed.filter(({ access: { principal } }) => isClass(principal)),
  ])
  const sure = difference(missing, perhaps)
  const holes = [...access.unknowns, ...primary.policies.flatMap(({ document }) => document.holes)]
  const open = allowed.flatMap(({ access: { unknowns } }) => unknowns)
  if (sure !== noActions) return [{ access, actions: sure, hangsOn: distinctUnknowns([...holes, ...open]) }]
  return [{ access, actions: missing, hangsOn: [comparison(primary), ...holes] }]
}

function joined(accesses: readonly Comparable[]): ActionSet {
  return accesses.map(({ access }) => access.actions).reduce(union, noActions)
}

/** The same principal, or the account that the principal belongs to: its IAM policies may allow it everything. */
function isOf(more: Comparable, { id, access: { principal } }: Comparable): boolean {
  if (id === more.id) return true
  const account = accountOfPrincipal(more.access.principal)
  return (
    principal.kind === 'account' &&
    account !== undefined &&
    sameAccount(principal.account, account) === 'yes' &&
    more.access.principal.kind !== 'everyone-of-account'
  )
}

/** Whatever keeps callers out of the primary keeps them out of the replica too. */
function isNoWider(more: Comparable, { conditions, unless }: Comparable): boolean {
  return (
    [...conditions].every(one => more.conditions.has(one)) && [...unless].every(one => more.unless.has(one))
  )
}

/** The replica asks for the same things, and for other values of them. */
function mayBeNoWider(more: Comparable, { asksFor, unless }: Comparable): boolean {
  return [...asksFor].every(key => more.asksFor.has(key)) && unless.size <= more.unless.size
}

function comparison({ at, address }: Key): Unknown {
  const name = `whether the conditions of ${address} allow the same`
  return { kind: 'unknown', reason: 'undecided-condition', name, shape: 'anything', at }
}

function unknownPrimary({ at, address }: Key): Unknown {
  return { kind: 'unknown', reason: 'not-in-input', name: `the primary of ${address}`, shape: 'anything', at }
}
