import { sameAccount, type Account } from '../model/account.ts'
import type { Answer } from '../model/answer.ts'
import type { Identity } from '../model/identity.ts'
import { accountOfPrincipal, type Principal } from '../model/principal.ts'
import type { SourceLocation } from '../model/source-location.ts'
import { holesOf, literal, type Text } from '../model/text.ts'
import type { Trust } from '../model/trust.ts'
import { isUnknown, type Unknown } from '../model/unknown.ts'
import { isVariable } from '../policy/variables.ts'
import { answer, hangsOn } from './answers.ts'

/** What is looked at from its own account: a key, a role. */
interface Home {
  readonly account: Account
  readonly at: SourceLocation
}

/**
 * Whether callers belong to an account or organization that is neither the home's own nor trusted. Services and
 * identity providers belong to no account, and anyone at all is more than an outsider: neither is one.
 */
export function isUntrustedOutsider(principal: Principal, home: Home, trust: Trust): Answer {
  switch (principal.kind) {
    case 'everyone':
    case 'service':
    case 'federated':
    case 'unusable':
      return answer(false)
    case 'everyone-of-organization':
      return isOutsideOrganization(principal.organization, trust)
    case 'everyone-from-network':
      return answer(true)
    case 'services-for':
      return isOwnerOutside(principal.owner, home, trust)
    case 'unique-id':
      return hangsOn([ownerOfId(principal.id, home.at)])
    case 'unknown':
      if (principal.account === undefined) return hangsOn([principal.unknown])
      return isOutsideAccount(principal.account, home, trust)
    default:
      return isOutsideAccount(principal.account, home, trust)
  }
}

/**
 * Whether a trust policy names anybody besides services, identity providers and principals of the role's own account.
 * Most name nobody else, and who of a large account may assume its roles need then not be worked out.
 */
export function admitsOutsiders({ trust, account }: Identity): boolean {
  const statements = (trust?.statements ?? []).filter(({ effect }) => effect !== 'Deny')
  return statements.some(
    ({ principals }) =>
      principals !== undefined &&
      (principals.negated || principals.items.some(({ principal }) => isOutsider(principal, account))),
  )
}

function isOutsider(principal: Principal, account: Account): boolean {
  if (['service', 'federated', 'unusable'].includes(principal.kind)) return false
  const own = accountOfPrincipal(principal)
  return own === undefined || sameAccount(own, account) !== 'yes'
}

/** Whether two accounts are one, and what hides it. */
export function isSameAccount(one: Account, other: Account): Answer {
  const same = sameAccount(one, other)
  return same === 'unknown' ? hangsOn([one, other].filter(isUnknown)) : answer(same === 'yes')
}

function isOutsideAccount(account: Account, home: Home, trust: Trust): Answer {
  if (typeof account === 'string' && trust.accounts.has(account)) return answer(false)
  const own = isSameAccount(account, home.account)
  return own.is === 'unknown' ? own : answer(own.is === 'no')
}

function isOutsideOrganization(organization: Text, trust: Trust): Answer {
  if (isVariable(organization, 'aws:ResourceOrgID')) return answer(false)
  const id = literal(organization)
  if (id === undefined) return hangsOn(holesOf(organization))
  if (trust.organizations.has(id)) return answer(false)
  if (trust.organizations.size > 0) return answer(true)
  return hangsOn([undeclared(`whether organization ${id} is your own (declare it under \`organization\`)`)])
}

function isOwnerOutside(owner: Text, home: Home, trust: Trust): Answer {
  // What the change itself makes is nobody else's, whatever its ARN will be.
  if (isArnAfterApply(owner)) return answer(false)
  const id = literal(owner)
  if (id === undefined) return hangsOn(holesOf(owner))
  if (id.startsWith('o-')) return isOutsideOrganization([id.split('/')[0] ?? id], trust)
  if (/^\d{12}$/.test(id)) return isOutsideAccount(id, home, trust)
  return hangsOn([undeclared(`which account ${id} belongs to`)])
}

function isArnAfterApply([only, ...more]: Text): boolean {
  return isUnknown(only) && more.length === 0 && only.shape === 'arn' && only.reason === 'known-after-apply'
}

/** The account of a user or role that is named by its unique id. */
export function ownerOfId(id: string, at: SourceLocation): Unknown {
  const name = `which account ${id} belongs to`
  return { kind: 'unknown', reason: 'not-in-input', name, shape: 'account-id', at }
}

function undeclared(name: string): Unknown {
  const at = { file: '', address: '', pointer: '' }
  return { kind: 'unknown', reason: 'not-in-input', name, shape: 'anything', at }
}
