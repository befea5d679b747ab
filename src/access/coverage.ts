import { sameAccount, type Account } from '../model/account.ts'
import { accountOfPrincipal, type Principal } from '../model/principal.ts'
import type { Listed, NamedPrincipal } from '../model/statement.ts'
import { literal } from '../model/text.ts'
import { anyOf, type Tri } from '../model/tri.ts'
import { parseArn } from '../policy/arn.ts'
import { equalTexts } from './operators.ts'

/**
 * Whether a Deny's principals cover a whole class of callers. `no` also where they cover only a part of it:
 * the rest of the class keeps its access.
 */
export function coversAll(listed: Listed<NamedPrincipal> | undefined, callers: Principal): Tri {
  if (listed === undefined) return 'no'
  const named = listed.items.map(item => item.principal)
  if (!listed.negated) return anyOf(named.map(principal => coveredBy(callers, principal)))
  return exemptedByNone(named, callers)
}

function coveredBy(callers: Principal, denied: Principal): Tri {
  switch (denied.kind) {
    case 'everyone':
      return 'yes'
    case 'unknown':
      return 'unknown'
    case 'account':
      return inAccount(callers, denied.account)
    case 'role':
    case 'user':
      return coveredByIdentity(callers, denied)
    case 'session':
    case 'federated-user':
      return callers.kind === denied.kind ? equalTexts(callers.arn, denied.arn) : 'no'
    case 'service':
      return callers.kind === 'service' ? equalTexts(callers.name, denied.name) : 'no'
    case 'federated':
      return callers.kind === 'federated' ? equalTexts(callers.provider, denied.provider) : 'no'
    case 'unique-id':
      return callers.kind === 'unique-id' && callers.id === denied.id ? 'yes' : 'no'
    default:
      return 'no'
  }
}

/** A Deny for an account denies every principal of it. */
function inAccount(callers: Principal, account: Account): Tri {
  if (callers.kind === 'unknown') return 'unknown'
  const own = accountOfPrincipal(callers)
  return own === undefined ? 'no' : sameAccount(own, account)
}

function coveredByIdentity(callers: Principal, denied: Extract<Principal, { kind: 'role' | 'user' }>): Tri {
  if (callers.kind === 'unknown' || callers.kind === 'unique-id') return 'unknown'
  if (callers.kind === denied.kind) return equalTexts(callers.arn, denied.arn)
  // A user's ARN stands for its federated sessions too, which do not tell whose they are.
  if (callers.kind === 'federated-user' && denied.kind === 'user')
    return sameAccount(callers.account, denied.account) === 'no' ? 'no' : 'unknown'
  return callers.kind === 'session' && denied.kind === 'role' ? sessionOf(callers, denied) : 'no'
}

/** A session tells its role's account and name, not its path. */
function sessionOf(
  session: Extract<Principal, { kind: 'session' | 'federated-user' }>,
  role: Extract<Principal, { kind: 'role' | 'user' }>,
): Tri {
  const resource = parseArn(role.arn)?.resource
  const inSession = parseArn(session.arn)?.resource
  const name = resource === undefined ? undefined : literal(resource)?.split('/').at(-1)
  const roleName = inSession === undefined ? undefined : literal(inSession)?.split('/').at(1)
  if (name === undefined || roleName === undefined) return 'unknown'
  return name === roleName ? sameAccount(session.account, role.account) : 'no'
}

/**
 * Deny with `NotPrincipal` denies whoever is not listed. A listed role is exempt for certain only when its
 * account and its session are listed too, so it is denied perhaps; and so is a class of which a part is listed.
 */
function exemptedByNone(listed: readonly Principal[], callers: Principal): Tri {
  if (listed.some(principal => principal.kind === 'everyone')) return 'no'
  const exempt = anyOf(listed.map(principal => touches(callers, principal)))
  if (exempt === 'no') return 'yes'
  const whole = anyOf(listed.map(principal => coveredBy(callers, principal)))
  return whole === 'yes' && isSurelyExempt(callers, listed) ? 'no' : 'unknown'
}

function isSurelyExempt(callers: Principal, listed: readonly Principal[]): boolean {
  if (callers.kind !== 'role' && callers.kind !== 'session') return true
  const roles = listed.filter(one => one.kind === 'role' && coveredBy(callers, one) === 'yes')
  const sessions = listed.filter(({ kind }) => kind === 'session')
  return (
    listed.some(one => one.kind === 'account' && coveredBy(callers, one) === 'yes') &&
    roles.some(role => sessions.some(session => coveredBy(session, role) === 'yes'))
  )
}

/** Whether a listed principal is one of the class, or holds it. */
function touches(callers: Principal, listed: Principal): Tri {
  const covered = coveredBy(callers, listed)
  if (covered !== 'no') return covered
  const account = accountOfPrincipal(listed)
  // Whether AWS takes a service in such a list for one that is spared is of no use to IAM principals.
  if (listed.kind === 'service' || listed.kind === 'unusable') return 'no'
  if (callers.kind === 'everyone' || callers.kind === 'everyone-from-network') return 'yes'
  if (callers.kind === 'everyone-of-organization') return 'yes'
  const classAccount = accountOfPrincipal(callers)
  const isClass =
    callers.kind === 'account' || callers.kind === 'everyone-of-account' || callers.kind === 'principals-like'
  if (!isClass || account === undefined || classAccount === undefined) return 'no'
  return sameAccount(account, classAccount)
}

/**
 * Those of everyone whom a Deny with `NotPrincipal` lists, and so spares, at least perhaps: of an account all its
 * principals. Nothing for other classes and other statements.
 */
export function sparedBy(
  listed: Listed<NamedPrincipal> | undefined,
  callers: Principal,
): readonly Principal[] | undefined {
  if (listed?.negated !== true || callers.kind !== 'everyone') return undefined
  const named = listed.items.map(item => item.principal)
  if (named.some(({ kind }) => kind === 'everyone')) return undefined
  return named
    .filter(({ kind }) => kind !== 'unusable')
    .map(one => (one.kind === 'account' ? { kind: 'everyone-of-account', account: one.account } : one))
}
