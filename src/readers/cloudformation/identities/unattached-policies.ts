import type { Identity, IdentityPolicy } from '../../../model/identity.ts'
import type { Holders } from './holders.ts'
import type { PolicyIndex } from './managed-policies.ts'

/**
 * The policies that none of the identities has: managed ones without attachment, those of groups without members, and
 * those of which it is not told whose they are. A policy that is somebody's boundary gives nothing and is none of them.
 */
export function unattachedPolicies(
  index: PolicyIndex,
  holders: Holders,
  identities: readonly Identity[],
): readonly IdentityPolicy[] {
  const held = identities.flatMap(({ policies, boundary }) =>
    boundary === undefined ? policies : [...policies, boundary],
  )
  const known = new Set(held.map(({ document }) => document))
  const ofGroups = holders.all.flatMap(holder => (holder.kind === 'group' ? holder.held : []))
  const all = [...index.known.values(), ...ofGroups, ...holders.loose]
  const found = new Map(all.map(({ policy }) => [policy.document, policy]))
  return [...found.values()].filter(({ document }) => !known.has(document))
}
