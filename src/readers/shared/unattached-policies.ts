import type { Identity, IdentityPolicy } from '../../model/identity.ts'

/**
 * Those of some policies that none of the identities has: managed ones without attachment, those of groups without
 * members, and those of which it is not told whose they are. A policy that is somebody's boundary gives nothing and is
 * none of them.
 */
export function unattachedPolicies(
  policies: readonly IdentityPolicy[],
  identities: readonly Identity[],
): readonly IdentityPolicy[] {
  if (policies.length === 0) return []
  const held = identities.flatMap(identity =>
    identity.boundary === undefined ? identity.policies : [...identity.policies, identity.boundary],
  )
  const known = new Set(held.map(({ document }) => document))
  const found = new Map(policies.map(policy => [policy.document, policy]))
  return [...found.values()].filter(({ document }) => !known.has(document))
}
