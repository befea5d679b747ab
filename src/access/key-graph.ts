import { includes } from '../model/action-set.ts'
import type { AccessGraph, KeyPolicyAccess } from '../model/access.ts'
import type { Inventory } from '../model/inventory.ts'
import type { Key } from '../model/key.ts'
import { principalId, type Principal } from '../model/principal.ts'
import { accessesBy } from './key-policy.ts'
import { relatedKeys } from './related-keys.ts'
import { keysByUse, usesIn } from './uses.ts'
import { whichPolicy } from './which-policy.ts'
import { policiesOver, worldOf, type World } from './world.ts'

/** Whether inventories hold nothing but keys and what uses them: their policies then say all that there is to say. */
export function areKeysAlone(inventories: readonly Inventory[]): boolean {
  return inventories.every(
    ({ identities, grants, unattached = [] }) => identities.length + grants.length + unattached.length === 0,
  )
}

/** The same as `resolve` for inventories without identities and grants, which the command line loads in less time. */
export function resolveKeys(inventories: readonly Inventory[]): AccessGraph {
  const world = worldOf(inventories)
  const byPolicy = policyAccesses(world)
  const uses = inventories.flatMap(inventory => inventory.uses)
  const usesOf = usesIn(uses)
  const between = (principal: Principal, key: Key) =>
    byPolicy(key).filter(access => principalId(access.principal) === principalId(principal))
  return {
    keys: world.keys,
    identities: [],
    grants: [],
    ...besidesIn(inventories),
    accessesTo: byPolicy,
    everyAccessTo: key => ({ own: byPolicy(key), shared: [] }),
    accessOn: (key, shared) => ({ ...shared, key }),
    accessesBetween: between,
    shownBetween: between,
    atMostBetween: between,
    indirectAccessTo: () => [],
    assumptionsOf: () => [],
    permissionsOnForeignKeys: () => [],
    permissionsOnKeys: () => [],
    mayReach: () => 'no',
    uses,
    usesOf,
    keysOfUse: keysByUse(world.keys, usesOf),
    ...relatedKeys(world.keys),
    keyNamed: () => undefined,
    lackedOn: () => [],
    isAliasUsed: () => false,
    changersOf: () => [],
    labelChangersOf: () => [],
    grantsOn: () => [],
    identityOf: () => undefined,
    keysOfGrant: () => [],
    isBounded: () => false,
  }
}

/** What a graph has of inventories as it is. */
export function besidesIn(
  inventories: readonly Inventory[],
): Pick<AccessGraph, 'aliases' | 'unattached' | 'organizationPolicies' | 'endpoints'> {
  return {
    aliases: inventories.flatMap(({ aliases }) => aliases),
    unattached: inventories.flatMap(({ unattached = [] }) => unattached),
    organizationPolicies: inventories.flatMap(({ organizationPolicies }) => organizationPolicies),
    endpoints: inventories.flatMap(({ endpoints = [] }) => endpoints),
  }
}

/** What each key's policy gives. Only the last answer is kept: those of 10,000 keys are several times their policies. */
export function policyAccesses(world: World): (key: Key) => readonly KeyPolicyAccess[] {
  let last: { readonly key: Key; readonly accesses: readonly KeyPolicyAccess[] } | undefined
  return key => {
    if (last?.key !== key) last = { key, accesses: accessesToKey(world, key) }
    return last.accesses
  }
}

/** Where several resources write a key's policy, only what all of them give is certain. */
function accessesToKey(world: World, key: Key): readonly KeyPolicyAccess[] {
  const controls = policiesOver(world, 'rcp', key.account)
  const [first, ...others] = key.policies.map(policy => accessesBy(policy, key, controls))
  if (first === undefined) return []
  if (others.length === 0) return first
  const all = [first, ...others]
  return all.flatMap(accesses =>
    accesses.map(access => (all.every(other => given(access, other)) ? access : perhaps(access, key))),
  )
}

function given(access: KeyPolicyAccess, accesses: readonly KeyPolicyAccess[]): boolean {
  const id = principalId(access.principal)
  return accesses.some(
    other =>
      other === access ||
      (other.certainty === 'certain' &&
        other.conditions.length === 0 &&
        other.unless.length === 0 &&
        principalId(other.principal) === id &&
        includes(other.actions, access.actions)),
  )
}

function perhaps(access: KeyPolicyAccess, key: Key): KeyPolicyAccess {
  const documents = key.policies.map(({ document }) => document)
  return {
    ...access,
    certainty: 'possible',
    unknowns: [...access.unknowns, whichPolicy({ documents, at: key.at })],
  }
}
