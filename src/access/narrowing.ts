import type { Account } from '../model/account.ts'
import { accountOf } from '../model/account.ts'
import type { Principal } from '../model/principal.ts'
import type { Condition } from '../model/statement.ts'
import { literal, showText, text, type Text } from '../model/text.ts'
import { isUnknown, type Unknown } from '../model/unknown.ts'
import { parseArn } from '../policy/arn.ts'
import { awsPrincipal } from '../policy/principals.ts'
import { hasWildcard } from '../policy/wildcard.ts'
import { meaningOf } from './condition-keys.ts'
import { narrows, open, type Effect } from './effect.ts'
import { asksForValue } from './operators.ts'
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
  const holes = remainders.filter(isUnknown)
  if (holes.length > 0) return { is: 'unknown', hangsOn: holes }
  return narrows(remainders.filter((left): left is Principal => typeof left === 'object' && !isUnknown(left)))
}

function remainderOf(condition: Condition, value: Text): Remainder {
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

/** Whether `*` and `?` are wildcards under this operator. */
function isPattern(condition: Condition): boolean {
  return /Like$|^Arn/.test(condition.operator)
}

/** A value with wildcards of its own under an operator that takes them literally equals nothing real. */
function matchesNothing(condition: Condition, value: Text): boolean {
  return !isPattern(condition) && hasWildcard(value)
}

/** A hole under an operator with wildcards may become `*`. */
function mayBecomeWildcard(condition: Condition, value: Text): Unknown | undefined {
  return isPattern(condition)
    ? value.find((part): part is Unknown => isUnknown(part) && part.shape === 'anything')
    : undefined
}

/** The principals that `aws:PrincipalArn` leaves, when the account in the value is literal. */
export function byPrincipalArn(condition: Condition, value: Text): Remainder {
  if (matchesNothing(condition, value)) return 'nobody'
  const [only] = value
  if (value.length === 1 && isUnknown(only)) {
    return only.shape === 'arn' ? { kind: 'unknown', unknown: only } : only
  }
  const part = accountInArnPattern(condition, value)
  if (part === undefined) return shortPattern(condition, value)
  if (part === 'wildcard') return 'everyone'
  if (hasWildcard(value)) return { kind: 'principals-like', pattern: value, account: part.account }
  const exact = awsPrincipal(value)
  // As a condition value, the root ARN is the root user alone, unlike in `Principal`.
  if (exact.kind === 'account') return { kind: 'root-user', account: exact.account }
  return exact.kind === 'unusable' ? 'nobody' : exact
}

function shortPattern(condition: Condition, value: Text): Remainder {
  if (!isPattern(condition)) return 'nobody'
  if (condition.operator === 'StringLike') return 'everyone'
  const name = `how AWS matches ${showText(value)}, which has fewer than six parts, as an ARN`
  return { kind: 'unknown', reason: 'undecided-condition', name, shape: 'anything', at: condition.at }
}

type AccountPart = { readonly account: Account } | 'wildcard' | undefined

function accountInArnPattern(condition: Condition, value: Text): AccountPart {
  const arn = parseArn(value)
  if (arn !== undefined) {
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

function byUserId(condition: Condition, value: Text): Remainder {
  if (matchesNothing(condition, value)) return 'nobody'
  const [start] = value
  const id = typeof start === 'string' ? /^A(?:IDA|ROA)[A-Z0-9]+(?=:|$)/.exec(start)?.[0] : undefined
  return id === undefined ? 'everyone' : { kind: 'unique-id', id }
}

function byAccount(condition: Condition, value: Text): Remainder {
  if (matchesNothing(condition, value)) return 'nobody'
  const hole = mayBecomeWildcard(condition, value)
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
  const hole = mayBecomeWildcard(condition, value)
  if (hole !== undefined) return hole
  if (value.every(isUnknown)) return { kind: 'everyone-of-organization', organization: value }
  const organization = /^(o-[a-z0-9]+)(?:\/|$)/.exec(literal(value) ?? '')?.[1]
  if (organization !== undefined)
    return { kind: 'everyone-of-organization', organization: text(organization) }
  return hasWildcard(value) ? 'everyone' : unreadable(value)
}

function byNetwork(condition: Condition, value: Text): Remainder {
  if (condition.key.toLowerCase() === 'aws:sourceip') {
    const range = literal(value)
    if (range === undefined) return value.find(isUnknown) ?? 'everyone'
    return isPublicRange(range) ? { kind: 'everyone-from-network', network: value } : 'everyone'
  }
  if (matchesNothing(condition, value)) return 'nobody'
  const hole = mayBecomeWildcard(condition, value)
  if (hole !== undefined) return hole
  return hasWildcard(value) ? 'everyone' : { kind: 'everyone-from-network', network: value }
}

function byServiceOwner(condition: Condition, value: Text): Remainder {
  if (matchesNothing(condition, value)) return 'nobody'
  const hole = mayBecomeWildcard(condition, value)
  if (hole !== undefined) return hole
  if (!/arn$/i.test(condition.key)) {
    return hasWildcard(value) ? 'everyone' : { kind: 'services-for', owner: value }
  }
  const arn = parseArn(value)
  if (arn === undefined) return hasWildcard(value) ? 'everyone' : 'nobody'
  const account = accountOf(arn.account)
  if (account !== undefined) return { kind: 'services-for', owner: text(account) }
  // A bucket ARN has no account, and its name is unique.
  const bucket = literal(arn.service) === 's3' && !hasWildcard(arn.resource)
  return bucket ? { kind: 'services-for', owner: value } : 'everyone'
}
