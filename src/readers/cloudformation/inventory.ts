import type { Inventory } from '../../model/inventory.ts'
import type { PlannedChanges } from '../../model/planned-changes.ts'
import type { ManagedPolicies } from '../../policy/managed-policies.ts'
import { readAliases } from './aliases.ts'
import { readEndpoints } from './endpoints.ts'
import { changesSince, stays } from './identities/changes-since.ts'
import { readIdentities } from './identities/identities.ts'
import { referencesIn } from './key-referrers.ts'
import { keyTypes, readKey } from './keys.ts'
import { readOrganizationPolicies } from './organization-policies.ts'
import type { StackReading } from './reading.ts'
import { readEncryptable, readUses } from './uses/uses.ts'

/** What a stack holds of the world of KMS, as it will be once it is created. */
export interface StackInventory {
  readonly inventory: Inventory
  readonly changes: PlannedChanges
  /** How many resources of each type bear on access and are not judged. */
  readonly notJudged: Readonly<Record<string, number>>
}

/** Reads a stack: as one that is created, or as an update of what it was `before`. */
export function readStack(
  reading: StackReading,
  managed: ManagedPolicies,
  before?: StackReading,
): StackInventory {
  const existed = (id: string): boolean => before !== undefined && stays({ before, after: reading }, id)
  const aliases = readAliases(reading, existed)
  const { changes: planned, ...identities } = readIdentities(reading, managed, existed)
  const endpoints = readEndpoints(reading)
  const encryptable = readEncryptable(reading)
  const isReferenced = referencesIn(reading)
  const changes = before === undefined ? planned : changesSince({ before, after: reading, managed }, planned)
  return {
    inventory: {
      ...identities,
      keys: reading.declared
        .filter(({ type }) => keyTypes.includes(type))
        .map(key => readKey(reading, key, aliases, isReferenced)),
      aliases: aliases.list,
      grants: [],
      uses: readUses(reading),
      organizationPolicies: readOrganizationPolicies(reading, existed),
      ...(encryptable.length === 0 ? {} : { encryptable }),
      ...(endpoints.length === 0 ? {} : { endpoints }),
    },
    changes,
    notJudged: countNotJudged(reading.declared),
  }
}

/** Permissions that AWS IAM Identity Center hands out: which roles they become is told nowhere in a template. */
const notJudged: ReadonlySet<string> = new Set(['AWS::SSO::PermissionSet'])

function countNotJudged(declared: readonly { readonly type: string }[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { type } of declared) if (notJudged.has(type)) counts[type] = (counts[type] ?? 0) + 1
  return counts
}
