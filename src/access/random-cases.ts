import * as fc from 'fast-check'
import {
  arns,
  iam,
  key,
  linked,
  often,
  other,
  own,
  pick,
  sts,
  texts,
  type Values,
} from './random-conditions.ts'
import {
  allowAll,
  documentOf,
  endpointStatement,
  keyStatement,
  limit,
  rcpStatement,
  type Document,
} from './random-policies.ts'

/** For tests only: a KMS grant as a case writes it. */
export interface Grant {
  readonly grantee: string
  readonly operations: readonly string[]
  readonly encryptionContextEquals?: Readonly<Record<string, string>>
  readonly encryptionContextSubset?: Readonly<Record<string, string>>
  readonly sourceArn?: string
  readonly createdBy?: string
  readonly retiringPrincipal?: string
}

/** For tests only: one request with everything that decides it, in the form that `readCase` reads. */
export interface Case {
  readonly principal: string
  readonly sessionOf?: string
  readonly action: string
  readonly resource: string
  readonly resourceAccount: string
  readonly context: Readonly<Record<string, Values>>
  readonly keyPolicy: Document
  readonly identityPolicies: readonly Document[]
  readonly boundary: Document | null
  readonly sessionPolicy: Document | null
  readonly vpce: Document | null
  readonly scp: Document | readonly Document[] | readonly (readonly Document[])[] | null
  readonly rcp: Document | readonly Document[] | readonly (readonly Document[])[] | null
  readonly grants: readonly Grant[]
}

// Who calls. A session comes with the ARN of its role in the context, with a path or without, or lacks it.
interface Calling {
  readonly principal: string
  readonly sessionOf?: string
  readonly context: Readonly<Record<string, Values>>
}
const session = (account: string, role: string, name: string): readonly Calling[] => {
  const principal = sts(account, `assumed-role/${role.slice(role.lastIndexOf('/') + 1)}/${name}`)
  return [
    { principal, context: {} },
    { principal, context: { 'aws:PrincipalArn': iam(account, role), 'kms:CallerAccount': account } },
  ]
}
const itself = (principal: string, account: string): Calling => ({
  principal,
  context: { 'aws:PrincipalArn': principal, 'aws:PrincipalAccount': account },
})
const federated: Calling = {
  ...itself(sts(own, 'federated-user/Bob'), own),
  sessionOf: iam(own, 'user/Alice'),
}
const callers: fc.Arbitrary<Calling> = pick<Calling[]>(
  ...session(own, 'role/App', 's1'),
  ...session(own, 'role/App', 's1'),
  ...session(own, 'role/team/App', 's1'),
  itself(iam(own, 'user/Alice'), own),
  itself(iam(own, 'role/App'), own),
  itself(iam(own, 'role/team/App'), own),
  itself(iam(own, 'user/ops/Carol'), own),
  federated,
  federated,
  itself(sts(own, 'federated-user/Bob'), own),
  itself(iam(own, 'root'), own),
  ...session(other, 'role/App', 's1'),
  itself(iam(other, 'user/Alice'), other),
  itself(iam(other, 'root'), other),
  ...session(own, linked, 'AutoScaling'),
  { principal: 'cloudtrail.amazonaws.com', context: { 'aws:PrincipalIsAWSService': 'true' } },
  { principal: 'logs.us-west-2.amazonaws.com', context: {} },
)

const actions = often(
  'kms:Decrypt',
  6,
  pick(
    'kms:DescribeKey',
    'kms:DescribeKey',
    'kms:DescribeKey',
    'kms:CreateGrant',
    'kms:GetPublicKey',
    'kms:ReEncryptFrom',
    'kms:ListGrants',
    'kms:PutKeyPolicy',
  ),
  pick(
    'kms:ScheduleKeyDeletion',
    'kms:RevokeGrant',
    'kms:Encapsulate',
    'kms:ListKeys',
    'kms:CreateKey',
    'kms:UpdateAlias',
  ),
  fc.constant('kms:RetireGrant'),
)
const several = { minLength: 0, maxLength: 3 }
const context = fc.record(
  {
    'kms:KeyUsage': often('ENCRYPT_DECRYPT', 12, pick('SIGN_VERIFY', 'GENERATE_VERIFY_MAC')),
    'kms:EncryptionContext:Team': often('a', 3, pick(...texts)),
    'kms:EncryptionContext:Other': pick('b', 'B'),
    'aws:PrincipalTag/team': pick(...texts),
    'aws:PrincipalTag/key': pick(key.slice(-36), '*', '1234abcd-*'),
    'aws:SourceArn': pick(...arns),
    'kms:EncryptionContextKeys': fc.array(pick('a', 'b', 'A'), several),
    'kms:GrantOperations': fc.array(pick('a', 'b'), { minLength: 1, maxLength: 2 }),
    'kms:RotationPeriodInDays': pick('7', '30', '30.0', '90'),
    'aws:CurrentTime': pick('2026-01-01T00:00:00Z', '2026-06-01T12:30:00Z'),
    'aws:MultiFactorAuthPresent': pick('true', 'false'),
    'aws:SourceIp': pick('10.0.0.1', '10.0.1.1', '192.0.2.7'),
  },
  { requiredKeys: [] },
)

const grant: fc.Arbitrary<Grant> = fc
  .tuple(
    pick(
      '@entity',
      '@entity',
      '@entity',
      '@account',
      '@account',
      '@account',
      iam(own, 'role/App'),
      iam(own, 'role/team/App'),
      iam(other, 'role/App'),
      iam(own, 'user/Alice'),
      iam(own, 'root'),
      iam(other, 'root'),
      sts(own, 'federated-user/Bob'),
      iam(own, linked),
      'cloudtrail.amazonaws.com',
    ),
    fc.subarray(['Decrypt', 'DescribeKey', 'ReEncryptFrom', 'RetireGrant', 'ScheduleKeyDeletion'], {
      minLength: 1,
    }),
    fc.oneof(
      { arbitrary: fc.constant({}), weight: 4 },
      fc.record({ encryptionContextSubset: fc.record({ team: pick('a', 'A') }) }),
      fc.record({ encryptionContextEquals: pick({ Team: 'a' }, { team: 'b' }, { Team: 'a', Other: 'b' }) }),
      fc.record({ sourceArn: pick(...arns) }),
    ),
    pick(own, other),
    pick(
      undefined,
      iam(own, 'role/App'),
      iam(own, 'root'),
      iam(other, 'root'),
      iam(own, 'user/Alice'),
      'cloudtrail.amazonaws.com',
    ),
  )
  .map(([grantee, operations, constraints, createdBy, retiringPrincipal]) => ({
    grantee,
    operations,
    ...constraints,
    createdBy,
    ...(retiringPrincipal === undefined ? {} : { retiringPrincipal }),
  }))

const optional = <T>(one: fc.Arbitrary<T>, weight: number): fc.Arbitrary<T | null> =>
  fc.oneof({ arbitrary: fc.constant(null), weight }, one)
const scpLevel = fc.array(often(allowAll, 2, limit), { minLength: 1, maxLength: 2 })

/** For tests only: cases whose parts collide often. */
export const randomCase: fc.Arbitrary<Case> = fc
  .record({
    calling: callers,
    action: actions,
    context,
    keyPolicy: documentOf(keyStatement, 3),
    identityPolicies: fc.array(often(allowAll, 1, limit, limit), { maxLength: 2 }),
    boundary: optional(often(allowAll, 1, limit), 4),
    sessionPolicy: optional(often(allowAll, 1, limit), 4),
    vpce: optional(documentOf(endpointStatement), 12),
    scp: optional<Case['scp']>(
      fc.oneof(limit, scpLevel, fc.array(scpLevel, { minLength: 1, maxLength: 2 })),
      6,
    ),
    rcp: optional<Case['rcp']>(
      fc.oneof(
        documentOf(rcpStatement, 1),
        fc.array(documentOf(rcpStatement, 1), { minLength: 1, maxLength: 2 }),
      ),
      9,
    ),
    grants: fc.array(grant, { maxLength: 1 }),
  })
  .map(({ calling, ...parts }) => fitting(calling, parts))

/** Takes away what such a caller cannot have, and gives the request the resource that its action works on. */
function fitting(
  calling: Calling,
  written: Omit<Case, 'principal' | 'sessionOf' | 'resource' | 'resourceAccount'>,
): Case {
  const [, , service, , account = own, name = ''] = calling.principal.split(':')
  const parts = aimedAt(calling, account, written)
  const onKey = parts.action !== 'kms:ListKeys' && parts.action !== 'kms:CreateKey'
  const person = service !== undefined && name !== 'root'
  return {
    ...calling,
    ...parts,
    resource: onKey ? key : '*',
    resourceAccount: onKey ? own : account,
    context: { ...parts.context, ...calling.context },
    identityPolicies: person ? parts.identityPolicies : [],
    boundary: person ? parts.boundary : null,
    sessionPolicy: person && (service === 'sts' || name.startsWith('role/')) ? parts.sessionPolicy : null,
    vpce: service === undefined ? null : parts.vpce,
  }
}

/** Policies and grants say `@itself` and the like where they speak of this request. */
function aimedAt<T extends { readonly action: string }>(calling: Calling, account: string, parts: T): T {
  const {
    principal,
    sessionOf,
    context: { 'aws:PrincipalArn': told },
  } = calling
  const role = /assumed-role\/([^/]*)/.exec(principal)?.[1]
  const untold = role === undefined ? principal : iam(account, `role/${role}`)
  const entity = sessionOf ?? (typeof told === 'string' ? told : untold)
  const aimed = JSON.stringify(parts)
    .replaceAll('@account', iam(account, 'root'))
    .replaceAll('@entity', entity.includes(':') ? entity : '*')
    .replaceAll('@itself', principal)
    .replaceAll('@action', parts.action)
  const read: T = JSON.parse(aimed)
  return read
}
