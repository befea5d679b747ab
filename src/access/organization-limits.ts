import { groupedBy } from '../model/grouped-by.ts'
import type { OrganizationPolicy } from '../model/organization.ts'
import { accountOfPrincipal } from '../model/principal.ts'
import type { Facts } from './facts.ts'
import type { Guarded } from './guarded.ts'
import type { Caller } from './naming.ts'
import { opinionOf, type Speaker } from './opinion.ts'
import { simplified, within, type Permit, type Refusal } from './permit.ts'
import type { Target } from './target.ts'
import { isServiceLinked, policiesOver, type World } from './world.ts'

/** Somebody whom an organization may limit, with what each of its requests carries. */
interface Limited {
  readonly caller: Caller
  readonly facts: Facts
}

/** What the organizations of a guarded thing's and of the caller's account deny. */
export function refusedByOrganization(
  world: World,
  { caller, facts }: Limited,
  { account, inIam }: Pick<Guarded, 'account' | 'inIam'>,
): readonly Refusal[] {
  if (isServiceLinked(caller.principal, caller.roleArn)) return []
  return [...policiesOver(world, 'rcp', account), ...scpsOver(world, caller)].flatMap(
    policy => opinionOf(speakerOf(policy), facts, inIam).refuses,
  )
}

function scpsOver(world: World, { principal }: Caller): readonly OrganizationPolicy[] {
  const account = accountOfPrincipal(principal)
  return account === undefined ? [] : policiesOver(world, 'scp', account)
}

/** Each level of service control policies must allow. */
export function withinOrganization(
  world: World,
  { caller, facts }: Limited,
  target: Target,
  permit: Permit,
): readonly Permit[] {
  if (isServiceLinked(caller.principal, caller.roleArn)) return [permit]
  const placed = scpsOver(world, caller).filter(({ level }) => level !== undefined)
  const levels = groupedBy(placed, ({ level = '' }) => level)
  return [...levels.values()].reduce<readonly Permit[]>(
    (permits, level) => {
      const allows = level.flatMap(policy => opinionOf(speakerOf(policy), facts, target).allows)
      return within(permits, simplified(allows))
    },
    [permit],
  )
}

function speakerOf({ name, document, hangsOn }: OrganizationPolicy): Speaker {
  const { statements, holes, at } = document
  return { kind: 'organization-policy', name, statements, holes, at, hangsOn }
}
