import type { Assumption } from '../../model/access.ts'
import type { Identity } from '../../model/identity.ts'
import type { Principal } from '../../model/principal.ts'
import type { World } from '../world.ts'
import type { Approach } from './approach.ts'
import { assumers, membersAmong } from './assume.ts'
import { passers, runners } from './pass-role.ts'
import type { Powers } from './powers.ts'
import { trustChangers, userTakers } from './take-over.ts'

/** Who can become somebody, each identity worked out once. */
export interface Approaches {
  /** By assuming it as things stand. */
  readonly assuming: (principal: Principal) => readonly Approach[]
  /** In every way, the most direct first. */
  readonly all: (principal: Principal) => readonly Approach[]
}

/** The ways do not depend on the key. */
export function approachesIn(
  world: World,
  assumptionsOf: (role: Identity) => readonly Assumption[],
  powers: Powers,
): Approaches {
  const membersOf = remembered(role => membersAmong(world, role, assumptionsOf(role)))
  const assumingRole = remembered(role => [...assumers(assumptionsOf(role), undefined), ...membersOf(role)])
  const assuming = (principal: Principal, identity: Identity) => {
    if (identity.kind === 'user') return []
    if (principal.kind !== 'session') return assumingRole(identity)
    return [...assumers(assumptionsOf(identity), principal), ...membersOf(identity)]
  }
  const become = remembered(identity => {
    if (identity.kind === 'user') return userTakers(identity, powers)
    const assumptions = assumptionsOf(identity)
    return [
      ...assumingRole(identity),
      ...passers(identity, assumptions, powers),
      ...trustChangers(world, identity, powers),
      ...runners(identity, assumptions, powers),
    ]
  })
  return {
    assuming: principal => {
      const identity = world.identityOf(principal)
      return identity === undefined ? [] : assuming(principal, identity)
    },
    all: principal => {
      const identity = world.identityOf(principal)
      if (identity === undefined) return []
      // The service chooses the name of a session.
      return principal.kind === 'session' ? assuming(principal, identity) : become(identity)
    },
  }
}

/** Each identity is asked about once. */
function remembered(
  ask: (identity: Identity) => readonly Approach[],
): (identity: Identity) => readonly Approach[] {
  const known = new WeakMap<Identity, readonly Approach[]>()
  return identity => {
    const found = known.get(identity) ?? ask(identity)
    known.set(identity, found)
    return found
  }
}
