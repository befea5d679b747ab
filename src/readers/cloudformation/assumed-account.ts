import type { Account } from '../../model/account.ts'
import { isUnknown, type Unknown } from '../../model/unknown.ts'
import { accountsManaging, accountsNamedIn } from '../shared/named-accounts.ts'
import { documentOf } from './documents.ts'
import { property, type Declared } from './declared.ts'
import { keyTypes } from './keys.ts'
import type { StackReading } from './reading.ts'
import { entriesOf, itemsOf, type Tree } from './syntax/tree.ts'

/**
 * The account of a stack that nothing else tells: the only one that the policies of its keys name, or else the only one
 * that they let change them, as it is assumed for plans too. Where one of them, or a condition, speaks of
 * `AWS::AccountId`, what is named beside it may be another.
 */
export function assumedAccount({ stack, declared }: StackReading): Account | undefined {
  const { account, template } = stack
  if (!isUnknown(account) || namesOwnAccount(template.conditions)) return undefined
  const keys = declared.filter(({ type }) => keyTypes.includes(type))
  const documents = keys.flatMap(key => documentOf(key, 'KeyPolicy').document ?? [])
  const named = documents.some(({ statements }) => holds(statements, account))
    ? undefined
    : onlyOf(documents.flatMap(document => [...accountsNamedIn(document)]))
  return named ?? onlyOf(keys.flatMap(managersOf))
}

function managersOf(key: Declared): readonly string[] {
  const bypass = property(key, 'BypassPolicyLockoutSafetyCheck')
  const { document } = documentOf(key, 'KeyPolicy')
  return document === undefined || bypass !== undefined ? [] : [...accountsManaging(document)]
}

function onlyOf(accounts: readonly string[]): string | undefined {
  const [only, ...others] = new Set(accounts)
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
