import type { Account } from './account.ts'
import { showText, text, type Text } from './text.ts'
import { isUnknown, type Unknown } from './unknown.ts'

/**
 * Who calls, or who a statement admits. The first four are classes without a name of their own,
 * left over when a statement for `*` is narrowed by its conditions.
 */
export type Principal =
  /** Any principal of any AWS account. */
  | { readonly kind: 'everyone' }
  /** Every principal of one account, directly: in the key's own account no IAM policy is needed. */
  | { readonly kind: 'everyone-of-account'; readonly account: Account }
  /** Every principal of an organization (`o-…`). */
  | { readonly kind: 'everyone-of-organization'; readonly organization: Text }
  /** Anyone whose request comes from this network: a VPC, an endpoint, an address range. */
  | { readonly kind: 'everyone-from-network'; readonly network: Text }
  /** The principals whose ARN matches, directly: left over when `aws:PrincipalArn` narrows `*`. */
  | { readonly kind: 'principals-like'; readonly pattern: Text; readonly account: Account }
  /** An account as `arn:aws:iam::ACCT:root` or its bare id: its IAM policies decide, and its root user. */
  | { readonly kind: 'account'; readonly account: Account }
  /** Only the root user of an account. */
  | { readonly kind: 'root-user'; readonly account: Account }
  | { readonly kind: 'role' | 'user'; readonly arn: Text; readonly account: Account }
  | { readonly kind: 'session' | 'federated-user'; readonly arn: Text; readonly account: Account }
  | { readonly kind: 'service'; readonly name: Text }
  /** Any AWS service that acts for this owner: left over when `aws:SourceAccount` and its like narrow `*`. */
  | { readonly kind: 'services-for'; readonly owner: Text }
  /** `AIDA…`, `AROA…`: the id of a user or role, which a namesake created later does not inherit. */
  | { readonly kind: 'unique-id'; readonly id: string }
  /** An identity provider: a caller of `sts:AssumeRoleWithSAML` and its like, in trust policies alone. */
  | { readonly kind: 'federated'; readonly provider: Text }
  /** A form that a key policy refuses or that matches nobody: a group, a federated provider, `role/*`. */
  | { readonly kind: 'unusable'; readonly written: Text; readonly why: string }
  /** Somebody; of this account, where that much is known. */
  | { readonly kind: 'unknown'; readonly unknown: Unknown; readonly account?: Account }

/** The account that a principal belongs to; nothing for classes, services and ids. */
export function accountOfPrincipal(principal: Principal): Account | undefined {
  return 'account' in principal ? principal.account : undefined
}

const classes: ReadonlySet<Principal['kind']> = new Set([
  'everyone',
  'everyone-of-account',
  'everyone-of-organization',
  'everyone-from-network',
  'principals-like',
  'unknown',
] as const)

/** Whether it stands for many, or may: a class of callers, or somebody unknown. */
export function isClass({ kind }: Principal): boolean {
  return classes.has(kind)
}

/** Whether it is somebody with a name, and no class of callers. */
export function isNamed({ kind }: Principal): boolean {
  return ['role', 'user', 'session', 'federated-user', 'root-user', 'service'].includes(kind)
}

/** As AWS writes it: an ARN, `*`, a service, an account as its root ARN. Equal for equal principals. */
export function principalId(principal: Principal): string {
  if ('arn' in principal) return showText(principal.arn)
  switch (principal.kind) {
    case 'everyone':
      return '*'
    case 'everyone-of-account':
      return showText(text('arn:aws:iam::', principal.account, ':*'))
    case 'everyone-of-organization':
      return showText(principal.organization)
    case 'everyone-from-network':
      return showText(principal.network)
    case 'principals-like':
      return showText(principal.pattern)
    case 'account':
      return showText(text('arn:aws:iam::', principal.account, ':root'))
    case 'root-user':
      return `${showText(text('arn:aws:iam::', principal.account, ':root'))} (root user)`
    case 'service':
      return showText(principal.name)
    case 'services-for':
      return `services for ${showText(principal.owner)}`
    case 'unique-id':
      return principal.id
    case 'federated':
      return showText(principal.provider)
    case 'unusable':
      return showText(principal.written)
    case 'unknown':
      return `\${${principal.unknown.name}}`
  }
}

/** In words, to begin a sentence that goes on with "can …". */
export function showPrincipal(principal: Principal): string {
  if ('arn' in principal) return showText(principal.arn)
  switch (principal.kind) {
    case 'everyone':
      return 'any principal of any AWS account'
    case 'everyone-of-account':
      return `every principal of ${showAccount(principal.account)}`
    case 'everyone-of-organization':
      return `every principal of organization ${showText(principal.organization)}`
    case 'everyone-from-network':
      return `anyone who calls from ${showText(principal.network)}`
    case 'principals-like':
      return `every principal that matches ${showText(principal.pattern)}`
    case 'account':
      return showAccount(principal.account)
    case 'root-user':
      return `the root user of ${showAccount(principal.account)}`
    case 'service':
      return `the service ${showText(principal.name)}`
    case 'services-for':
      return `any AWS service acting for ${showText(principal.owner)}`
    case 'unique-id':
      return `the user or role with id ${principal.id}`
    case 'federated':
      return `identity provider ${showText(principal.provider)}`
    case 'unusable':
      return showText(principal.written)
    case 'unknown':
      return `a principal that is not known yet (${principal.unknown.name})`
  }
}

/** An account in words: `account 111122223333`. */
export function showAccount(account: Account): string {
  if (!isUnknown(account)) return `account ${account}`
  return account.name.startsWith('the account ') ? account.name : `account ${account.name}`
}
