import { sameAccount } from '../../model/account.ts'
import type { Identity, IdentityPolicy } from '../../model/identity.ts'
import { isUnknown } from '../../model/unknown.ts'
import { factsOfPrincipal } from '../facts.ts'
import { opinionOf, speakerOf } from '../opinion.ts'
import { refusedByOrganization, withinOrganization } from '../organization-limits.ts'
import { after, doubted, simplified, within, type Permit } from '../permit.ts'
import { isContradiction } from '../satisfiable.ts'
import { principalOf } from '../shared-accesses.ts'
import { callerIn, type World } from '../world.ts'
import type { Aim } from './aims.ts'
import { openness } from './terms.ts'

/**
 * All that the policies of an identity allow it to do to something of its own account (IAM User Guide, "Policy
 * evaluation logic"). What cannot be read of a policy may take something away, and is no way of its own: a report
 * tells of it once, as a blind spot, instead of once for each role that it could lead to. The least open first.
 */
export function permitsOn(world: World, identity: Identity, aim: Aim): readonly Permit[] {
  const { account } = aim.whole
  const isOwn = sameAccount(identity.account, account)
  if (isOwn === 'no') return []
  const principal = principalOf(identity)
  const { caller } = callerIn(world, principal)
  const facts = factsOfPrincipal(principal, undefined)
  const { boundary, policies } = identity
  const speaker = (policy: IdentityPolicy) => speakerOf(policy, identity.at)
  const allows = policies.flatMap(
    policy => opinionOf({ ...speaker(policy), holes: [] }, facts, aim.some).allows,
  )
  if (allows.length === 0) return []
  const limits = boundary === undefined ? [] : [boundary]
  const refusals = [
    ...[...policies, ...limits].flatMap(policy => opinionOf(speaker(policy), facts, aim.whole).refuses),
    ...refusedByOrganization(world, { caller, facts }, { account, inIam: aim.whole }),
  ]
  const limited = limits.reduce<readonly Permit[]>(
    (permits, limit) => within(permits, simplified(opinionOf(speaker(limit), facts, aim.some).allows)),
    simplified(allows),
  )
  return refusals
    .reduce<readonly Permit[]>(after, limited)
    .flatMap(permit => withinOrganization(world, { caller, facts }, aim.some, permit))
    .filter(permit => !isContradiction(permit))
    .map(permit =>
      isOwn === 'yes' ? permit : doubted(permit, [identity.account, account].filter(isUnknown)),
    )
    .toSorted((one, another) => openness(one) - openness(another))
}

/** For people, the statements that allow: `inline policy "deploy" of role/Ci, statement 1`. */
export function told({ steps }: Pick<Permit, 'steps'>): string {
  return steps.map(({ says }) => says.replace(/, allows$/, '')).join('; ')
}
