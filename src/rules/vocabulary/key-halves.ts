import { sameAccount } from '../../model/account.ts'
import {
  difference,
  includes,
  intersection,
  noActions,
  overlaps,
  union,
  type ActionSet,
} from '../../model/action-set.ts'
import type { Answer } from '../../model/answer.ts'
import type { Identity } from '../../model/identity.ts'
import type { Key } from '../../model/key.ts'
import { accountOfPrincipal, type Principal } from '../../model/principal.ts'
import { holesOf, literal } from '../../model/text.ts'
import { allOf, anyOf } from '../../model/tri.ts'
import { isUnknown, type Knowable, type Unknown } from '../../model/unknown.ts'
import { action, actionNamed, actionsOfKeyType, coverOf, crossAccountActions } from '../../policy/actions.ts'
import { hasWildcard } from '../../policy/wildcard.ts'
import { principalOf } from '../../access/shared-accesses.ts'
import { answer, hangsOn } from '../answers.ts'
import { ofHolders, otherHolders } from '../asked-holders.ts'
import type { Correction } from '../correction.ts'
import { itemsOf } from '../listed-items.ts'
import { joined, opposed } from '../logic.ts'
import { actionsInWords, listed } from '../phrases.ts'
import { writtenStatement } from '../written-statement.ts'
import type { Half, HeldPermission, IamHalf, KeyPolicyHalf, Word, World } from '../word.ts'
import { instead, without } from './corrections.ts'
import { grantsAreGuarded } from './grants.ts'

const createGrant = action('kms:CreateGrant')

/** It names a key of the input whose policy lets none of it through: it neither names those who have it nor delegates. */
export const namesKeyThatRefuses: Word<HeldPermission> = {
  says: 'a key that it names lets none of it through',
  ask: (permission, world) =>
    joined(
      [
        ...keysNamedIn(permission, world).map(key => refusal(permission, key, world)),
        ...keysHiddenIn(permission, world).map(hole => hangsOn([hole])),
      ],
      anyOf,
    ),
}

/**
 * It is about keys of the input alone, and each of them limits the grants that those who have it can create: by a Deny in
 * its policy, or by what its delegation asks for.
 */
export const keysGuardGrants: Word<HeldPermission> = {
  says: 'each key that it names limits the grants itself',
  ask: (permission, world) => {
    const { statement, holders } = permission
    const [{ standsIn }] = holders
    const keys = itemsOf(statement.resources).map(({ text }) => world.keyNamed(text))
    // Of whoever a policy will be attached to, no access is told.
    if (standsIn === true || keys.length === 0 || !keys.every(key => key !== undefined)) return answer(false)
    const accesses = keys.flatMap(key =>
      holders.flatMap(holder => world.shownBetween(principalOf(holder), key)),
    )
    const creating = accesses.filter(({ actions }) => overlaps(actions, createGrant))
    return joined(
      creating.map(access => grantsAreGuarded.ask(access, world)),
      allOf,
    )
  },
}

/** The keys that let none of it through, in words. */
export function refusingKeys(permission: HeldPermission, world: World): string {
  const keys = keysNamedIn(permission, world)
  const sure = keys.filter(key => refusal(permission, key, world).is === 'yes')
  const shown = sure.length > 0 ? sure : keys.filter(key => refusal(permission, key, world).is === 'unknown')
  const names = shown.slice(0, 2).map(({ address }) => address)
  return shown.length > 2 ? `${names.join(', ')} and ${shown.length - 2} more` : listed(names)
}

function keysNamedIn({ statement: { resources } }: HeldPermission, world: World): readonly Key[] {
  return [...new Set(itemsOf(resources).flatMap(({ text }) => world.keyNamed(text) ?? []))]
}

/** Resources of which it is not told whether they are such a key; what refers to another resource is none. */
function keysHiddenIn({ statement: { resources } }: HeldPermission, world: World): readonly Unknown[] {
  return itemsOf(resources)
    .filter(({ text }) => world.keyNamed(text) === undefined && !hasWildcard(text))
    .flatMap(({ text }) => holesOf(text).filter(({ at }) => at.pointer !== '/arn'))
}

/** As many holders as are asked about one by one: the first whom the key lets through settles it. */
const asked = 50

function refusal(permission: HeldPermission, key: Key, world: World): Answer {
  const actions = intersection(permission.actions, actionsOf(key))
  const isBlank = key.policies.some(
    ({ document }) => document.statements.length === 0 && document.holes.length > 0,
  )
  // A document of which nothing is known is told as one blind spot.
  if (actions === noActions || isBlank) return answer(false)
  const reached: Answer[] = []
  for (const holder of permission.holders.slice(0, asked)) {
    if (sameAccount(holder.account, key.account) === 'no') return answer(false)
    const found = reach(holder, actions, key, world)
    if (found.is === 'yes') return answer(false)
    reached.push(found)
  }
  return opposed(joined([...reached, ...otherHolders(permission, asked)], anyOf))
}

/** Whether a role or user has some of these actions on a key, as things are shown. */
function reach(identity: Identity, actions: ActionSet, key: Key, world: World): Answer {
  if (identity.standsIn === true) return whoeverReaches(identity, actions, key, world)
  const shown = world
    .shownBetween(principalOf(identity), key)
    .filter(access => overlaps(access.actions, actions))
  return joined(
    shown.map(({ unknowns }) => (unknowns.length === 0 ? answer(true) : hangsOn(unknowns))),
    anyOf,
  )
}

const delegations: ReadonlySet<Principal['kind']> = new Set([
  'account',
  'everyone',
  'everyone-of-account',
] as const)

/** Whom a policy will be attached to is not told: a key that delegates lets it through, and one that names may. */
function whoeverReaches({ arn, account }: Identity, actions: ActionSet, key: Key, world: World): Answer {
  const admitted = world.accessesTo(key).filter(({ principal, actions: allowed }) => {
    const own = accountOfPrincipal(principal)
    const isOne = principal.kind !== 'root-user' && (own === undefined || sameAccount(own, account) !== 'no')
    return isOne && overlaps(allowed, actions)
  })
  return joined(
    admitted.map(({ principal, unknowns }) => {
      const holes = delegations.has(principal.kind) ? unknowns : [...holesOf(arn), ...unknowns]
      return holes.length === 0 ? answer(true) : hangsOn(holes)
    }),
    anyOf,
  )
}

function actionsOf({ spec, usage }: Key): ActionSet {
  return actionsOfKeyType(known(spec), known(usage))
}

function known(value: Knowable<string>): string | undefined {
  return isUnknown(value) ? undefined : value
}

/** The other half of an access across accounts, which the input declares too, does not allow any of it. */
export const otherHalfIsMissing: Word<Half> = {
  says: 'the other half, which can be seen, allows none of it',
  ask: (half, world) =>
    opposed(half.in === 'key-policy' ? ofKeyPolicy(half, world) : ofIamPolicy(half, world)),
}

function ofKeyPolicy({ access, identity }: KeyPolicyHalf, world: World): Answer {
  const found = reach(identity, access.actions, access.key, world)
  return found.is === 'no' && !identity.complete ? hangsOn([otherPolicies(identity)]) : found
}

function ofIamPolicy(half: IamHalf, world: World): Answer {
  const { permission, key } = half
  const actions = callable(permission.actions, key)
  // No key policy gives what nobody can call.
  if (actions === noActions) return answer(true)
  return joined(
    ofHolders(permission, asked, holder => reach(holder, actions, key, world)),
    anyOf,
  )
}

/** What another account can do with a key of this kind at all. */
function callable(actions: ActionSet, key: Key): ActionSet {
  return intersection(intersection(actions, crossAccountActions), actionsOf(key))
}

function otherPolicies({ address, at }: Identity): Unknown {
  const name = `which other policies ${address} has`
  return { kind: 'unknown', reason: 'not-in-input', name, shape: 'anything', at }
}

/** An IAM policy names actions that the policy of the key, in another account, does not give, beside others that it does. */
export const namesMoreThanKeyGives: Word<Half> = {
  says: 'the IAM policy names actions that the policy of the key does not give',
  ask: (half, world) => {
    if (half.in === 'key-policy') return answer(false)
    const { permission, key } = half
    const extra = notGiven(half, world)
    const could = callable(explicitActions(half), key)
    const isMore = extra !== noActions && (could === noActions || !includes(extra, could))
    if (isMore) return joined([answer(true), ...otherHolders(permission, asked)], allOf)
    const hidden = itemsOf(permission.statement.actions).flatMap(({ text }) => holesOf(text))
    return hidden.length > 0 ? hangsOn(hidden) : answer(false)
  },
}

/** Those actions, in words. */
export function actionsNotGiven(half: Half, world: World): string {
  return half.in === 'key-policy' ? '' : actionsInWords(notGiven(half, world))
}

/** The IAM policy's statement without those actions. */
export function withoutActionsNotGiven(half: Half, world: World): Correction | undefined {
  if (half.in === 'key-policy') return undefined
  const { statement } = half.permission
  const extra = notGiven(half, world)
  const items = itemsOf(statement.actions).filter(({ text: name }) => !isAmong(literal(name), extra))
  if (items.length === 0) return without(statement)
  const actions = { negated: false, items, at: statement.at }
  return instead(statement, writtenStatement({ ...statement, actions }))
}

function isAmong(name: string | undefined, actions: ActionSet): boolean {
  const one = name === undefined ? undefined : actionNamed(name)
  return one !== undefined && overlaps(one, actions)
}

/** To none of those who have the policy. */
function notGiven(half: IamHalf, world: World): ActionSet {
  const { permission, key } = half
  const given = permission.holders
    .slice(0, asked)
    .flatMap(holder => world.shownBetween(principalOf(holder), key))
    .map(({ actions }) => actions)
    .reduce(union, noActions)
  return difference(explicitActions(half), given)
}

/** Of a pattern such as `kms:*`, nobody thinks that all of it is given. */
function explicitActions({ permission }: IamHalf): ActionSet {
  const { statement, actions } = permission
  const items = itemsOf(statement.actions).filter(({ text }) => !hasWildcard(text))
  const { must } = coverOf({ negated: false, items, at: statement.at })
  return intersection(must, actions)
}

/** A half in words: what it allows whom on which key, and where. */
export function halfInWords(half: Half): string {
  if (half.in === 'key-policy') {
    const { access, identity } = half
    return `the policy of ${access.key.address} allows ${identity.address}, of another account, ${actionsInWords(access.actions)}`
  }
  const { permission, key } = half
  const actions = callable(permission.actions, key)
  return `${permission.policy.name} allows ${actionsInWords(actions)} on ${key.address}, of another account`
}
