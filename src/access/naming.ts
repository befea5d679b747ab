import { sameAccount } from '../model/account.ts'
import { accountOfPrincipal, type Principal } from '../model/principal.ts'
import type { Listed, NamedPrincipal } from '../model/statement.ts'
import { holesOf, literal, type Text } from '../model/text.ts'
import { tri, type Tri } from '../model/tri.ts'
import type { Unknown } from '../model/unknown.ts'
import { parseArn } from '../policy/arn.ts'
import { isCovered, isListed, type Form } from './forms.ts'
import { equalTexts } from './operators.ts'

/** Somebody with a name, and what else is known about who that is. */
export interface Caller {
  readonly principal: Principal
  /** The role of a session, where the input has it. */
  readonly roleArn?: Text
  /** `AROA…`; absent when it is not known. */
  readonly uniqueId?: string
  /** It does not exist yet, so that nothing names it by its id. */
  readonly isNew?: boolean
  /** Whether it has a permissions boundary. */
  readonly bounded: Tri
}

/** Whether a statement's principals name a caller in a form, and what that hangs on. */
export interface Naming {
  readonly form: Form
  readonly hangsOn: readonly Unknown[]
}

/** The forms in which an Allow names a caller, for certain or perhaps; of each form the most certain. */
export function namingsOf(listed: Listed<NamedPrincipal> | undefined, caller: Caller): readonly Naming[] {
  if (listed === undefined) return []
  if (listed.negated) return perhapsNotListed(listed, caller)
  const found = new Map<Form, Naming>()
  for (const { principal, at } of listed.items) {
    const [form, names] = formOf(principal, caller)
    if (names === 'no' || found.get(form)?.hangsOn.length === 0) continue
    found.set(form, { form, hangsOn: names === 'yes' ? [] : doubtsAbout(principal, caller, at) })
  }
  return [...found.values()]
}

/** AWS does not support `NotPrincipal` in an Allow: perhaps it admits everyone who is not listed. */
function perhapsNotListed(listed: Listed<NamedPrincipal>, caller: Caller): readonly Naming[] {
  if (isListed(listed, named => formOf(named, caller)) === 'yes') return []
  return [
    { form: 'everyone', hangsOn: [undecided('what AWS makes of `NotPrincipal` in an Allow', listed.at)] },
  ]
}

/** Whether a Deny's principals cover a caller. */
export function isRefused(listed: Listed<NamedPrincipal> | undefined, caller: Caller): Tri {
  const { kind } = caller.principal
  const bySession = kind === 'session' || kind === 'role'
  return isCovered(listed, named => formOf(named, caller), { bounded: caller.bounded, bySession })
}

/** What it hangs on whether a Deny covers a caller. */
export function doubtsOfRefusal(listed: Listed<NamedPrincipal>, caller: Caller): readonly Unknown[] {
  const item = listed.items.find(({ principal }) => formOf(principal, caller)[1] === 'unknown')
  return item === undefined
    ? [undecided('whether a Deny with `NotPrincipal` spares it', listed.at)]
    : doubtsAbout(item.principal, caller, item.at)
}

function formOf(named: Principal, caller: Caller): readonly [Form, Tri] {
  const { principal } = caller
  switch (named.kind) {
    case 'everyone':
      return ['everyone', 'yes']
    case 'account': {
      const own = accountOfPrincipal(principal)
      return ['account', own === undefined ? 'no' : sameAccount(named.account, own)]
    }
    case 'role':
      return ['role', isRole(named.arn, caller)]
    case 'user':
      return ['user', isUser(named.arn, principal)]
    case 'session':
    case 'federated-user':
      return ['session', isSession(named.arn, caller)]
    case 'service':
      return ['service', principal.kind === 'service' ? equalTexts(named.name, principal.name) : 'no']
    case 'federated':
      return [
        'provider',
        principal.kind === 'federated' ? equalTexts(named.provider, principal.provider) : 'no',
      ]
    case 'unknown':
      return ['everyone', mayBe(named, principal)]
    case 'unique-id':
      return byUniqueId(named.id, caller)
    default:
      return ['everyone', 'no']
  }
}

/** Somebody of a known account is nobody of another one. */
function mayBe(named: Principal & { readonly kind: 'unknown' }, principal: Principal): Tri {
  const own = accountOfPrincipal(principal)
  if (named.account === undefined || own === undefined) return 'unknown'
  return sameAccount(named.account, own) === 'no' ? 'no' : 'unknown'
}

function isRole(arn: Text, { principal, roleArn }: Caller): Tri {
  if (principal.kind === 'role') return equalTexts(arn, principal.arn)
  if (principal.kind !== 'session') return 'no'
  if (roleArn !== undefined) return equalTexts(arn, roleArn)
  return isRoleOfSession(arn, principal)
}

/** A session's ARN has no path: unless its role is known, a path may be another. */
function isRoleOfSession(
  arn: Text,
  session: Extract<Principal, { kind: 'session' | 'federated-user' }>,
): Tri {
  const resource = resourceOf(arn)
  const name = resourceOf(session.arn)?.split('/')[1]
  const role = parseArn(arn)
  if (resource === undefined || name === undefined || role === undefined) return 'unknown'
  const same = sameAccount(session.account, accountIn(role.account))
  if (resource.slice(resource.lastIndexOf('/') + 1) !== name || same === 'no') return 'no'
  return resource === `role/${name}` ? same : 'unknown'
}

function accountIn(part: Text): string | Unknown {
  const [only] = part
  return part.length === 1 && only !== undefined ? only : ''
}

function resourceOf(arn: Text): string | undefined {
  const resource = parseArn(arn)?.resource
  return resource === undefined ? undefined : literal(resource)
}

/** A user's ARN stands for the user and for its federated sessions, which do not tell whose they are. */
function isUser(arn: Text, principal: Principal): Tri {
  if (principal.kind === 'user') return equalTexts(arn, principal.arn)
  if (principal.kind !== 'federated-user') return 'no'
  const account = parseArn(arn)?.account
  if (account === undefined) return 'unknown'
  return sameAccount(accountIn(account), principal.account) === 'no' ? 'no' : 'unknown'
}

/** Where only the role is known, the session may be any of its sessions. */
function isSession(arn: Text, { principal }: Caller): Tri {
  if (principal.kind === 'session' || principal.kind === 'federated-user')
    return equalTexts(arn, principal.arn)
  if (principal.kind !== 'role') return 'no'
  const session = parseArn(arn)
  const role = resourceOf(principal.arn)
  const written = resourceOf(arn)
  if (session === undefined || literal(session.service) !== 'sts') return 'no'
  if (sameAccount(accountIn(session.account), principal.account) === 'no') return 'no'
  if (role === undefined || written === undefined) return 'unknown'
  return written.startsWith(`assumed-role/${role.slice(role.lastIndexOf('/') + 1)}/`) ? 'unknown' : 'no'
}

/** KMS keeps a principal by its unique id, and shows the id once the principal is gone. */
function byUniqueId(id: string, { principal, uniqueId, isNew }: Caller): readonly [Form, Tri] {
  const form: Form = id.startsWith('AROA') ? 'role' : 'user'
  const kinds = form === 'role' ? ['role', 'session'] : ['user', 'federated-user']
  if (!kinds.includes(principal.kind) || isNew === true) return [form, 'no']
  return [form, uniqueId === undefined ? 'unknown' : tri(uniqueId === id)]
}

function doubtsAbout(named: Principal, { principal }: Caller, at: NamedPrincipal['at']): readonly Unknown[] {
  if (named.kind === 'unknown') return [named.unknown]
  const holes = 'arn' in named ? holesOf(named.arn) : []
  if (holes.length > 0) return holes
  switch (named.kind) {
    case 'session':
      return [undecided('the name of its session', at)]
    case 'unique-id':
      return [undecided(`whether ${named.id} is its id`, at)]
    case 'account': {
      const accounts = [named.account, accountOfPrincipal(principal)].filter(one => typeof one === 'object')
      return accounts.length > 0 ? accounts : [undecided('whether it is of this account', at)]
    }
    default:
      return [undecided('whether this names it', at)]
  }
}

function undecided(name: string, at: NamedPrincipal['at']): Unknown {
  return { kind: 'unknown', reason: 'undecided-condition', name, shape: 'anything', at }
}
