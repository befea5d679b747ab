import { sameAccount } from '../../model/account.ts'
import type { Access } from '../../model/access.ts'
import {
  difference,
  intersection,
  noActions,
  overlaps,
  union,
  type ActionSet,
} from '../../model/action-set.ts'
import type { Answer } from '../../model/answer.ts'
import type { Identity } from '../../model/identity.ts'
import type { Key } from '../../model/key.ts'
import { accountOfPrincipal } from '../../model/principal.ts'
import { hasWildcard } from '../../policy/wildcard.ts'
import { holesOf, literal } from '../../model/text.ts'
import { allOf, anyOf, opposite, type Tri } from '../../model/tri.ts'
import { isUnknown, type Knowable, type Unknown } from '../../model/unknown.ts'
import { action, actionNamed, actionsOfKeyType, coverOf, crossAccountActions } from '../../policy/actions.ts'
import { limitsGrants } from '../../access/grant-limits.ts'
import { principalOf } from '../../access/shared-accesses.ts'
import { answer, hangsOn } from '../answers.ts'
import type { Correction } from '../correction.ts'
import { actionsInWords, listed } from '../phrases.ts'
import { writtenStatement } from '../written-statement.ts'
import { instead } from './corrections.ts'
import type { Half, HeldPermission, Word, World } from '../word.ts'

const createGrant = action('kms:CreateGrant')

/** It names a key of the input whose policy lets none of it through: it neither names those who have it nor delegates. */
export const namesKeyThatRefuses: Word<HeldPermission> = {
  says: 'a key that it names lets none of it through',
  ask: (permission, world) => {
    const answers = keysNamedIn(permission, world).map(key => refusal(permission, key, world))
    const is = anyOf(answers.map(one => one.is))
    const holes = [...answers.flatMap(one => one.hangsOn), ...keysHiddenIn(permission, world)]
    return is === 'yes' || holes.length === 0 ? answer(is === 'yes') : hangsOn(holes)
  },
}

/**
 * It is about keys of the input alone, and each of them limits the grants that those who have it can create: by a Deny in
 * its policy, or by what its delegation asks for.
 */
export const keysGuardGrants: Word<HeldPermission> = {
  says: 'each key that it names limits the grants itself',
  ask: (permission, world) => {
    const { statement, holders } = permission
    const items = statement.resources?.negated === false ? statement.resources.items : []
    const keys = items.map(({ text }) => world.keyNamed(text))
    const areTold = holders.every(({ arn }) => !arn.some(isUnknown)) && keys.every(key => key !== undefined)
    if (keys.length === 0 || !areTold) return answer(false)
    const accesses = keys.flatMap(key =>
      holders.flatMap(holder => world.shownBetween(principalOf(holder), key)),
    )
    const creating = accesses.filter(({ actions }) => overlaps(actions, createGrant))
    const is = allOf(creating.map(limitsGrants))
    return is === 'unknown' ? hangsOn(creating.flatMap(({ unknowns }) => unknowns)) : answer(is === 'yes')
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
  const items = resources?.negated === false ? resources.items : []
  return [...new Set(items.flatMap(({ text }) => world.keyNamed(text) ?? []))]
}

/** Resources of which it is not told whether they are such a key; what refers to another resource is none. */
function keysHiddenIn({ statement: { resources } }: HeldPermission, world: World): readonly Unknown[] {
  const items = resources?.negated === false ? resources.items : []
  return items
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
  const holes: Unknown[] = []
  for (const holder of permission.holders.slice(0, asked)) {
    if (sameAccount(holder.account, key.account) === 'no') return answer(false)
    const found = reach(holder, actions, key, world)
    if (found.is === 'yes') return answer(false)
    if (found.is === 'unknown') holes.push(...found.hangsOn)
  }
  if (holes.length > 0) return hangsOn(holes)
  return permission.holders.length > asked ? hangsOn([otherHolders(permission)]) : answer(true)
}

function otherHolders({ policy: { name, document } }: HeldPermission): Unknown {
  const { at } = document
  return { kind: 'unknown', reason: 'not-in-input', name: `who else has ${name}`, shape: 'anything', at }
}

/** Whether a role or user has some of these actions on a key, as things are shown. */
function reach(identity: Identity, actions: ActionSet, key: Key, world: World): Answer {
  if (identity.standsIn === true) return whoeverReaches(identity, actions, key, world)
  const shown = world
    .shownBetween(principalOf(identity), key)
    .filter(access => overlaps(access.actions, actions))
  const is = anyOf(shown.map((access): Tri => (access.certainty === 'certain' ? 'yes' : 'unknown')))
  return is === 'unknown' ? hangsOn(shown.flatMap(({ unknowns }) => unknowns)) : answer(is === 'yes')
}

/** Whom a policy will be attached to is not told: a key that delegates lets it through, and one that names may. */
function whoeverReaches({ arn, account }: Identity, actions: ActionSet, key: Key, world: World): Answer {
  const admitted = world
    .accessesTo(key)
    .filter(access => overlaps(access.actions, actions) && access.principal.kind !== 'root-user')
    .map(({ principal }) => ({ principal, own: accountOfPrincipal(principal) }))
    .filter(({ own }) => own === undefined || sameAccount(own, account) !== 'no')
  if (admitted.length === 0) return answer(false)
  const delegates = admitted.some(({ principal }) =>
    ['account', 'everyone', 'everyone-of-account'].includes(principal.kind),
  )
  return delegates ? answer(true) : hangsOn(arn.filter(isUnknown))
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
  ask: (half, world) => {
    const found = half.in === 'key-policy' ? [ofKeyPolicy(half, world)] : ofIamPolicy(half, world)
    const is = opposite(anyOf(found.map(one => one.is)))
    return is === 'unknown' ? hangsOn(found.flatMap(one => one.hangsOn)) : answer(is === 'yes')
  },
}

function ofKeyPolicy({ access, identity }: Half & { in: 'key-policy' }, world: World): Answer {
  const found = reach(identity, access.actions, access.key, world)
  return found.is === 'no' && !identity.complete ? hangsOn([otherPolicies(identity)]) : found
}

function ofIamPolicy({ permission, key }: Half & { in: 'iam-policy' }, world: World): readonly Answer[] {
  const actions = intersection(permission.actions, actionsOf(key))
  return permission.holders.slice(0, asked).map(holder => reach(holder, actions, key, world))
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
    const extra = notGiven(half, world)
    const isMore = extra !== noActions && extra !== explicitActions(half.permission)
    const hidden = half.permission.statement.actions?.items.flatMap(({ text }) => holesOf(text)) ?? []
    return !isMore && hidden.length > 0 ? hangsOn(hidden) : answer(isMore)
  },
}

/** Those actions, in words. */
export function actionsNotGiven(half: Half, world: World): string {
  return actionsInWords(half.in === 'key-policy' ? noActions : notGiven(half, world))
}

/** The IAM policy's statement without those actions. */
export function withoutActionsNotGiven(half: Half, world: World): Correction | undefined {
  if (half.in === 'key-policy' || half.permission.policy.ofAws === true) return undefined
  const { statement } = half.permission
  const { actions } = statement
  const extra = notGiven(half, world)
  if (actions === undefined || actions.negated) return undefined
  const items = actions.items.filter(({ text: name }) => !isAmong(literal(name), extra))
  return instead(statement, writtenStatement({ ...statement, actions: { ...actions, items } }))
}

function isAmong(name: string | undefined, actions: ActionSet): boolean {
  const one = name === undefined ? undefined : actionNamed(name)
  return one !== undefined && overlaps(one, actions)
}

function notGiven({ permission, key }: Half & { in: 'iam-policy' }, world: World): ActionSet {
  const [holder] = permission.holders
  const given = world
    .shownBetween(principalOf(holder), key)
    .map(({ actions }: Access) => actions)
    .reduce(union, noActions)
  return difference(explicitActions(permission), given)
}

/** Of a pattern such as `kms:*`, nobody thinks that all of it is given. */
function explicitActions({ statement: { actions }, actions: allowed }: HeldPermission): ActionSet {
  if (actions === undefined || actions.negated) return noActions
  const items = actions.items.filter(({ text }) => !hasWildcard(text))
  return intersection(coverOf({ ...actions, items }).must, allowed)
}

/** A half in words: what it allows whom on which key, and where. */
export function halfInWords(half: Half): string {
  if (half.in === 'key-policy') {
    const { access, identity } = half
    return `the policy of ${access.key.address} allows ${identity.address}, of another account, ${actionsInWords(access.actions)}`
  }
  const { permission, key } = half
  const actions = intersection(permission.actions, crossAccountActions)
  return `${permission.policy.name} allows ${actionsInWords(actions)} on ${key.address}, of another account`
}
