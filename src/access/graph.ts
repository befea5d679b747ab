import type { Access, AccessGraph } from '../model/access.ts'
import type { Inventory } from '../model/inventory.ts'
import type { Key } from '../model/key.ts'
import { isNamed, principalId, type Principal } from '../model/principal.ts'
import { anyOf } from '../model/tri.ts'
import { accessesOfPrincipal, rememberedAccesses, type AccessesOf } from './accesses.ts'
import { assumptionsIn } from './assumptions.ts'
import { mayReachSomeKey, permissionsOnForeignKeys, permissionsOnKeys } from './elsewhere.ts'
import type { Unseen } from './between.ts'
import { besidesIn, policyAccesses } from './key-graph.ts'
import { keysByArn } from './keys-by-arn.ts'
import { reachByName } from './named-keys.ts'
import { lackedNeedsIn } from './lacked-needs.ts'
import { indirectAccesses, type Direct } from './indirect/indirect.ts'
import { openEveryone } from './everyone.ts'
import { accessOn } from './shared-accesses.ts'
import { relatedKeys } from './related-keys.ts'
import { usesAndAliases } from './uses-and-aliases.ts'
import { callerIn, worldOf, type World } from './world.ts'

/**
 * Works out who can do what with each key of the inventories, as one world: with a key when it is asked about. Only
 * the last one's accesses are kept, since those of 10,000 keys are several times as large as their policies.
 */
export function resolve(inventories: readonly Inventory[]): AccessGraph {
  const world = worldOf(inventories)
  const byPolicy = policyAccesses(world)
  const shown = rememberedAccesses(world)
  const everyone = openEveryone(world, byPolicy, shown)
  const byName = reachByName(world)
  const between = betweenIn(world, byPolicy, shown)
  const direct: Direct = {
    everyAccessTo: key => everyone().of(key),
    accessOn: (key, shared) => accessOn(everyone().sharedFor(key), shared, key),
    assumptionsOf: assumptionsIn(world),
  }
  const graph: AccessGraph = {
    ...direct,
    keys: world.keys,
    identities: world.identities,
    grants: world.grants,
    ...besidesIn(inventories),
    accessesTo: byPolicy,
    accessesBetween: between('in doubt'),
    shownBetween: between('left out'),
    atMostBetween: between('allowing'),
    indirectAccessTo: indirectAccesses(world, direct),
    permissionsOnForeignKeys: identity => permissionsOnForeignKeys(world, identity),
    permissionsOnKeys: identity => permissionsOnKeys(world, identity),
    mayReach: (identity, actions) =>
      anyOf([mayReachSomeKey(world, identity, actions), byName(identity, actions)]),
    ...usesAndAliases(world, inventories, direct),
    ...relatedKeys(world.keys),
    keyNamed: keysByArn(world.keys),
    lackedOn: lackedNeedsIn(() => graph),
    grantsOn: key => world.grantsOn(key).map(({ grant }) => grant),
    identityOf: world.identityOf,
    keysOfGrant: world.keysOf,
    isBounded: principal => callerIn(world, principal).caller.bounded === 'yes',
  }
  return graph
}

/** What the policy of a key gives to a class of callers, and what somebody with a name has in all. */
function betweenIn(world: World, byPolicy: AccessGraph['accessesTo'], shown: AccessesOf) {
  return (unseen: Unseen) =>
    (principal: Principal, key: Key): readonly Access[] => {
      if (!isNamed(principal))
        return byPolicy(key).filter(access => principalId(access.principal) === principalId(principal))
      return unseen === 'left out'
        ? shown(principal, key)
        : accessesOfPrincipal(world, principal, key, unseen)
    }
}
