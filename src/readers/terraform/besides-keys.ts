import type { ManagedPolicies } from '../../policy/managed-policies.ts'
import { plannedChanges } from './changes/planned-changes.ts'
import { readGrants } from './grants.ts'
import { readIdentities } from './identities.ts'
import type { ReadBesides } from './inventory.ts'
import { readOrganizationPolicies } from './organization-policies.ts'
import { readUses } from './uses/uses.ts'

/** Reads identities, grants, organization policies and uses; `managed` looks up the policies that AWS manages. */
export function besidesKeys(managed: ManagedPolicies): ReadBesides {
  return (reading, names) => {
    const { read, ...who } = readIdentities(reading, managed)
    return {
      inventory: {
        ...who,
        grants: readGrants(reading, names),
        uses: readUses(reading, names),
        organizationPolicies: readOrganizationPolicies(reading),
      },
      changes: plannedChanges(reading, names, read),
    }
  }
}
