import type { Account } from '../model/account.ts'
import { intersection, type ActionSet } from '../model/action-set.ts'
import type { Step } from '../model/access.ts'
import type { Identity } from '../model/identity.ts'
import type { Key } from '../model/key.ts'
import type { SourceLocation } from '../model/source-location.ts'
import type { PolicyDocument } from '../model/statement.ts'
import { isUnknown } from '../model/unknown.ts'
import { actionsOfKeyType, keyActions } from '../policy/actions.ts'
import { assumeCatalogue, assumeTarget, trustTarget } from './assume-target.ts'
import { keyPolicyTarget, targetOf, type Target } from './target.ts'
import type { PlacedGrant, World } from './world.ts'

/** Something whose own policy decides who gets at it, beside the IAM policies of callers. */
export interface Guarded {
  readonly account: Account
  readonly at: SourceLocation
  /** `key policy`. */
  readonly noun: string
  readonly kind: Step['kind']
  /** More than one where several resources write it: each can be the last. */
  readonly documents: readonly PolicyDocument[]
  /** As its own policy speaks of it. */
  readonly inPolicy: Target
  /** As IAM policies and those of organizations speak of it. */
  readonly inIam: Target
  readonly grants: readonly PlacedGrant[]
  /** What it can do at all. */
  readonly possible: ActionSet
}

const lastOnes = new WeakMap<World, { readonly key: Key; readonly guarded: Guarded }>()

/** A key and its key policy. All callers of one key are asked about in a row: the last one is kept. */
export function guardedKey(world: World, key: Key): Guarded {
  const last = lastOnes.get(world)
  if (last?.key === key) return last.guarded
  const guarded = guardedIn(world, key)
  lastOnes.set(world, { key, guarded })
  return guarded
}

function guardedIn(world: World, key: Key): Guarded {
  const { account, at, spec, usage, policies } = key
  const ofType = actionsOfKeyType(isUnknown(spec) ? undefined : spec, isUnknown(usage) ? undefined : usage)
  return {
    account,
    at,
    noun: 'key policy',
    kind: 'key-policy',
    documents: policies.map(({ document }) => document),
    inPolicy: keyPolicyTarget(key),
    inIam: targetOf(key),
    grants: world.grantsOn(key),
    possible: intersection(ofType, keyActions),
  }
}

/** A role and its trust policy. */
export function guardedRole(role: Identity): Guarded {
  return {
    account: role.account,
    at: role.at,
    noun: `trust policy of ${role.address}`,
    kind: 'assume-role',
    documents: role.trust === undefined ? [] : [role.trust],
    inPolicy: trustTarget(role),
    inIam: assumeTarget(role),
    grants: [],
    possible: assumeCatalogue.all,
  }
}
