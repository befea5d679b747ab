import type { Account } from '../model/account.ts'
import { accountOf } from '../model/account.ts'
import type { Principal } from '../model/principal.ts'
import type { Condition } from '../model/statement.ts'
import { literal, showText, text, type Text } from '../model/text.ts'
import { isUnknown, type Unknown } from '../model/unknown.ts'
import { parseArn } from '../policy/arn.ts'
import { awsPrincipal } from '../policy/principals.ts'
import { isFilledByCall, isVariable } from '../policy/variables.ts'
import { hasWildcard } from '../policy/wildcard.ts'
import { meaningOf } from './condition-keys.ts'
import { narrows, open, type Effect } from './effect.ts'
import { asksForValue, isPattern } from './operators.ts'
import { isPublicRange } from './public-range.ts'

/** What one value leaves of everyone: nobody, these callers, still everyone, or it cannot be told. */
type Remainder = 'nobody' | 'everyone' | Principal | Unknown

/**
 * What is left of "any principal of any AWS account" under one condition. Only keys that a foreign caller
 * cannot set narrow it, and only with a positive operator and a value that is literal in its account or
 * organization part (Developer Guide, "Condition keys for AWS KMS").
 */
export function narrowEveryone(condition: Condition): Effect {
  if (!asksForValue(condition)) return open
  const remainders = condition.values.map(value => remainderOf(condition, value))
  if (remainders.includes('everyone')) return open
  const holes = remainders.filter(isDoubt)
  if (holes.length > 0) return { is: 'unknown', hangsOn: holes }
  return narrows(remainders.filter(isWho))
}

/** Tells a hole that hides who is left from a principal that is left and not known. */
export function isDoubt(left: Remainder): left is Unknown {
  return typeof left === 'object' && 'reason' in left
}

function isWho(left: Remainder): left is Principal {
  return typeof left === 'object' && !isDoubt(left)
}

/** What one value of a positive condition leaves of everyone. */
export function remainderOf(condition: Condition, value: Text): Remainder {
  if (isOfOtherType(condition)) return byOtherType(condition)
  switch (meaningOf(condition.key)) {
    case 'principal-arn':
      return byPrincipalArn(condition, value)
    case 'user-id':
      return byUserId(condition, value)
    case 'account':
      return byAccount(condition, value)
    case 'organization':
      return byOrganization(condition, value)
    case 'network':
      return byNetwork(condition, value)
    case 'service-owner':
      return byServiceOwner(condition, value)
    default:
      return 'everyone'
  }
}

function isOfOtherType({ operator, key }: Condition): boolean {
  const isAddress = operator === 'IpAddress' && key.toLowerCase() === 'aws:sourceip'
  return !isAddress && !/^(?:String|Arn)/.test(operator)
}

/** How AWS compares an account or an ARN with a number or a date is not documented. */
function byOtherType(condition: Condition): Remainder {
  const tellsWho = !['principal-type', 'is-service'].includes(meaningOf(condition.key))
  return tellsWho
    ? undecided(condition, `how AWS compares ${condition.key} by ${condition.operator}`)
    : 'everyone'
}

/** A value with wildcards of its own under an operator that takes them literally equals nothing real. */
function matchesNothing(condition: Condition, value: Text): boolean {
  return !isPattern(condition) && hasWildcard(value)
}

/** A hole under an operator with wildcards may become `*`, and a policy variable whatever the caller is. */
function mayBecomeAnything(condition: Condition, value: Text): Unknown | undefined {
  return value.find(
    (part): part is Unknown =>
      isUnknown(part) && (isFilledByCall(part) || (isPattern(condition) && part.shape === 'anything')),
  )
}

/** The principals that `aws:PrincipalArn` leaves, when the account in the value is literal. */
function byPrincipalArn(condition: Condition, value: Text): Remainder {
  if (matchesNothing(condition, value)) return 'nobody'
  const [only] = value
  if (value.length === 1 && isUnknown(only)) {
    return only.shape === 'arn' ? { kind: 'unknown', unknown: only } : only
  }
  const part = accountInArnPattern(condition, value)
  if (part === undefined) return shortPattern(condition, value)
  if (part === 'wildcard') return 'everyone'
  if (isUnknown(part.account) && isFilledByCall(part.account)) return part.account
  if (hasWildcard(value)) return { kind: 'principals-like', pattern: value, account: part.account }
  const exact = awsPrincipal(value)
  // As a condition value, the root ARN is the root user alone, unlike in `Principal`.
  if (exact.kind === 'account') return { kind: 'root-user', account: exact.account }
  return exact.kind === 'unusable' ? 'nobody' : exact
}

/** A value that is no whole ARN. */
function shortPattern(condition: Condition, value: Text): Remainder {
  const hole = value.find(isUnknown)
  if (hole !== undefined) return hole
  if (condition.operator.startsWith('Arn')) {
    return undecided(
      condition,
      `how AWS matches ${showText(value)}, which has fewer than six parts, as an ARN`,
    )
  }
  return hasWildcard(value) ? 'everyone' : 'nobody'
}

function undecided(condition: Condition, name: string): Unknown {
  return { kind: 'unknown', reason: 'undecided-condition', name, shape: 'anything', at: condition.at }
}

type AccountPart = { readonly account: Account } | 'wildcard' | undefined

function accountInArnPattern(condition: Condition, value: Text): AccountPart {
  const arn = parseArn(value)
  if (arn !== undefined) {
    // A path may hold colons, and `*` of StringLike crosses them: `arn:*:iam::111122223333:role/App` also matches
    // `arn:aws:iam::444455556666:role/:iam::111122223333:role/App`.
    const before = [arn.partition, arn.service, arn.region]
    if (condition.operator === 'StringLike' && before.some(hasStar)) return 'wildcard'
    const account = accountOf(arn.account)
    if (account !== undefined) return { account }
    return hasWildcard(arn.account) ? 'wildcard' : undefined
  }
  // `arn:aws:iam::111122223333*`: account ids have one length, so nothing else can match.
  const [start] = value
  if (condition.operator !== 'StringLike' || typeof start !== 'string') return undefined
  const id = /^arn:[^:*?]+:(?:iam|sts)::(\d{12})\*/.exec(start)?.[1]
  return id === undefined ? undefined : { account: id }
}

function hasStar(value: Text): boolean {
  return value.some(part => typeof part === 'string' && part.includes('*'))
}

/** The id of a user or role; that of a root user is the account. */
function byUserId(condition: Condition, value: Text): Remainder {
  if (matchesNothing(condition, value)) return 'nobody'
  const account = accountOf(value)
  if (typeof account === 'string') return { kind: 'root-user', account }
  if (value.length === 0) return 'nobody'
  const [start] = value
  const id = typeof start === 'string' ? /^A(?:IDA|ROA)[A-Z0-9]+(?=:|$)/.exec(start)?.[0] : undefined
  return id === undefined ? (value.find(isUnknown) ?? 'everyone') : { kind: 'unique-id', id }
}

function byAccount(condition: Condition, value: Text): Remainder {
  if (matchesNothing(condition, value)) return 'nobody'
  const hole = mayBecomeAnything(condition, value)
  if (hole !== undefined) return hole
  const account = accountOf(value)
  if (account !== undefined) return { kind: 'everyone-of-account', account }
  return isPattern(condition) && hasWildcard(value) ? 'everyone' : unreadable(value)
}

/** Of an account id or organization that is no such thing: nobody, or unknown where a hole is left. */
function unreadable(value: Text): Remainder {
  return value.find(isUnknown) ?? 'nobody'
}

function byOrganization(condition: Condition, value: Text): Remainder {
  // `aws:PrincipalOrgPaths` has many values: without ForAnyValue AWS does not define what is compared.
  const paths = condition.key.toLowerCase() === 'aws:principalorgpaths'
  if (paths && condition.qualifier !== 'ForAnyValue') return 'everyone'
  if (matchesNothing(condition, value)) return 'nobody'
  // The organization that the key's own account belongs to.
  if (isVariable(value, 'aws:ResourceOrgID')) return { kind: 'everyone-of-organization', organization: value }
  const hole = mayBecomeAnything(condition, value)
  if (hole !== undefined) return hole
  if (value.length > 0 && value.every(isUnknown))
    return { kind: 'everyone-of-organization', organization: value }
  const organization = /^(o-[a-z0-9]+)(?:\/|$)/.exec(organizationIn(condition, value))?.[1]
  if (organization !== undefined)
    return { kind: 'everyone-of-organization', organization: text(organization) }
  return hasWildcard(value) ? 'everyone' : unreadable(value)
}

/** `aws:SourceOrgPaths` has many values too; each begins with the organization. */
function bySourcePath(condition: Condition, value: Text): Remainder {
  if (condition.qualifier !== 'ForAnyValue') return 'everyone'
  const organization = /^(o-[a-z0-9]+)(?:\/|$)/.exec(organizationIn(condition, value))?.[1]
  if (organization !== undefined) return { kind: 'services-for', owner: text(organization) }
  return hasWildcard(value) ? 'everyone' : unreadable(value)
}

function organizationIn({ operator }: Condition, value: Text): string {
  const written = literal(value) ?? ''
  return operator === 'StringEqualsIgnoreCase' ? written.toLowerCase() : written
}

function byNetwork(condition: Condition, value: Text): Remainder {
  if (condition.key.toLowerCase() === 'aws:sourceip') {
    const range = literal(value)
    if (range === undefined) return value.find(isUnknown) ?? 'everyone'
    return isPublicRange(range) ? { kind: 'everyone-from-network', network: value } : 'everyone'
  }
  if (matchesNothing(condition, value)) return 'nobody'
  const hole = mayBecomeAnything(condition, value)
  if (hole !== undefined) return hole
  return hasWildcard(value) ? 'everyone' : { kind: 'everyone-from-network', network: value }
}

function byServiceOwner(condition: Condition, value: Text): Remainder {
  if (matchesNothing(condition, value)) return 'nobody'
  const hole = mayBecomeAnything(condition, value)
  if (hole !== undefined) return hole
  if (value.length === 0) return 'nobody'
  if (condition.key.toLowerCase() === 'aws:sourceorgpaths') return bySourcePath(condition, value)
  const isArn = /arn$/i.test(condition.key)
  if (!isArn || (value.length === 1 && value.every(isUnknown))) {
    return hasWildcard(value) ? byOwnerPath(condition, value) : { kind: 'services-for', owner: value }
  }
  const arn = parseArn(value)
  if (arn === undefined) return shortPattern(condition, value)
  const account = accountOf(arn.account)
  if (account !== undefined) return { kind: 'services-for', owner: text(account) }
  // A bucket ARN has no account, and its name is unique.
  const bucket = literal(arn.service) === 's3' && !hasWildcard(arn.resource)
  return bucket ? { kind: 'services-for', owner: value } : 'everyone'
}

/** `o-a1b2c3d4e5/*`: whatever stands in an organization. The key has many values, so that only `ForAnyValue` is defined. */
function byOwnerPath({ key, qualifier }: Condition, value: Text): Remainder {
  const isPath = key.toLowerCase() === 'aws:sourceorgpaths' && qualifier === 'ForAnyValue'
  const organization = isPath ? /^(o-[a-z0-9]+)\//.exec(literal(value) ?? '')?.[1] : undefined
  return organization === undefined ? 'everyone' : { kind: 'services-for', owner: text(organization) }
}
