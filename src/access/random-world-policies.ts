import * as fc from 'fast-check'
import {
  conditions as anyConditions,
  iam,
  linked,
  often,
  oneOrTwo,
  other,
  own,
  pick,
  sts,
  type Conditions,
  type Values,
} from './random-conditions.ts'
import type { Principals, Statement } from './random-policies.ts'

// For tests only: the statements of a random world. Most of them mean something, so that a good part of the
// requests is allowed and what one statement gives is often what another takes.
/** For tests only: the organization of the first account. */
export const organization = 'o-a1b2c3d4e5'

const people = [
  iam(own, 'role/App'),
  iam(own, 'role/App'),
  iam(own, 'role/App'),
  iam(own, 'role/team/Ops'),
  iam(own, 'user/Alice'),
  iam(own, 'user/ops/Carol'),
  iam(own, linked),
  iam(own, 'role/Ghost'),
  iam(other, 'role/App'),
  iam(other, 'role/team/Partner'),
  iam(other, 'user/Alice'),
  sts(own, 'assumed-role/App/s1'),
  sts(own, 'assumed-role/Ops/s1'),
  sts(other, 'assumed-role/App/s1'),
  sts(own, 'federated-user/Bob'),
]
const roots = [iam(own, 'root'), own, iam(other, 'root')]
const service = pick('cloudtrail.amazonaws.com', 'logs.us-west-2.amazonaws.com')

/** A condition block of one entry. */
const asks = (operator: string, key: string, value: Values): Conditions => ({ [operator]: { [key]: value } })
const aboutCaller = pick(
  asks('StringEquals', 'kms:CallerAccount', own),
  asks('StringEquals', 'aws:PrincipalAccount', [own, other]),
  asks('StringEquals', 'aws:PrincipalOrgID', organization),
  asks('StringNotEquals', 'aws:PrincipalOrgID', organization),
  asks('StringNotEqualsIfExists', 'aws:PrincipalOrgID', organization),
  asks('ArnLike', 'aws:PrincipalArn', iam(own, 'role/*')),
  asks('ArnLike', 'aws:PrincipalArn', iam('*', 'role/App')),
  asks('ArnEquals', 'aws:PrincipalArn', [iam(own, 'role/team/Ops'), iam(other, 'user/Alice')]),
  asks('ArnNotLike', 'aws:PrincipalArn', [iam(own, 'role/App'), iam(own, 'root')]),
  asks('StringLike', 'aws:PrincipalArn', iam(own, '*')),
  asks('StringNotLike', 'aws:PrincipalArn', iam('*', 'user/*')),
  asks('StringEquals', 'aws:PrincipalType', 'Account'),
  asks('StringEquals', 'aws:PrincipalType', ['User', 'AssumedRole']),
  asks('Bool', 'aws:PrincipalIsAWSService', 'false'),
  asks('StringEquals', 'aws:username', 'Alice'),
  asks('StringEquals', 'aws:PrincipalTag/team', 'a'),
)
const aboutCall = pick(
  asks('Bool', 'aws:MultiFactorAuthPresent', 'true'),
  asks('BoolIfExists', 'aws:MultiFactorAuthPresent', 'false'),
  asks('StringEquals', 'kms:EncryptionContext:Team', 'a'),
  asks('StringNotEquals', 'kms:EncryptionContext:Team', 'a'),
  asks('ForAllValues:StringEquals', 'kms:EncryptionContextKeys', ['Team', 'Other']),
  asks('StringEquals', 'kms:ViaService', 's3.us-west-2.amazonaws.com'),
  asks('StringNotLike', 'kms:ViaService', 's3.*.amazonaws.com'),
  asks('Bool', 'kms:GrantIsForAWSResource', 'true'),
  asks('ForAllValues:StringEquals', 'kms:GrantOperations', ['Decrypt', 'Encrypt']),
  asks('StringEquals', 'aws:SourceVpce', 'vpce-1'),
  asks('Null', 'kms:EncryptionContext:Team', 'false'),
  asks('StringEquals', 'kms:RequestAlias', 'alias/app'),
)
const aboutKey = pick(
  asks('StringEquals', 'kms:KeySpec', 'SYMMETRIC_DEFAULT'),
  asks('StringNotEquals', 'kms:KeyUsage', 'ENCRYPT_DECRYPT'),
  asks('StringEquals', 'aws:ResourceAccount', own),
  asks('StringNotEquals', 'aws:ResourceAccount', [own, '777788889999']),
  asks('StringEquals', 'aws:ResourceAccount', '${aws:PrincipalAccount}'),
  asks('Bool', 'kms:MultiRegion', 'true'),
)
const onlyInIam = pick(
  asks('StringEquals', 'aws:ResourceTag/team', 'a'),
  asks('StringEquals', 'aws:ResourceTag/team', ['a', 'b']),
  asks('StringNotEquals', 'aws:ResourceTag/env', 'prod'),
  asks('StringEquals', 'aws:ResourceTag/team', '${aws:PrincipalTag/team}'),
  asks('Null', 'aws:ResourceTag/env', 'true'),
  asks('ForAnyValue:StringLike', 'kms:ResourceAliases', 'alias/app*'),
  asks('ForAllValues:StringEquals', 'kms:ResourceAliases', ['alias/app', 'alias/b']),
  asks('ForAnyValue:StringNotLike', 'kms:ResourceAliases', 'alias/app*'),
)

type Optional = fc.Arbitrary<Conditions | undefined>
const unconditional = (weight: number, ...conditional: readonly fc.Arbitrary<Conditions>[]): Optional =>
  fc.oneof(
    { arbitrary: fc.constant(undefined), weight },
    ...conditional,
    anyConditions(0),
    fc.tuple(aboutCaller, aboutCall).map(([one, two]) => ({ ...one, ...two })),
  )

const actions: fc.Arbitrary<Values> = fc.oneof(
  { arbitrary: pick<Values>('kms:*', '*'), weight: 7 },
  {
    arbitrary: pick<Values>(
      ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
      ['kms:Decrypt', 'kms:CreateGrant', 'kms:Sign'],
      ['kms:Describe*', 'kms:Get*', 'kms:List*', 'kms:Put*'],
    ),
    weight: 4,
  },
  pick<Values>('kms:Decrypt', 'kms:De*', 'kms:CreateGrant', 'KMS:decr*', '*:*', 's3:*'),
)
const resources = (patterns: fc.Arbitrary<Values>): fc.Arbitrary<Partial<Statement>> =>
  fc.oneof(
    { arbitrary: patterns.map(Resource => ({ Resource })), weight: 14 },
    patterns.map(NotResource => ({ NotResource })),
  )
const whichActions: fc.Arbitrary<Partial<Statement>> = fc.oneof(
  { arbitrary: actions.map(Action => ({ Action })), weight: 14 },
  actions.map(NotAction => ({ NotAction })),
)

/** One statement put together of its parts, in the order in which people write them. */
function statement(
  Effect: Statement['Effect'],
  who: fc.Arbitrary<Partial<Statement>>,
  what: fc.Arbitrary<Partial<Statement>>,
  when: Optional,
): fc.Arbitrary<Statement> {
  return fc.tuple(who, whichActions, what, when).map(([principal, action, resource, Condition]) => ({
    Effect,
    ...principal,
    ...action,
    ...resource,
    ...(Condition === undefined ? {} : { Condition }),
  }))
}

const principal = (of: fc.Arbitrary<Principals>): fc.Arbitrary<Partial<Statement>> =>
  of.map(Principal => ({ Principal }))
const named = fc.record({ AWS: oneOrTwo(pick(...people)) })
const account = fc.record({ AWS: pick(...roots) })
const anybody: fc.Arbitrary<Principals> = fc.constant('*')
const everyForm = [
  iam(own, 'root'),
  iam(own, 'role/App'),
  sts(own, 'assumed-role/App/s1'),
  iam(own, 'user/Alice'),
]
const excluded: fc.Arbitrary<Partial<Statement>> = fc
  .oneof(fc.subarray(everyForm, { minLength: 1 }), fc.constant(everyForm))
  .map(AWS => ({ NotPrincipal: { AWS } }))

/** For tests only: the statement that leaves a key to the IAM policies of accounts. */
export function delegation(...accounts: readonly string[]): Statement {
  const AWS = accounts.map(id => iam(id, 'root'))
  return { Effect: 'Allow', Principal: { AWS }, Action: 'kms:*', Resource: '*' }
}

/** For tests only: a statement of that key's policy. */
export function worldKeyStatement(arn: string): fc.Arbitrary<Statement> {
  const here = resources(often<Values>('*', 12, pick<Values>(arn, arn.replace('key/', 'alias/'))))
  const open = unconditional(16, aboutCaller, aboutCall, aboutKey)
  const tied = unconditional(0, aboutCaller, aboutCaller, aboutCall, aboutKey)
  const allow = (who: fc.Arbitrary<Partial<Statement>>, when: Optional) => statement('Allow', who, here, when)
  const deny = (who: fc.Arbitrary<Partial<Statement>>, when: Optional) => statement('Deny', who, here, when)
  return fc.oneof(
    { arbitrary: allow(principal(account), fc.constant(undefined)), weight: 7 },
    { arbitrary: allow(principal(account), tied), weight: 3 },
    { arbitrary: allow(principal(named), open), weight: 6 },
    { arbitrary: allow(principal(fc.record({ Service: oneOrTwo(service) })), open), weight: 1 },
    { arbitrary: allow(principal(anybody), tied), weight: 3 },
    { arbitrary: allow(excluded, open), weight: 1 },
    { arbitrary: deny(principal(fc.oneof(named, account)), open), weight: 1 },
    { arbitrary: deny(principal(anybody), tied), weight: 1 },
    { arbitrary: deny(excluded, fc.oneof(tied, fc.constant(undefined))), weight: 1 },
  )
}

const keyPatterns: fc.Arbitrary<Values> = fc.oneof(
  { arbitrary: fc.constant<Values>('*'), weight: 6 },
  {
    arbitrary: pick<Values>(
      `arn:aws:kms:*:${own}:key/*`,
      [
        `arn:aws:kms:us-west-2:${own}:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
        `arn:aws:kms:us-west-2:${other}:key/0987dcba-09fe-87dc-65ba-ab0987654321`,
      ],
      'arn:aws:kms:*:*:key/mrk-*',
      `arn:aws:kms:eu-west-1:${own}:*`,
      `arn:aws:kms:us-west-2:${own}:alias/app`,
      'arn:aws:kms:us-west-2:${aws:PrincipalAccount}:key/*',
      `arn:aws:kms:us-west-2:${own}:key/\${aws:PrincipalTag/key}`,
      'arn:*',
    ),
    weight: 5,
  },
)
const nobody = fc.constant<Partial<Statement>>({})
const inIam = (weight: number): Optional =>
  unconditional(weight, aboutCaller, aboutCall, aboutKey, onlyInIam, onlyInIam)
const ofIdentity = (allowed: number): fc.Arbitrary<Statement> => {
  const there = resources(keyPatterns)
  return fc.oneof(
    { arbitrary: statement('Allow', nobody, there, inIam(18)), weight: allowed },
    statement('Deny', nobody, there, inIam(1)),
  )
}

/** For tests only: a statement of a role's or user's own policy. */
export const identityStatement = ofIdentity(7)

const most: Statement = { Effect: 'Allow', Action: '*', Resource: '*' }

/** For tests only: a statement of a boundary or an SCP, with so many denials in ten, or of an RCP. */
export function limitStatement(denials: number | 'rcp'): fc.Arbitrary<Statement> {
  const there = resources(keyPatterns)
  const when = unconditional(1, aboutCaller, aboutCaller, aboutCall, aboutKey)
  const deny = (who: fc.Arbitrary<Partial<Statement>>) => statement('Deny', who, there, when)
  if (denials === 'rcp') return deny(principal(anybody))
  return fc.oneof(
    { arbitrary: fc.oneof(fc.constant(most), ofIdentity(9)), weight: 10 - denials },
    { arbitrary: deny(nobody), weight: denials },
  )
}
