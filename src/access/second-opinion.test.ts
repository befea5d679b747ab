import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCase } from '../simulation/case.ts'
import { evaluate } from './evaluate.ts'
import { randomCase, type Case, type Grant } from './random-cases.ts'
import type { Document, Principals, Statement } from './random-policies.ts'
import { acrossAccounts, fitsUsage, grantable, iamOnly } from './second-opinion-actions.ts'
import {
  anyPath,
  applies,
  list,
  type Asked as Request,
  type Context,
  type Lean,
} from './second-opinion-statements.ts'

// A naive evaluator of one request, written from AWS's evaluation order alone: it shares nothing with the engine.
// It knows no third truth value. Whatever cannot be told becomes `lean`, and the whole case is decided twice:
// once in the caller's favour, once against. Where the two differ, the answer is unknown.

/** How a principal element hits the caller: through the account, its role, its user's session, everybody, or itself. */
type Hit = 'account' | 'role' | 'session of user' | 'everyone' | 'itself'

interface Caller {
  readonly kind: 'root' | 'user' | 'session' | 'federated' | 'service'
  readonly arn: string
  readonly account: string
  readonly roleName: string | undefined
  readonly roleArn: string | undefined
  readonly user: string | undefined
}

interface Asked extends Request {
  readonly of: Case
  readonly caller: Caller
}

function secondOpinion(of: Case): 'allow' | 'deny' | 'unknown' {
  const given = new Map(Object.entries(of.context).map(([key, values]) => [key.toLowerCase(), list(values)]))
  const caller = callerOf(of, given)
  const context = new Map([...alwaysSent(of, caller), ...given])
  const asked = { of, caller, context, iamOnly: iamOnly.has(of.action) }
  if (!allowed(asked, true)) return 'deny'
  return allowed(asked, false) ? 'allow' : 'unknown'
}

/** §6.2: what is in every request of such a caller, told or not. */
function alwaysSent(
  of: Case,
  { kind, arn, account, roleName, roleArn }: Caller,
): readonly (readonly [string, readonly string[]])[] {
  const types = {
    root: 'Account',
    user: 'User',
    session: 'AssumedRole',
    federated: 'FederatedUser',
    service: '',
  }
  const administers = ['kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant'].includes(of.action)
  return [
    ['aws:principalisawsservice', [String(kind === 'service')]],
    ...(administers ? ([['kms:grantisforawsresource', ['false']]] as const) : []),
    ...(kind === 'service'
      ? []
      : ([
          [
            'aws:principalarn',
            [
              roleArn ??
                (roleName === undefined ? arn : `arn:aws:iam::${account}:role/${anyPath}${roleName}`),
            ],
          ],
          ['aws:principalaccount', [account]],
          ['kms:calleraccount', [account]],
          ['aws:principaltype', [types[kind]]],
        ] as const)),
  ]
}

const kinds: ReadonlyMap<string, Caller['kind']> = new Map([
  ['root', 'root'],
  ['user', 'user'],
  ['assumed-role', 'session'],
  ['federated-user', 'federated'],
])

function callerOf({ principal, sessionOf }: Case, context: Context): Caller {
  const [, , , , account = '', name = ''] = principal.split(':')
  const path = name.split('/')
  const base = { account, arn: principal, roleName: undefined, roleArn: undefined, user: sessionOf }
  // A role's ARN means some session of it.
  if (path[0] === 'role')
    return { ...base, kind: 'session', arn: '', roleName: path.at(-1), roleArn: principal }
  const kind = kinds.get(path[0] ?? '') ?? 'service'
  if (kind !== 'session') return { ...base, kind }
  return { ...base, kind, roleName: path[1], roleArn: context.get('aws:principalarn')?.[0] }
}

// §1: the formula
function allowed(asked: Asked, lean: Lean): boolean {
  const { of, caller } = asked
  if (explicitlyDenied(asked, !lean)) return false
  const scpAllows =
    caller.kind === 'service' ||
    serviceLinked(caller, lean) ||
    levels(of.scp).every(level => level.some(policy => permits(policy, asked, lean)))
  if (!scpAllows || !unlimitedBy(of.vpce, asked, lean)) return false
  if (of.action === 'kms:RetireGrant') return mayRetire(asked, lean)
  if (asked.iamOnly) return caller.kind !== 'service' && identityAllows(asked, lean)
  const foreign = caller.kind !== 'service' && caller.account !== of.resourceAccount
  const usage = asked.context.get('kms:keyusage')?.[0]
  if (usage !== undefined && !fitsUsage(of.action, usage)) return false
  if (foreign && !acrossAccounts.has(of.action)) return false
  return throughKeyPolicy(asked, foreign, lean) || throughGrant(asked, lean)
}

function explicitlyDenied(asked: Asked, lean: Lean): boolean {
  const { of, caller } = asked
  const denies = (policy: Document | null): boolean =>
    (policy?.Statement ?? []).some(
      one => one.Effect === 'Deny' && policy !== null && applies(one, policy, asked, lean),
    )
  const unlessLinked = !serviceLinked(caller, !lean)
  const rcp = of.action === 'kms:RetireGrant' || asked.iamOnly || !unlessLinked ? [] : levels(of.rcp).flat()
  const scp = caller.kind === 'service' || !unlessLinked ? [] : levels(of.scp).flat()
  const own = caller.kind === 'service' ? [] : [...of.identityPolicies, of.boundary, of.sessionPolicy]
  return (
    [...rcp, ...scp, ...own, of.vpce].some(denies) ||
    (!asked.iamOnly &&
      of.keyPolicy.Statement.some(
        one => one.Effect === 'Deny' && stops(one, asked, lean) && applies(one, of.keyPolicy, asked, lean),
      ))
  )
}

/** The principal half of a Deny of a key policy; D6 for those that say NotPrincipal. */
function stops({ Principal, NotPrincipal }: Statement, { caller, of }: Asked, lean: Lean): boolean {
  if (NotPrincipal === undefined) return hits(Principal, caller, 'Deny', lean).length > 0
  const sure = hits(NotPrincipal, caller, 'Deny', false)
  if (of.boundary !== null || hits(NotPrincipal, caller, 'Deny', true).length === 0) return true
  if (caller.kind !== 'session') return sure.length === 0 && lean
  return ['account', 'role', 'itself'].every(one => sure.some(hit => hit === one)) ? false : lean
}

function throughKeyPolicy(asked: Asked, foreign: boolean, lean: Lean): boolean {
  const { of, caller } = asked
  const limits = unlimitedBy(of.boundary, asked, lean) && unlimitedBy(of.sessionPolicy, asked, lean)
  return of.keyPolicy.Statement.some(one => {
    if (one.Effect !== 'Allow' || !applies(one, of.keyPolicy, asked, lean)) return false
    return admits(one, caller, lean).some(hit => {
      if (caller.kind === 'service') return true
      if (foreign || hit === 'account') return identityAllows(asked, lean)
      return hit === 'itself' || hit === 'everyone' || limits
    })
  })
}

function admits({ Principal, NotPrincipal }: Statement, caller: Caller, lean: Lean): readonly Hit[] {
  if (NotPrincipal === undefined) return hits(Principal, caller, 'Allow', lean)
  return lean && hits(NotPrincipal, caller, 'Deny', false).length === 0 ? ['everyone'] : []
}

function identityAllows(asked: Asked, lean: Lean): boolean {
  const { of, caller } = asked
  if (caller.kind === 'root') return true
  const policies = of.identityPolicies.some(policy => permits(policy, asked, lean))
  return policies && unlimitedBy(of.boundary, asked, lean) && unlimitedBy(of.sessionPolicy, asked, lean)
}

// §3: principals
function hits(
  principals: Principals | undefined,
  caller: Caller,
  effect: string,
  lean: Lean,
): readonly Hit[] {
  if (principals === undefined) return []
  const { AWS, Service } = typeof principals === 'string' ? { AWS: principals, Service: [] } : principals
  const service = list(Service).some(name => caller.kind === 'service' && name === caller.arn)
  const found = list(AWS).map(written => hitBy(written, caller, effect, lean))
  return [...found, service ? ('itself' as const) : undefined].filter(hit => hit !== undefined)
}

function hitBy(written: string, caller: Caller, effect: string, lean: Lean): Hit | undefined {
  if (written === '*') return caller.kind !== 'service' || effect === 'Deny' || lean ? 'everyone' : undefined
  if (caller.kind === 'service') return undefined
  if (written === caller.account || written === `arn:aws:iam::${caller.account}:root`) return 'account'
  if (written === caller.arn || isSession(written, caller, lean)) return 'itself'
  if (isUser(written, caller, lean)) return caller.kind === 'user' ? 'itself' : 'session of user'
  return isRole(written, caller, lean) ? 'role' : undefined
}

/** Whether the caller is a federated session of that user, which the case need not tell. */
function isUser(written: string, { kind, account, user }: Caller, lean: Lean): boolean {
  const mayBe = written.startsWith(`arn:aws:iam::${account}:user/`) || written.startsWith('AIDA')
  if (kind !== 'federated') return kind === 'user' && written.startsWith('AIDA') && lean
  return user === undefined || written.startsWith('AIDA') ? mayBe && lean : written === user
}

/** P7, for a caller of which only the role is known. */
function isSession(written: string, { arn, account, roleName }: Caller, lean: Lean): boolean {
  return lean && arn === '' && written.startsWith(`arn:aws:sts::${account}:assumed-role/${roleName}/`)
}

/** P3: a session's ARN has no path; without `aws:PrincipalArn` the path of its role is not known. */
function isRole(written: string, { account, roleName, roleArn }: Caller, lean: Lean): boolean {
  if (written.startsWith('AROA')) return roleName !== undefined && lean
  if (roleArn !== undefined || roleName === undefined) return written === roleArn
  const path = written.split('/')
  return path[0] === `arn:aws:iam::${account}:role` && path.at(-1) === roleName && (path.length === 2 || lean)
}

function serviceLinked({ kind, roleName, roleArn }: Caller, lean: Lean): boolean {
  if (kind !== 'session') return false
  if (roleArn !== undefined) return roleArn.includes(':role/aws-service-role/')
  return lean && roleName?.startsWith('AWSServiceRoleFor') === true
}

// §5: grants
function isNamed(written: string, caller: Caller, lean: Lean): boolean {
  if (caller.kind === 'service') return written === caller.arn
  const hit = hitBy(written, caller, 'Allow', lean)
  return hit === 'account' ? caller.kind === 'root' || lean : hit !== undefined
}

function throughGrant(asked: Asked, lean: Lean): boolean {
  const { of, caller } = asked
  const operation = of.action.slice('kms:'.length)
  if (!grantable.has(operation)) return false
  return of.grants.some(
    grant =>
      grant.operations.includes(operation) &&
      isNamed(grant.grantee, caller, lean) &&
      constraintsMet(grant, operation, asked) &&
      (lean || (unlimitedBy(of.boundary, asked, false) && unlimitedBy(of.sessionPolicy, asked, false))),
  )
}

function constraintsMet(grant: Grant, operation: string, { context }: Asked): boolean {
  const source = context.get('aws:sourcearn')?.[0]
  const sourceMet =
    grant.sourceArn === undefined ||
    source === grant.sourceArn ||
    (operation === 'DescribeKey' && source === undefined)
  if (!sourceMet || operation === 'DescribeKey') return sourceMet
  const prefix = 'kms:encryptioncontext:'
  const sent = [...context.keys()].filter(key => key.startsWith(prefix))
  const covered = (pairs: Readonly<Record<string, string>> = {}): boolean =>
    Object.entries(pairs).every(([key, value]) => context.get(prefix + key.toLowerCase())?.[0] === value)
  const exact = grant.encryptionContextEquals
  return (
    covered(grant.encryptionContextSubset) &&
    covered(exact) &&
    (exact === undefined || Object.keys(exact).length === sent.length)
  )
}

/** G7 */
function mayRetire(asked: Asked, lean: Lean): boolean {
  const { of, caller } = asked
  const [grant] = of.grants
  if (grant === undefined) return false
  const retiring = grant.retiringPrincipal ?? 'nobody'
  const byAccount = retiring === `arn:aws:iam::${caller.account}:root` || grant.createdBy === caller.account
  if (caller.kind !== 'service' && byAccount && identityAllows(asked, lean)) return true
  if (!retiring.endsWith(':root') && isNamed(retiring, caller, lean)) return true
  return grant.operations.includes('RetireGrant') && isNamed(grant.grantee, caller, lean)
}

function permits(policy: Document, asked: Asked, lean: Lean): boolean {
  return policy.Statement.some(one => one.Effect === 'Allow' && applies(one, policy, asked, lean))
}

function unlimitedBy(policy: Document | null, asked: Asked, lean: Lean): boolean {
  return policy === null || permits(policy, asked, lean)
}

function levels(written: Case['scp']): readonly (readonly Document[])[] {
  if (written === null) return []
  if ('Statement' in written) return [[written]]
  const policies = written.flatMap(one => ('Statement' in one ? [one] : []))
  return policies.length > 0 ? [policies] : written.flatMap(one => ('Statement' in one ? [] : [one]))
}

const numRuns = Number(process.env['KEYPLAN_OPINIONS'] ?? 20_000)

test(`has the same opinion as the engine on ${numRuns} random cases`, () => {
  const counts = { allow: 0, deny: 0, unknown: 0 }
  const agree = fc.property(randomCase, one => {
    const mine = secondOpinion(one)
    counts[mine] += 1
    expect(evaluate(readCase(one, 'random').request).decision).toBe(mine)
  })
  fc.assert(agree, { numRuns })
  // Each answer must come often, or agreement says little.
  for (const count of Object.values(counts)) expect(count / numRuns).toBeGreaterThan(0.1)
}, 300_000)
