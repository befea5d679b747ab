import type { Account } from '../../model/account.ts'
import type { Inventory } from '../../model/inventory.ts'
import type { PlannedChanges } from '../../model/planned-changes.ts'
import { isUnknown, type Unknown } from '../../model/unknown.ts'
import type { ManagedPolicies } from '../../policy/managed-policies.ts'
import { accountsNamedIn } from '../shared/named-accounts.ts'
import { readAliases } from './aliases.ts'
import { documentOf } from './documents.ts'
import type { Stack } from './evaluate/stack.ts'
import { changesSince, stays } from './identities/changes-since.ts'
import { readIdentities } from './identities/identities.ts'
import { keyTypes, readKey } from './keys.ts'
import { readOrganizationPolicies } from './organization-policies.ts'
import { openStack, type StackReading } from './reading.ts'
import { entriesOf, itemsOf, type Tree } from './syntax/tree.ts'
import { readUses } from './uses/uses.ts'

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
  const changes = before === undefined ? planned : changesSince({ before, after: reading, managed }, planned)
  return {
    inventory: {
      ...identities,
      keys: reading.declared
        .filter(({ type }) => keyTypes.includes(type))
        .map(key => readKey(reading, key, aliases)),
      aliases: aliases.list,
      grants: [],
      uses: readUses(reading),
      organizationPolicies: readOrganizationPolicies(reading, existed),
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

/**
 * The account of a stack that nothing else tells: the only one that the policies of its keys name, as it is assumed for
 * plans too. None where one of them, or a condition, speaks of `AWS::AccountId`: what is named beside it may be another.
 */
export function assumedAccount(stack: Stack): Account | undefined {
  const { account, template } = stack
  if (!isUnknown(account) || namesOwnAccount(template.conditions)) return undefined
  const found = new Set<string>()
  for (const key of openStack(stack).declared) {
    if (!keyTypes.includes(key.type)) continue
    const { document } = documentOf(key, 'KeyPolicy')
    if (document === undefined) continue
    if (holds(document.statements, account)) return undefined
    for (const named of accountsNamedIn(document)) found.add(named)
  }
  const [only, ...others] = found
  return others.length > 0 ? undefined : only
}

/** What is made of the account, as a value of a map is, stands at the same address. */
function holds(value: unknown, account: Unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  // A principal that is not told is of the kind of a hole, and has its hole within.
  if (isUnknown(value) && !('unknown' in value)) return value.at.address === account.at.address
  return Object.values(value).some(part => holds(part, account))
}

function namesOwnAccount(conditions: ReadonlyMap<string, Tree>): boolean {
  return [...conditions.values()].some(function names(tree: Tree): boolean {
    if (tree.kind === 'scalar') return tree.text.includes('AWS::AccountId')
    return itemsOf(tree).some(names) || entriesOf(tree).some(([, { value }]) => names(value))
  })
}
