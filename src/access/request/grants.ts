import { equalTexts } from '../operators.ts'
import { literal, text } from '../../model/text.ts'
import { allOf, anyOf, tri, type Tri } from '../../model/tri.ts'
import { grantableOperations } from '../../policy/actions.ts'
import { accountOfCaller, callerOf, isRoleOfSession, isSomeSession, type Caller } from './caller.ts'
import type { RequestContext } from './context.ts'
import type { KmsGrant } from './request.ts'

/** Whether a grant on the key allows a KMS action (API Reference, "CreateGrant" and "GrantConstraints"). */
export function granted(
  grants: readonly KmsGrant[],
  caller: Caller,
  action: string,
  context: RequestContext,
): Tri {
  const operation = action.replace(/^kms:/i, '').toLowerCase()
  if (!grantableOperations.has(operation)) return 'no'
  return anyOf(
    grants.map(grant =>
      allOf([
        tri(grant.operations.some(one => one.toLowerCase() === operation)),
        isGrantee(grant.grantee, caller),
        constraintsMet(grant, operation, context),
      ]),
    ),
  )
}

/** Whether a caller is the one whom an ARN or a service name of a grant means. */
function isGrantee(written: string, caller: Caller): Tri {
  const meant = callerOf(written)
  if (meant === undefined) return 'no'
  switch (meant.kind) {
    case 'service':
      return tri(caller.kind === 'service' && caller.name === meant.name)
    case 'root-user':
      // Whether a grant to an account reaches its other principals is not documented.
      if (caller.kind === 'root-user') return tri(caller.account === meant.account)
      return accountOfCaller(caller) === meant.account ? 'unknown' : 'no'
    case 'session':
      return isRoleOrSession(meant, caller)
    case 'user':
      return isUserOrSession(meant, caller)
    case 'federated-user':
      return tri(caller.kind === 'federated-user' && caller.arn === meant.arn)
    default:
      return 'no'
  }
}

function isRoleOrSession(meant: Extract<Caller, { kind: 'session' }>, caller: Caller): Tri {
  if (caller.kind !== 'session' || caller.account !== meant.account) return 'no'
  if (meant.arn !== undefined) {
    return caller.arn === undefined ? isSomeSession(meant.arn, caller) : tri(caller.arn === meant.arn)
  }
  return meant.roleArn === undefined ? 'no' : isRoleOfSession(meant.roleArn, caller)
}

function isUserOrSession(meant: Extract<Caller, { kind: 'user' }>, caller: Caller): Tri {
  if (caller.kind !== 'federated-user') return tri(caller.kind === 'user' && caller.arn === meant.arn)
  if (caller.userArn === undefined) return caller.account === meant.account ? 'unknown' : 'no'
  return tri(caller.userArn === meant.arn)
}

const withoutContext = new Set(['describekey', 'retiregrant'])

function constraintsMet(grant: KmsGrant, operation: string, context: RequestContext): Tri {
  const pairs = withoutContext.has(operation)
    ? 'yes'
    : allOf([
        contextEquals(grant.encryptionContextEquals, context, true),
        contextEquals(grant.encryptionContextSubset, context, false),
      ])
  return allOf([pairs, sourceMet(grant, operation, context)])
}

/** Names of pairs do not depend on case here, values do. */
function contextEquals(
  wanted: Readonly<Record<string, string>> | undefined,
  context: RequestContext,
  exactly: boolean,
): Tri {
  if (wanted === undefined) return 'yes'
  const pairs = Object.entries(wanted)
  const met = pairs.map(([name, value]) => {
    const [given] = context.get(`kms:encryptioncontext:${name.toLowerCase()}`) ?? []
    return given === undefined ? 'no' : equalTexts(text(value), given)
  })
  const names = new Set(pairs.map(([name]) => name.toLowerCase()))
  return allOf([...met, tri(!exactly || pairsOf(context).every(name => names.has(name)))])
}

function pairsOf(context: RequestContext): readonly string[] {
  const prefix = 'kms:encryptioncontext:'
  return [...context.keys()].filter(key => key.startsWith(prefix)).map(key => key.slice(prefix.length))
}

function sourceMet({ sourceArn }: KmsGrant, operation: string, context: RequestContext): Tri {
  if (sourceArn === undefined || operation === 'retiregrant') return 'yes'
  const [given] = context.get('aws:sourcearn') ?? []
  if (given === undefined) return tri(operation === 'describekey')
  const known = literal(given)
  return known === undefined ? 'unknown' : tri(known === sourceArn)
}

/**
 * Whether a caller may retire the listed grant: its retiring principal; its grantee, if the grant says so; and
 * the account that created it or is its retiring principal, by its root user or its IAM policies.
 */
export function mayRetire(grants: readonly KmsGrant[], caller: Caller, byIdentity: Tri): Tri {
  return anyOf(
    grants.map(grant => {
      const { retiringPrincipal } = grant
      const retires = retiringPrincipal === undefined ? 'no' : isExactly(retiringPrincipal, caller)
      const isListed = grant.operations.some(operation => operation.toLowerCase() === 'retiregrant')
      const asGrantee = allOf([tri(isListed), isGrantee(grant.grantee, caller)])
      const asAccount = tri(accountsOf(grant).includes(accountOfCaller(caller) ?? ''))
      const allowed: Tri = caller.kind === 'root-user' ? 'yes' : byIdentity
      return anyOf([retires, asGrantee, allOf([asAccount, allowed])])
    }),
  )
}

/** An account as the retiring principal is its root user; others of it need an IAM policy. */
function isExactly(retiringPrincipal: string, caller: Caller): Tri {
  const meant = callerOf(retiringPrincipal)
  if (meant?.kind === 'root-user') return tri(caller.kind === 'root-user' && caller.account === meant.account)
  return isGrantee(retiringPrincipal, caller)
}

function accountsOf({ createdBy, retiringPrincipal }: KmsGrant): readonly string[] {
  const root = /^arn:[^:]*:iam::(\d{12}):root$/.exec(retiringPrincipal ?? '')?.[1]
  return [createdBy, root].filter(account => account !== undefined)
}
