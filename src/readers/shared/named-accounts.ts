import { accountOfPrincipal, type Principal } from '../../model/principal.ts'
import type { PolicyDocument, Statement } from '../../model/statement.ts'
import type { Text } from '../../model/text.ts'
import { isUnknown } from '../../model/unknown.ts'

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
