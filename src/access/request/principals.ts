import type { Account } from '../../model/account.ts'
import { literal, text, type Text } from '../../model/text.ts'
import type { Principal } from '../../model/principal.ts'
import type { Listed, NamedPrincipal } from '../../model/statement.ts'
import { anyOf, tri, type Tri } from '../../model/tri.ts'
import { isUnknown } from '../../model/unknown.ts'
import { isCovered, isListed, type Form } from '../forms.ts'
import { equalTexts } from '../operators.ts'
import { accountOfCaller, isRoleOfSession, isSomeSession, type Caller } from './caller.ts'

/** By each form, whether the statement's `Principal` names the caller. */
export type Naming = Readonly<Partial<Record<Form, Tri>>>

/** How the principals of an Allow name a caller. */
export function namedIn(listed: Listed<NamedPrincipal> | undefined, caller: Caller): Naming {
  if (listed === undefined) return {}
  // AWS does not support `NotPrincipal` in an Allow: perhaps it admits everyone who is not listed.
  if (listed.negated)
    return isListed(listed, named => formOf(named, caller)) === 'yes' ? {} : { everyone: 'unknown' }
  const naming: Partial<Record<Form, Tri>> = {}
  for (const { principal } of listed.items) {
    const [form, names] = formOf(principal, caller)
    naming[form] = anyOf([naming[form] ?? 'no', names])
  }
  return naming
}

/** Whether a Deny's principals cover a caller. */
export function isDenied(listed: Listed<NamedPrincipal> | undefined, caller: Caller, bounded: boolean): Tri {
  return isCovered(listed, named => formOf(named, caller), {
    bounded: tri(bounded),
    bySession: caller.kind === 'session',
  })
}

function formOf(principal: Principal, caller: Caller): readonly [Form, Tri] {
  switch (principal.kind) {
    case 'everyone':
      return ['everyone', 'yes']
    case 'account':
      return ['account', ofAccount(principal.account, caller)]
    case 'role':
      return ['role', isRole(principal.arn, caller)]
    case 'user':
      return ['user', isUser(principal.arn, caller)]
    case 'session':
    case 'federated-user':
      return ['session', isSession(principal.arn, caller)]
    case 'service':
      return ['service', caller.kind === 'service' ? equalTexts(principal.name, text(caller.name)) : 'no']
    case 'federated':
      return ['provider', isProvider(principal.provider, caller)]
    case 'unknown':
      return ['everyone', 'unknown']
    case 'unique-id':
      return byUniqueId(principal.id, caller)
    default:
      return ['everyone', 'no']
  }
}

function ofAccount(account: Account, caller: Caller): Tri {
  const own = accountOfCaller(caller)
  if (own === undefined) return 'no'
  return isUnknown(account) ? 'unknown' : tri(account === own)
}

/** KMS keeps a principal by its unique id, and shows the id once the principal is gone; no request tells it. */
function byUniqueId(id: string, caller: Caller): readonly [Form, Tri] {
  if (id.startsWith('AROA')) return ['role', caller.kind === 'session' ? 'unknown' : 'no']
  return ['user', caller.kind === 'user' || caller.kind === 'federated-user' ? 'unknown' : 'no']
}

function isRole(arn: Text, caller: Caller): Tri {
  if (caller.kind !== 'session') return 'no'
  if (caller.roleArn !== undefined) return equalTexts(arn, text(caller.roleArn))
  const known = literal(arn)
  if (known === undefined) return 'unknown'
  return isRoleOfSession(known, caller)
}

/** Where only the role is known, the session may be any of its sessions. */
function isSession(arn: Text, caller: Caller): Tri {
  if (!('account' in caller)) return 'no'
  if (caller.kind !== 'session' || caller.arn !== undefined) return equalTexts(arn, text(caller.arn ?? ''))
  const known = literal(arn)
  return known === undefined ? 'unknown' : isSomeSession(known, caller)
}

/** A user's ARN stands for the user and for its federated sessions. */
function isUser(arn: Text, caller: Caller): Tri {
  if (caller.kind === 'user') return equalTexts(arn, text(caller.arn))
  if (caller.kind !== 'federated-user') return 'no'
  if (caller.userArn !== undefined) return equalTexts(arn, text(caller.userArn))
  const known = literal(arn)
  return known !== undefined && known.split(':')[4] !== caller.account ? 'no' : 'unknown'
}

/** Amazon Cognito is an identity provider under the name of a service. */
function isProvider(provider: Text, caller: Caller): Tri {
  if (caller.kind === 'federated') return equalTexts(provider, text(caller.provider))
  return caller.kind === 'service' ? equalTexts(provider, text(caller.name)) : 'no'
}
