import type { Via } from '../../model/access.ts'
import type { Identity } from '../../model/identity.ts'
import { once } from '../../model/once.ts'
import { guardedRole } from '../guarded.ts'
import { principalOf } from '../shared-accesses.ts'
import type { World } from '../world.ts'
import { aimAt } from './aims.ts'
import { calledIdentity, type Approach, type Link } from './approach.ts'
import { identityActions } from './identity-actions.ts'
import { told } from './permits.ts'
import type { Powers } from './powers.ts'
import { permitsBetween, supposedPolicy } from './supposing.ts'
import { joinedTerms, type Terms } from './terms.ts'

const updateTrust = identityActions('iam:UpdateAssumeRolePolicy')
const makeCredentials = identityActions(
  'iam:CreateAccessKey',
  'iam:CreateLoginProfile',
  'iam:UpdateLoginProfile',
)

/** Who can have a role trust them, and then assume it (IAM API Reference, UpdateAssumeRolePolicy). */
export function trustChangers(world: World, role: Identity, powers: Powers): readonly Approach[] {
  return powers.over(role, updateTrust).map(identity =>
    approach('change-trust-policy', identity, () => {
      const [change] = powers.permits(identity, updateTrust, aimAt(role))
      if (change === undefined) return []
      const [assuming] = assumingOnceTrusted(world, role, identity)
      if (assuming === undefined) return []
      const says = `${calledIdentity(identity)} can have ${role.address} trust it, and assume it (${told(change)})`
      const at = change.steps[0]?.at ?? identity.at
      return [{ ...joinedTerms(change, assuming), steps: [{ kind: 'change-trust-policy', says, at }] }]
    }),
  )
}

/** Who can make an access key or a password of a user (IAM API Reference, CreateAccessKey, CreateLoginProfile). */
export function userTakers(user: Identity, powers: Powers): readonly Approach[] {
  return powers.over(user, makeCredentials).map(identity =>
    approach('take-over-user', identity, () => {
      const [permit] = powers.permits(identity, makeCredentials, aimAt(user))
      if (permit === undefined) return []
      const says = `${calledIdentity(identity)} can make credentials of ${user.address} (${told(permit)})`
      const at = permit.steps[0]?.at ?? identity.at
      return [{ ...permit, steps: [{ kind: 'take-over-user', says, at }] }]
    }),
  )
}

function approach(via: Via, identity: Identity, links: () => readonly Link[]): Approach {
  return { via, principal: principalOf(identity), address: identity.address, links: once(links) }
}

/** What may still stop it then: a Deny, a boundary, the organization. */
function assumingOnceTrusted(world: World, role: Identity, identity: Identity): readonly Terms[] {
  const principal = principalOf(identity)
  const trust = supposedPolicy('sts:AssumeRole', principal)
  return permitsBetween(world, principal, guardedRole({ ...role, trust }))
}
