import { overlaps, type ActionSet } from '../model/action-set.ts'
import type { Identity } from '../model/identity.ts'
import type { Key } from '../model/key.ts'
import { principalId, type Principal } from '../model/principal.ts'
import { holesOf } from '../model/text.ts'
import { anyOf, type Tri } from '../model/tri.ts'
import { accessesOfPrincipal } from './accesses.ts'
import { principalOf } from './shared-accesses.ts'
import type { World } from './world.ts'

/** Whether key policies and grants by themselves, without IAM policies, let an identity do some actions. */
export function reachByName(world: World): (identity: Identity, actions: ActionSet) => Tri {
  let index: ReadonlyMap<string, ReadonlySet<Key>> | undefined
  return (identity, actions) => {
    index ??= keysByName(world)
    const principal = principalOf(identity)
    const keys = [...(index.get(principalId(principal)) ?? []), ...(index.get('*') ?? [])]
    return anyOf(
      keys.flatMap(key =>
        accessesOfPrincipal(world, principal, key, 'left out')
          .filter(access => overlaps(access.actions, actions))
          .map(({ certainty }): Tri => (certainty === 'certain' ? 'yes' : 'unknown')),
      ),
    )
  }
}

/** Who stands behind a hole, an id or a session can be anybody; of an account its IAM policies speak. */
function nameOf(principal: Principal, world: World): string | undefined {
  const { kind } = principal
  if (kind === 'account') return undefined
  const isHidden = kind === 'unknown' || kind === 'unique-id' || kind === 'session'
  const isUntold =
    'arn' in principal && holesOf(principal.arn).length > 0 && world.identityOf(principal) === undefined
  return isHidden || isUntold || kind === 'everyone' ? '*' : principalId(principal)
}

/** The keys whose policies name a principal, or everyone, and those that are granted to it. */
function keysByName(world: World): ReadonlyMap<string, ReadonlySet<Key>> {
  const index = new Map<string, Set<Key>>()
  const add = (name: string | undefined, key: Key) => {
    if (name === undefined) return
    const others = index.get(name)
    if (others === undefined) index.set(name, new Set([key]))
    else others.add(key)
  }
  for (const key of world.keys) {
    for (const { document } of key.policies) {
      for (const { effect, principals } of document.statements) {
        if (effect === 'Deny' || principals === undefined) continue
        if (principals.negated) add('*', key)
        else for (const { principal } of principals.items) add(nameOf(principal, world), key)
      }
    }
    for (const { grant } of world.grantsOn(key)) add(nameOf(grant.grantee, world), key)
  }
  return index
}
