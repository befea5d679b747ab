import { includes } from '../../model/action-set.ts'
import { accountOfPrincipal, type Principal } from '../../model/principal.ts'
import type { PolicyDocument, Statement } from '../../model/statement.ts'
import type { Text } from '../../model/text.ts'
import { isUnknown } from '../../model/unknown.ts'
import { action, coverOf } from '../../policy/actions.ts'

/**
 * The accounts that a document names in principals, resources and conditions: in ARNs and as bare ids. None where it
 * also admits an account that is not known: that may be its own, and the others are then foreign ones.
 */
export function accountsNamedIn(document: PolicyDocument): ReadonlySet<string> {
  const found = new Set<string>()
  if (document.statements.some(admitsUnknownAccount)) return found
  for (const { principals, resources, conditions } of document.statements) {
    for (const { principal } of principals?.items ?? []) add(found, accountIn(principal))
    for (const { text } of resources?.items ?? []) add(found, accountInText(text))
    for (const { values } of conditions) for (const value of values) add(found, accountInText(value))
  }
  return found
}

const putKeyPolicy = action('kms:PutKeyPolicy')

/**
 * The accounts that a key policy lets change it. Of another account nobody ever can (Developer Guide, "Allowing users in
 * other accounts to use a KMS key"), and AWS refuses a policy that does not let its own caller (API Reference,
 * PutKeyPolicy, BypassPolicyLockoutSafetyCheck). None where an account that is not known is among them.
 */
export function accountsManaging({ statements }: PolicyDocument): ReadonlySet<string> {
  const managing = statements.filter(
    ({ effect, actions }) => effect === 'Allow' && includes(coverOf(actions).must, putKeyPolicy),
  )
  const found = new Set<string>()
  if (managing.some(admitsUnknownAccount)) return found
  for (const { principals } of managing) {
    if (principals?.negated !== false) continue
    for (const { principal } of principals.items) add(found, accountIn(principal))
  }
  return found
}

function admitsUnknownAccount({ principals }: Statement): boolean {
  return (principals?.items ?? []).some(
    ({ principal }) => principal.kind === 'account' && isUnknown(principal.account),
  )
}

function add(found: Set<string>, account: string | undefined): void {
  if (account !== undefined) found.add(account)
}

function accountIn(principal: Principal): string | undefined {
  if (principal.kind === 'unusable') return accountInText(principal.written)
  const account = accountOfPrincipal(principal)
  return account === undefined || isUnknown(account) ? undefined : account
}

function accountInText([start, ...more]: Text): string | undefined {
  if (typeof start !== 'string') return undefined
  if (more.length === 0 && /^\d{12}$/.test(start)) return start
  return /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(start)?.[1]
}
