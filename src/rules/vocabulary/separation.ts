import type { Access, KeyPolicyAccess } from '../../model/access.ts'
import { intersection, noActions, overlaps, union, type ActionSet } from '../../model/action-set.ts'
import type { Answer } from '../../model/answer.ts'
import type { Key } from '../../model/key.ts'
import { principalId, showPrincipal } from '../../model/principal.ts'
import { distinctUnknowns } from '../../model/unknown.ts'
import { limitsGrants } from '../../access/grant-limits.ts'
import { action, plaintextActions } from '../../policy/actions.ts'
import { answer, hangsOn } from '../answers.ts'
import type { Word, World } from '../word.ts'

const administration = setOf('PutKeyPolicy', 'ScheduleKeyDeletion', 'DisableKey')
const destruction = setOf('ScheduleKeyDeletion', 'DeleteImportedKeyMaterial', 'DisableKey')
const lossOfData = setOf('ScheduleKeyDeletion', 'DeleteImportedKeyMaterial')
const strictDestruction = setOf('UpdatePrimaryRegion', 'DisableKeyRotation')
const revokeGrant = action('kms:RevokeGrant')
const putKeyPolicy = action('kms:PutKeyPolicy')

function setOf(...names: readonly string[]): ActionSet {
  return names.map(action).reduce(union)
}

/** What the same somebody is given in all by a key's policy: worked out once for all of them. */
interface Together {
  readonly must: ActionSet
  readonly may: ActionSet
  readonly accesses: readonly KeyPolicyAccess[]
}

const known = new WeakMap<readonly KeyPolicyAccess[], ReadonlyMap<string, Together>>()

function together({ key, principal }: KeyPolicyAccess, world: World): Together {
  const all = world.accessesTo(key)
  const byId = known.get(all) ?? put(all)
  return byId.get(principalId(principal)) ?? { must: noActions, may: noActions, accesses: [] }
}

function put(all: readonly KeyPolicyAccess[]): ReadonlyMap<string, Together> {
  const byId = new Map<string, { must: ActionSet; may: ActionSet; accesses: KeyPolicyAccess[] }>()
  for (const access of all) {
    const id = principalId(access.principal)
    const one = byId.get(id) ?? { must: noActions, may: noActions, accesses: [] }
    byId.set(id, one)
    one.accesses.push(access)
    one.may = union(one.may, access.actions)
    if (access.certainty === 'certain') one.must = union(one.must, access.actions)
  }
  known.set(all, byId)
  return byId
}

/** A user, role or session that the key policy names administers the key and reaches plaintext with it. */
export const administersAndUses: Word<KeyPolicyAccess> = {
  says: 'a named principal administers the key and reaches plaintext with it',
  ask: (access, world) => {
    const isNamed = ['role', 'user', 'session', 'federated-user', 'principals-like', 'unknown'].includes(
      access.principal.kind,
    )
    const isPart = overlaps(access.actions, union(administration, plaintextActions))
    return isNamed && isPart ? doesBoth(together(access, world)) : answer(false)
  },
}

function doesBoth({ must, may, accesses }: Together): Answer {
  if (overlaps(must, administration) && overlaps(must, plaintextActions)) return answer(true)
  if (!overlaps(may, administration) || !overlaps(may, plaintextActions)) return answer(false)
  return hangsOn(distinctUnknowns(accesses.flatMap(({ unknowns }) => unknowns)))
}

/** The key policy leaves it to IAM policies, and those let somebody administer the key and reach plaintext with it. */
export const delegatesBoth: Word<KeyPolicyAccess> = {
  says: 'IAM policies let somebody administer the key and reach plaintext with it',
  ask: ({ principal, key }, world) =>
    answer(principal.kind === 'account' && thoseWhoDoBoth(key, world).length > 0),
}

type Able = Pick<Access, 'principal' | 'actions' | 'certainty' | 'via'>

/** Who administers a key and reaches plaintext with it by IAM policies, in words. */
export function thoseWhoDoBoth(key: Key, world: World): readonly string[] {
  const { own, shared } = world.everyAccessTo(key)
  const able = new Map<string, ActionSet>()
  const all: readonly Able[] = [...own, ...shared]
  for (const { principal, actions, certainty, via } of all) {
    if (via !== 'iam-policy' || certainty !== 'certain') continue
    const name = showPrincipal(principal)
    able.set(name, union(able.get(name) ?? noActions, actions))
  }
  return [...able]
    .filter(([, actions]) => overlaps(actions, administration) && overlaps(actions, plaintextActions))
    .map(([name]) => name)
}

/** It is destructive: the key or its material is deleted, or the key is switched off. */
export const destroysKey: Word<KeyPolicyAccess> = {
  says: 'it deletes the key or its material, or switches the key off',
  ask: (access, { profile }) => answer(destructiveActionsOf(access, profile === 'strict') !== noActions),
}

/** The destructive actions of an access; more are asked about in the profile `strict`. */
export function destructiveActionsOf(
  { actions, conditions, unless }: KeyPolicyAccess,
  isStrict: boolean,
): ActionSet {
  const asked = isStrict ? union(destruction, strictDestruction) : destruction
  const revokes = isStrict && limitsGrants({ conditions, unless }) !== 'yes' ? revokeGrant : noActions
  return intersection(actions, union(asked, revokes))
}

/** Data is lost for good: the key or its material is deleted. */
export const losesData: Word<KeyPolicyAccess> = {
  says: 'it deletes the key or its material',
  ask: ({ actions }) => answer(overlaps(actions, lossOfData)),
}

/** The caller reaches plaintext too, by any statement of the key policy. */
export const reachesPlaintextToo: Word<KeyPolicyAccess> = {
  says: 'the caller reaches plaintext too',
  ask: (access, world) => answer(overlaps(together(access, world).must, plaintextActions)),
}

/** More callers than the rule's option `principals` says can delete the key. */
export const amongMany: Word<KeyPolicyAccess> = {
  says: 'more than `principals` can delete it',
  ask: ({ key }, world) => {
    const most = world.option('principals')
    const callers = world
      .accessesTo(key)
      .filter(({ actions, principal }) => overlaps(actions, lossOfData) && principal.kind !== 'account')
    const distinct = new Set(callers.map(({ principal }) => principalId(principal)))
    return answer(typeof most === 'number' && distinct.size > most)
  },
}

/** The caller can change the key's policy, by any statement of it. */
export const changesPolicyToo: Word<KeyPolicyAccess> = {
  says: 'the caller can change the key policy too',
  ask: (access, world) => {
    const { must, may, accesses } = together(access, world)
    if (overlaps(must, putKeyPolicy)) return answer(true)
    if (!overlaps(may, putKeyPolicy)) return answer(false)
    return hangsOn(distinctUnknowns(accesses.flatMap(({ unknowns }) => unknowns)))
  },
}

/** The configuration names administrators: whoever else can change a policy is none. */
export const hasAdministrators: Word<unknown> = {
  says: '`administrators` are declared',
  ask: (_, { trust }) => answer(trust.administrators.length > 0),
}
