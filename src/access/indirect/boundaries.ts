import type { Step } from '../../model/access.ts'
import type { Identity } from '../../model/identity.ts'
import type { Key } from '../../model/key.ts'
import type { Unknown } from '../../model/unknown.ts'
import { guardedKey } from '../guarded.ts'
import type { Permit } from '../permit.ts'
import { principalOf } from '../shared-accesses.ts'
import type { World } from '../world.ts'
import { aimAt } from './aims.ts'
import { calledIdentity } from './approach.ts'
import { versionPermits } from './iam-changes.ts'
import { identityActions } from './identity-actions.ts'
import { told } from './permits.ts'
import type { Powers } from './powers.ts'
import { permitsBetween, supposing } from './supposing.ts'
import { joinedTerms, noTerms, openness, type Terms } from './terms.ts'
import type { Way } from './way.ts'

const ofRole = identityActions('iam:DeleteRolePermissionsBoundary', 'iam:PutRolePermissionsBoundary')
const ofUser = identityActions('iam:DeleteUserPermissionsBoundary', 'iam:PutUserPermissionsBoundary')

/** An identity that can free itself of its permissions boundary. */
export interface Lift {
  readonly identity: Identity
  readonly terms: Terms
  readonly step: Step
}

/**
 * All of them, each by its least open means: it does not depend on the key (IAM API Reference,
 * DeleteRolePermissionsBoundary, CreatePolicyVersion).
 */
export function liftsIn(world: World, powers: Powers): readonly Lift[] {
  return world.identities.flatMap(identity => {
    if (identity.boundary === undefined) return []
    const actions = identity.kind === 'role' ? ofRole : ofUser
    const away = powers
      .permits(identity, actions, aimAt(identity))
      .slice(0, 1)
      .map(permit => liftBy(identity, permit, 'take its permissions boundary away, or widen it'))
    const does = `change ${identity.boundary.name}, its permissions boundary`
    const rewritten = versionPermits(identity, identity.boundary, powers).map(({ permit, hangsOn }) =>
      liftBy(identity, permit, does, hangsOn),
    )
    const [least] = [...away, ...rewritten].toSorted(
      (one, other) => openness(one.terms) - openness(other.terms),
    )
    return least === undefined ? [] : [least]
  })
}

function liftBy(identity: Identity, permit: Permit, does: string, hangsOn: readonly Unknown[] = []): Lift {
  const says = `${calledIdentity(identity)} can ${does} (${told(permit)})`
  const at = permit.steps[0]?.at ?? identity.at
  const terms = joinedTerms(permit, { ...noTerms, hangsOn })
  return { identity, terms, step: { kind: 'lift-boundary', says, at } }
}

/** What its other policies let it do with a key then. */
export function byLift(world: World, key: Key, { identity, terms, step }: Lift): readonly Way[] {
  const { boundary: _, ...free } = identity
  const principal = principalOf(identity)
  return permitsBetween(supposing(world, free), principal, guardedKey(world, key)).map(permit => ({
    principal,
    address: identity.address,
    via: 'lift-boundary',
    actions: permit.actions,
    ...joinedTerms(terms, permit),
    steps: [step, ...permit.steps],
  }))
}
