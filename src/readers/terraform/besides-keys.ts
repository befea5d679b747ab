import type { ManagedPolicies } from '../../policy/managed-policies.ts'
import { plannedChanges } from './changes/planned-changes.ts'
import { readEndpoints } from './endpoints.ts'
import { readGrants } from './grants.ts'
import { readIdentities } from './identities.ts'
import type { ReadBesides } from './inventory.ts'
import { readOrganizationPolicies } from './organization-policies.ts'
import { readEncryptable, readUses } from './uses/uses.ts'

/** Reads identities, grants, organization policies and uses; `managed` looks up the policies that AWS manages. */
export function besidesKeys(managed: ManagedPolicies): ReadBesides {
  return (reading, names) => {
    const { read, ...who } = readIdentities(reading, managed)
    const endpoints = readEndpoints(reading)
    const encryptable = readEncryptable(reading)
    return {
      inventory: {
        ...who,
        grants: readGrants(reading, names),
        uses: readUses(reading, names),
        organizationPolicies: readOrganizationPolicies(reading),
        ...(encryptable.length === 0 ? {} : { encryptable }),
        ...(endpoints.length === 0 ? {} : { endpoints }),
      },
      changes: plannedChanges(reading, names, read),
    }
  }
}
