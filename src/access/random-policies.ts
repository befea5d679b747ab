import * as fc from 'fast-check'
import {
  conditions,
  iam,
  key,
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

// For tests only: random policies.
/** For tests only: the principals of a statement as IAM writes them. */
export type Principals = '*' | { readonly AWS?: Values; readonly Service?: Values }

/** For tests only: a statement as IAM writes it. */
export interface Statement {
  readonly Effect: 'Allow' | 'Deny'
  readonly Principal?: Principals
  readonly NotPrincipal?: Principals
  readonly Action?: Values
  readonly NotAction?: Values
  readonly Resource?: Values
  readonly NotResource?: Values
  readonly Condition?: Conditions
}

/** For tests only: a policy as IAM writes it. */
export interface Document {
  readonly Version?: string
  readonly Statement: readonly Statement[]
}

// What statements name. Small pools: a form should hit a caller often.
const namedAws = pick(
  ...Array.from({ length: 8 }, () => '@account'),
  ...Array.from({ length: 8 }, () => '@entity'),
  '@itself',
  '@itself',
  '*',
  own,
  iam(own, 'root'),
  iam(own, 'root'),
  iam(other, 'root'),
  iam(own, 'role/App'),
  iam(own, 'role/App'),
  iam(own, 'role/team/App'),
  iam(own, 'role/team/App'),
  iam(own, 'role/team/App'),
  iam(other, 'role/App'),
  sts(own, 'assumed-role/App/s1'),
  sts(other, 'assumed-role/App/s1'),
  sts(own, 'assumed-role/App/s2'),
  iam(own, 'user/Alice'),
  iam(own, 'user/ops/Carol'),
  iam(own, 'user/alice'),
  iam(other, 'user/Alice'),
  sts(own, 'federated-user/Bob'),
  iam(own, linked),
  'AROAEXAMPLEEXAMPLE123',
  'AROAEXAMPLEEXAMPLE123',
  'AIDAEXAMPLEEXAMPLE123',
  iam(own, 'role/*'),
  iam('*', 'root'),
  iam(own, 'group/App'),
)
const namedServices = pick('cloudtrail.amazonaws.com', 'logs.us-west-2.amazonaws.com', 'logs.amazonaws.com')
const principals: fc.Arbitrary<Principals> = fc.oneof(
  { arbitrary: fc.constant('*' as const), weight: 1 },
  { arbitrary: fc.record({ AWS: oneOrTwo(namedAws) }), weight: 7 },
  { arbitrary: fc.record({ Service: oneOrTwo(namedServices) }), weight: 1 },
  { arbitrary: fc.record({ AWS: namedAws, Service: namedServices }), weight: 1 },
)
const everyForm = [iam(own, 'root'), iam(own, 'role/App'), sts(own, 'assumed-role/App/s1')]
const excluded: fc.Arbitrary<Principals> = fc.oneof(
  fc.record({
    AWS: fc.oneof(
      fc.subarray(everyForm, { minLength: 1 }),
      namedAws.filter(one => one !== '*'),
    ),
  }),
  fc.record({
    AWS: fc.subarray([...everyForm, iam(own, 'role/team/App'), iam(own, 'user/Alice')], { minLength: 1 }),
  }),
  fc.record({ Service: namedServices }),
)

const actionPatterns = oneOrTwo(
  often(
    'kms:*',
    6,
    fc.constant('@action'),
    pick('*:*', 'k*:*', '?ms:Decrypt'),
    pick('*:*', 'k*:De*'),
    pick(
      '*',
      'KMS:decr*',
      'kms:De*',
      'kms:?ecrypt',
      'kms:ReEncrypt*',
      'kms:R*',
      'kms:*Key*',
      'kms:GetPublicKey',
      's3:*',
    ),
    pick('kms:Decrypt', 'kms:RetireGrant', 'kms:CreateGrant', 'kms:Put*', 'kms:Enc*', 'kms:List*'),
  ),
)
const resourcePatterns = oneOrTwo(
  often(
    '*',
    6,
    fc.constant(key),
    pick(
      `arn:aws:kms:*:${own}:key/*`,
      'arn:aws:kms:us-west-?:*:key/1234abcd-*',
      'arn:aws:kms:us-west-2:111122223333:*',
    ),
    pick(
      `arn:aws:kms:eu-west-1:${own}:key/*`,
      `arn:aws:kms:us-west-2:${own}:alias/app`,
      'alias/app',
      key.slice(-36),
    ),
    pick(key.toUpperCase(), `arn:aws-cn:kms:us-west-2:${own}:key/*`, `arn:aws:kms:us-west-2:${other}:key/*`),
    pick(
      `arn:aws:kms:us-west-2:${own}:key/\${aws:PrincipalTag/key}`,
      `arn:aws:kms:us-west-2:${own}:key/\${aws:PrincipalTag/key, '1234abcd-12ab-34cd-56ef-1234567890ab'}`,
      `arn:aws:kms:us-west-2:${own}:key/\${*}`,
    ),
  ),
)

// Statements and documents
type Parts = Readonly<Record<string, unknown>>
const merged = (...parts: readonly fc.Arbitrary<Parts>[]): fc.Arbitrary<Statement> =>
  fc.tuple(...parts).map(all => {
    const statement: Statement = Object.assign({}, ...all)
    return statement
  })
const named = <T>(name: string, value: fc.Arbitrary<T>): fc.Arbitrary<Parts> =>
  value.map(one => (one === undefined ? {} : { [name]: one }))
const said = (name: string, value: fc.Arbitrary<Values>): fc.Arbitrary<Parts> =>
  fc.oneof(
    { arbitrary: named(name, value), weight: 40 },
    { arbitrary: named(`Not${name}`, value), weight: 3 },
    { arbitrary: fc.constant({}), weight: 1 },
  )
const effect = (denials: number): fc.Arbitrary<Parts> =>
  fc.oneof(
    { arbitrary: fc.constant({ Effect: 'Allow' }), weight: 8 },
    { arbitrary: fc.constant({ Effect: 'Deny' }), weight: denials },
  )
const rest = [
  said('Action', actionPatterns),
  said('Resource', resourcePatterns),
  named('Condition', conditions(5)),
]
const plain = (denials: number): fc.Arbitrary<Statement> => merged(effect(denials), ...rest)
export const keyStatement = fc.oneof(
  { arbitrary: merged(effect(1), named('Principal', principals), ...rest), weight: 12 },
  { arbitrary: merged(effect(3), named('NotPrincipal', excluded), ...rest), weight: 2 },
)
const everybody = fc.constant<Parts>({ Principal: '*' })
/** A statement of an endpoint's policy. */
export const endpointStatement = merged(effect(1), everybody, ...rest)
export const rcpStatement = merged(fc.constant({ Effect: 'Deny' }), everybody, ...rest)
export const documentOf = (statement: fc.Arbitrary<Statement>, maxLength = 2): fc.Arbitrary<Document> =>
  fc
    .tuple(
      pick('2012-10-17', '2012-10-17', '2012-10-17', '2008-10-17', undefined),
      fc.array(statement, { minLength: 1, maxLength }),
    )
    .map(([Version, Statement]) => (Version === undefined ? { Statement } : { Version, Statement }))
export const allowAll: Document = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
}
export const limit = documentOf(plain(1))
