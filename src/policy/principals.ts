import { accountOf } from '../model/account.ts'
import type { Principal } from '../model/principal.ts'
import { literal, text, type Text } from '../model/text.ts'
import { isUnknown } from '../model/unknown.ts'
import { parseArn, type Arn } from './arn.ts'
import { hasWildcard } from './wildcard.ts'

/**
 * What a value under `"AWS"` in a `Principal` names (IAM User Guide, "AWS JSON policy elements: Principal").
 * Forms that AWS refuses come out as `unusable` with the reason.
 */
export function awsPrincipal(written: Text): Principal {
  const [only] = written
  if (written.length === 1 && isUnknown(only)) {
    return only.shape === 'account-id'
      ? { kind: 'account', account: only }
      : { kind: 'unknown', unknown: only }
  }
  const known = literal(written)
  if (known === '*') return { kind: 'everyone' }
  if (known !== undefined && /^A(?:IDA|ROA|GPA|SCA)[A-Z0-9]+$/.test(known))
    return { kind: 'unique-id', id: known }
  const account = accountOf(written)
  if (account !== undefined) return { kind: 'account', account }
  const arn = parseArn(written)
  if (arn === undefined) return fromUnreadableArn(written)
  return fromArn(written, arn)
}

function fromUnreadableArn(written: Text): Principal {
  const hole = written.find(isUnknown)
  if (hole !== undefined) return { kind: 'unknown', unknown: hole }
  return unusable(written, 'it is neither `*`, an account id nor an ARN of a principal')
}

function fromArn(written: Text, arn: Arn): Principal {
  if (hasWildcard(arn.account) || hasWildcard(arn.resource)) {
    return unusable(written, 'AWS refuses a wildcard inside a principal')
  }
  const account = accountOf(arn.account)
  if (account === undefined) {
    const hole = arn.account.find(isUnknown)
    if (hole !== undefined) return { kind: 'unknown', unknown: hole }
    return unusable(written, 'its account is not a 12-digit id')
  }
  const [start] = arn.resource
  if (typeof start !== 'string') {
    if (!isUnknown(start)) return unusable(written, 'it names no principal')
    // An ARN with an account is one of its principals, whoever.
    return { kind: 'unknown', unknown: { ...start, shape: 'arn' }, account }
  }
  const service = literal(arn.service)
  if (service === 'iam') {
    if (literal(arn.resource) === 'root') return { kind: 'account', account }
    if (start.startsWith('role/')) return { kind: 'role', arn: written, account }
    if (start.startsWith('user/')) return { kind: 'user', arn: written, account }
    if (start.startsWith('group/')) return unusable(written, 'a group is never a principal')
  }
  if (service === 'sts') {
    if (start.startsWith('assumed-role/')) return { kind: 'session', arn: written, account }
    if (start.startsWith('federated-user/')) return { kind: 'federated-user', arn: written, account }
  }
  return unusable(written, 'an ARN of this kind is no principal of a key policy')
}

/** What a value under `"Service"` names. */
export function servicePrincipal(written: Text): Principal {
  return { kind: 'service', name: written }
}

/** Any principal that a key policy has no use for, and why. */
export function unusable(written: Text, why: string): Principal {
  return { kind: 'unusable', written: written.length === 0 ? text('(empty)') : written, why }
}
