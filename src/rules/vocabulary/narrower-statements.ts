import { overlaps, difference, noActions, type ActionSet } from '../../model/action-set.ts'
import type { KeyPolicyAccess } from '../../model/access.ts'
import type { Statement } from '../../model/statement.ts'
import { literal } from '../../model/text.ts'
import { action, iamCatalogue, keyActions } from '../../policy/actions.ts'
import type { Correction } from '../correction.ts'
import { isSameAccount } from '../outsiders.ts'
import { setApart, type Sorts } from '../statement-parts.ts'
import type { HeldPermission, PolicyStatement, World } from '../word.ts'
import { accountOfPrincipal } from '../../model/principal.ts'
import { aliasActions } from './aliases.ts'
import { instead, withCondition, withConditions, withPrincipal, withResources } from './corrections.ts'
import { leavesAccountOpen } from './foreign-keys.ts'
import { guideAsksForNoSource, sourceIsNotSent } from './service-sources.ts'

const createGrant = action('kms:CreateGrant')
const createKey = action('kms:CreateKey')

/** The statement with grants for AWS services alone, as AWS's own key policies have it. */
export function withGuardedGrants({ statement }: Pick<HeldPermission, 'statement'>): Correction | undefined {
  return setApart(statement, among(createGrant), part =>
    withCondition(part, 'Bool', 'kms:GrantIsForAWSResource', 'true'),
  )
}

/** The same for principals of the key's own account: others create grants for a role of theirs, which no service is. */
export function withGuardedGrantsOfOwn(access: KeyPolicyAccess): Correction | undefined {
  const account = accountOfPrincipal(access.principal)
  const isOwn = account !== undefined && isSameAccount(account, access.key.account).is === 'yes'
  return isOwn ? withGuardedGrants(access) : undefined
}

/** The statement with the creation of symmetric keys alone, and under AWS's lockout check. */
export function withLimitedKeys({ statement }: PolicyStatement): Correction | undefined {
  return setApart(statement, among(createKey), part =>
    withConditions(part, [
      ['StringEquals', 'kms:KeySpec', 'SYMMETRIC_DEFAULT'],
      ['Bool', 'kms:BypassPolicyLockoutSafetyCheck', 'false'],
    ]),
  )
}

/**
 * The statement with the keys of the account of those who have it in the place of all keys of the world. Actions of other
 * services, and those that have no key as their resource, stay as they are.
 */
export function onOwnKeys({ statement, holders, policy }: HeldPermission): Correction | undefined {
  const { resources } = statement
  const [{ account, arn }] = holders
  const isOne = typeof account === 'string' && holders.every(holder => holder.account === account)
  const isOpen =
    resources?.negated === false && resources.items.every(item => leavesAccountOpen(item) === 'yes')
  if (!isOne || !isOpen || policy.ofAws === true) return undefined
  const [, partition = 'aws'] = (literal(arn) ?? '').split(':')
  return setApart(statement, among(difference(keyActions, aliasActions)), part =>
    withResources(part, [`arn:${partition}:kms:*:${account}:key/*`]),
  )
}

/** The account as principal in the place of everybody in it, so that IAM policies decide. */
export function byAccountAlone({ statement, principal }: KeyPolicyAccess): Correction | undefined {
  const isEverybody = statement.principals?.items.length === 1 && !statement.principals.negated
  if (principal.kind !== 'everyone-of-account' || !isEverybody) return undefined
  const { account } = principal
  if (typeof account !== 'string') return undefined
  return instead(statement, withPrincipal(statement, { AWS: `arn:aws:iam::${account}:root` }))
}

/** By the service, what it tells KMS of whom it acts for, and how the own account stands in it. */
const sent: readonly (readonly [RegExp, (account: string) => readonly [string, string, string]])[] = [
  [/^logs\./, account => ['ArnLike', 'kms:EncryptionContext:aws:logs:arn', `arn:aws:logs:*:${account}:*`]],
  [/^(?:s3|config|dnssec-route53)\./, account => ['StringEquals', 'aws:SourceAccount', account]],
  [/^sns\./, account => ['ArnLike', 'aws:SourceArn', `arn:aws:sns:*:${account}:*`]],
]

/** The statement for resources of the key's own account, where its services are known to tell KMS of them. */
export function forOwnResources(access: KeyPolicyAccess, world: World): Correction | undefined {
  const { statement, key } = access
  // Asking for what a service does not send stops it.
  const isSent = [sourceIsNotSent, guideAsksForNoSource].every(word => word.ask(access, world).is === 'no')
  const { principals } = statement
  const { account } = key
  if (!isSent || typeof account !== 'string' || principals?.negated !== false) return undefined
  const told = principals.items.map(({ principal }) =>
    principal.kind === 'service'
      ? sent.find(([name]) => name.test(literal(principal.name) ?? ''))
      : undefined,
  )
  const [first] = told
  if (first === undefined || told.some(one => one !== first)) return undefined
  return instead(statement, withCondition(statement, ...first[1](account)))
}

/** Whether an action, as it is written, is among these: a pattern such as `kms:*` may be so in part. */
function among(wanted: ActionSet): Sorts {
  return name => {
    const { may } = iamCatalogue.coverOf(listOf(name))
    if (!overlaps(may, wanted)) return 'no'
    return difference(may, wanted) === noActions && /^kms:/i.test(name) ? 'yes' : 'unknown'
  }
}

const nowhere = { file: '', address: '', pointer: '' }

function listOf(name: string): NonNullable<Statement['actions']> {
  return { negated: false, items: [{ text: [name], at: nowhere }], at: nowhere }
}
