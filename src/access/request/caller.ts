import { text, type Text } from '../../model/text.ts'
import { tri, type Tri } from '../../model/tri.ts'
import type { Unknown } from '../../model/unknown.ts'

/** Who makes a request: the forms that AWS gives a caller. */
export type Caller =
  | { readonly kind: 'root-user'; readonly account: string; readonly arn: string }
  | { readonly kind: 'user'; readonly account: string; readonly arn: string }
  | RoleSession
  | FederatedSession
  | { readonly kind: 'service'; readonly name: string }
  /** Signed in by an identity provider, and not yet a session: the caller of `sts:AssumeRoleWith…`. */
  | { readonly kind: 'federated'; readonly provider: string }
  | { readonly kind: 'anonymous' }

/** A session of a role. */
export interface RoleSession {
  readonly kind: 'session'
  readonly account: string
  /** `arn:aws:sts::…:assumed-role/…`; absent when only the role is known. */
  readonly arn?: string
  readonly roleName: string
  /** With the role's path, where that is known. */
  readonly roleArn?: string
}

/** A session that a user got by `GetFederationToken`. */
export interface FederatedSession {
  readonly kind: 'federated-user'
  readonly account: string
  readonly arn: string
  /** The user's ARN, where it is known. */
  readonly userArn?: string
}

/** What helps to tell a caller besides its ARN. */
export interface CallerFacts {
  /** `aws:PrincipalArn` of the request. */
  readonly principalArn?: string
  /** The user that a federated session belongs to. */
  readonly sessionOf?: string
}

/**
 * The caller that an ARN, a service name or `*` (nobody signed the request) means. A role's ARN means a session
 * of it. Nothing for what is no caller.
 */
export function callerOf(written: string, facts: CallerFacts = {}): Caller | undefined {
  if (written === '*' || written === 'anonymous') return { kind: 'anonymous' }
  if (/^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.amazonaws\.com(?:\.cn)?$/.test(written)) {
    return { kind: 'service', name: written }
  }
  const [prefix, , service, , account = '', ...rest] = written.split(':')
  const resource = rest.join(':')
  if (prefix !== 'arn') return federated(written)
  if (service === 'sts' && account !== '') return sessionOf(written, account, resource, facts)
  if (service !== 'iam' || account === '') return undefined
  if (resource === 'root') return { kind: 'root-user', account, arn: written }
  if (resource.startsWith('user/')) return { kind: 'user', account, arn: written }
  if (resource.startsWith('role/')) {
    return { kind: 'session', account, roleName: lastOf(resource), roleArn: written }
  }
  return /^(?:oidc|saml)-provider\//.test(resource) ? { kind: 'federated', provider: written } : undefined
}

function federated(written: string): Caller | undefined {
  return written.includes('.') && !written.includes(' ')
    ? { kind: 'federated', provider: written }
    : undefined
}

function sessionOf(arn: string, account: string, resource: string, facts: CallerFacts): Caller | undefined {
  const [kind, roleName = ''] = resource.split('/')
  if (kind === 'assumed-role' && roleName !== '') {
    const told = facts.principalArn
    const roleArn = told?.includes(':role/') === true && lastOf(told) === roleName ? told : undefined
    return { kind: 'session', account, arn, roleName, ...(roleArn === undefined ? {} : { roleArn }) }
  }
  if (kind !== 'federated-user') return undefined
  const { sessionOf: userArn } = facts
  return { kind: 'federated-user', account, arn, ...(userArn === undefined ? {} : { userArn }) }
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** The caller's account; services, providers and unsigned requests have none. */
export function accountOfCaller(caller: Caller): string | undefined {
  return 'account' in caller ? caller.account : undefined
}

/** Whether AWS itself made the role for one of its services: no SCP or RCP limits its sessions. The path tells it. */
export function isServiceLinked(caller: Caller): Tri {
  if (caller.kind !== 'session') return 'no'
  if (caller.roleArn !== undefined) return tri(caller.roleArn.includes(':role/aws-service-role/'))
  return caller.roleName.startsWith('AWSServiceRoleFor') ? 'unknown' : 'no'
}

/** Whether a session is one of that role. A session's ARN has no path: unless it is told, a path may be another. */
export function isRoleOfSession(roleArn: string, { account, roleName, roleArn: told }: RoleSession): Tri {
  if (told !== undefined) return tri(told === roleArn)
  const [, , , , roleAccount, resource = ''] = roleArn.split(':')
  if (roleAccount !== account || lastOf(resource) !== roleName) return 'no'
  return resource === `role/${roleName}` ? 'yes' : 'unknown'
}

/** Whether a session of which only the role is known may be the one with that ARN. */
export function isSomeSession(
  arn: string,
  { account, roleName }: Pick<RoleSession, 'account' | 'roleName'>,
): Tri {
  return arn.startsWith(`arn:aws:sts::${account}:assumed-role/${roleName}/`) ? 'unknown' : 'no'
}

/** `aws:PrincipalArn`: a session tells its role's name, and not the path before it. */
export function principalArnOf(caller: Caller): Text | undefined {
  switch (caller.kind) {
    case 'root-user':
    case 'user':
    case 'federated-user':
      return text(caller.arn)
    case 'session':
      return caller.roleArn === undefined
        ? text(`arn:aws:iam::${caller.account}:role/`, pathHole(caller), caller.roleName)
        : text(caller.roleArn)
    default:
      return undefined
  }
}

function pathHole({ roleName }: RoleSession): Unknown {
  return {
    kind: 'unknown',
    reason: 'not-in-input',
    name: `the path of role ${roleName}`,
    shape: 'anything',
    at: { file: '', address: '', pointer: '' },
  }
}

/** `aws:PrincipalType`. */
export function principalTypeOf(caller: Caller): string | undefined {
  switch (caller.kind) {
    case 'root-user':
      return 'Account'
    case 'user':
      return 'User'
    case 'session':
      return 'AssumedRole'
    case 'federated-user':
      return 'FederatedUser'
    case 'anonymous':
      return 'Anonymous'
    default:
      return undefined
  }
}
