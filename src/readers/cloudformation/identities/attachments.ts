import type { Unknown } from '../../../model/unknown.ts'
import type { Declared } from '../declared.ts'
import { hanging, showHolder, type Held, type HolderKind } from './holder.ts'
import type { Holders } from './holders.ts'
import { holdersMeant } from './holders-meant.ts'
import { managedPolicyType, policiesMeant, type PolicyIndex } from './managed-policies.ts'

/** Which properties name whom. */
export type Attachment = readonly (readonly [property: string, kind: HolderKind])[]

/** How `AWS::IAM::Policy` and `AWS::IAM::ManagedPolicy` name whom they are attached to. */
export const rolesUsersGroups: Attachment = [
  ['Roles', 'role'],
  ['Users', 'user'],
  ['Groups', 'group'],
]

/**
 * Hangs managed policies on those whom they name themselves, and on those that list them; tells of those that name
 * nobody who is told.
 */
export function attachPolicies(holders: Holders, index: PolicyIndex): readonly Unknown[] {
  for (const { resource, held } of holders.all) {
    if (resource === undefined) continue
    for (const policy of policiesMeant(index, resource, 'ManagedPolicyArns')) held.push(policy)
  }
  return holders.reading.declared.flatMap(resource => {
    const policy = resource.type === managedPolicyType ? index.known.get(resource.id) : undefined
    return policy === undefined ? [] : hang(holders, resource, rolesUsersGroups, () => [policy])
  })
}

/** Hangs policies on whom a resource names; tells when it can be somebody else. */
export function hang(
  holders: Holders,
  resource: Declared,
  whom: Attachment,
  policiesOf: (whose: string) => readonly Held[],
): readonly Unknown[] {
  return whom.flatMap(([property, kind]) => {
    const meant = holdersMeant(holders, resource, property, kind)
    for (const { holder, hangsOn } of meant.holders)
      for (const policy of policiesOf(showHolder(holder))) holder.held.push(hanging(policy, hangsOn))
    if (meant.open === undefined) return []
    holders.open.add(kind)
    for (const policy of policiesOf(`the ${kind} of ${resource.id}`)) holders.loose.push(policy)
    return [meant.open]
  })
}
