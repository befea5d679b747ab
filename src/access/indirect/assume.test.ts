import { expect, test } from 'vitest'
import { iam, other, own, sts } from '../random-conditions.ts'
import { admits, allow, deny, indirectly, keyArn, pathsOf, trusts, type SmallWorld } from './small-world.ts'

// The account itself has direct access in these worlds: as a class it is no indirect way.
const app = iam(own, 'role/App')
const decrypts = { may: [allow('kms:Decrypt', keyArn)] }
const root = { AWS: iam(own, 'root') }
const ci = { AWS: iam(own, 'role/Ci') }
const partner = iam(other, 'role/Partner')
const trusting = (...trust: NonNullable<SmallWorld['who'][string]['trust']>) => ({ ...decrypts, trust })

test.each<[string, SmallWorld['who'], readonly string[]]>([
  [
    'a role that the trust policy names',
    { 'role/App': trusting(trusts(ci)), 'role/Ci': {} },
    ['role/Ci: assume-role'],
  ],
  [
    'the account, and an IAM policy',
    { 'role/App': trusting(trusts(root)), 'user/Bob': { may: [allow('sts:AssumeRole', app)] } },
    ['user/Bob: assume-role'],
  ],
  ['the account without an IAM policy', { 'role/App': trusting(trusts(root)), 'user/Bob': {} }, []],
  [
    'an IAM policy that the trust policy does not meet',
    { 'role/App': decrypts, 'role/Ci': { may: [allow('sts:*')] } },
    [],
  ],
  ['a Deny of the caller', { 'role/App': trusting(trusts(ci)), 'role/Ci': { may: [deny('sts:*')] } }, []],
  [
    'a Deny of the trust policy',
    { 'role/App': trusting(trusts(ci), { ...trusts(ci), Effect: 'Deny' }), 'role/Ci': {} },
    [],
  ],
  [
    'a boundary of the caller',
    { 'role/App': trusting(trusts(root)), 'role/Ci': { may: [allow('sts:*')], boundary: [allow('s3:*')] } },
    [],
  ],
  [
    'another account of which the input has nothing',
    { 'role/App': trusting(trusts({ AWS: iam(other, 'root') })) },
    [`${iam(other, 'root')}: assume-role`],
  ],
  [
    'a service',
    { 'role/App': trusting(trusts({ Service: 'lambda.amazonaws.com' })) },
    ['lambda.amazonaws.com: assume-role'],
  ],
  ['everyone', { 'role/App': trusting(trusts('*')) }, ['*: assume-role']],
  [
    'an identity provider, by web identity',
    {
      'role/App': trusting({
        ...trusts({ Federated: 'token.actions.githubusercontent.com' }, 'sts:AssumeRoleWithWebIdentity'),
        Condition: { StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:acme/*' } },
      }),
    },
    [
      'token.actions.githubusercontent.com: assume-role when token.actions.githubusercontent.com:sub matches repo:acme/*',
    ],
  ],
  [
    'an identity provider, by SAML',
    { 'role/App': trusting(trusts({ Federated: iam(own, 'saml-provider/Sso') }, 'sts:AssumeRoleWithSAML')) },
    ['saml-provider/Sso: assume-role'],
  ],
  [
    'an external id stays a condition',
    {
      'role/App': trusting({
        ...trusts({ AWS: partner }),
        Condition: { StringEquals: { 'sts:ExternalId': 'x' } },
      }),
      [partner]: { may: [allow('sts:AssumeRole', app)] },
    },
    [`${partner}: assume-role when sts:ExternalId is x`],
  ],
  [
    'another account whose own half is missing',
    {
      'role/App': trusting(trusts({ AWS: partner })),
      [partner]: { may: [allow('sts:AssumeRole', iam(own, 'role/Other'))] },
    },
    [],
  ],
])('%s', (_, who, rows) => {
  expect(indirectly({ who })).toEqual(rows)
})

test('a chain across accounts, shortest path first', () => {
  const who = {
    'role/App': trusting(trusts({ AWS: partner })),
    [partner]: { may: [allow('sts:AssumeRole', app)], trust: [trusts({ AWS: iam(other, 'user/Alice') })] },
    [iam(other, 'user/Alice')]: {},
  }
  expect(pathsOf({ who })).toEqual([
    [
      `${partner} can assume ${app} (trust policy of ${app}, statement 1)`,
      'policy 0, statement 1, allows',
      'key policy, statement 1, leaves it to account 111122223333',
      'policy 0, statement 1, allows',
    ],
    [
      `${iam(other, 'user/Alice')} can assume ${partner} (trust policy of ${partner}, statement 1)`,
      `${partner} can assume ${app} (trust policy of ${app}, statement 1)`,
      'policy 0, statement 1, allows',
      'key policy, statement 1, leaves it to account 111122223333',
      'policy 0, statement 1, allows',
    ],
  ])
})

test('a cycle ends', () => {
  const trust = [trusts({ AWS: [iam(own, 'role/A'), iam(own, 'role/B'), iam(own, 'role/C')] })]
  const who = { 'role/A': { ...decrypts, trust }, 'role/B': { trust }, 'role/C': { trust } }
  expect(indirectly({ who })).toEqual(['role/B: assume-role', 'role/C: assume-role'])
})

test.each([
  ['all of it', [allow('kms:Decrypt', keyArn)], []],
  [
    'under a condition',
    [{ ...allow('kms:Decrypt', keyArn), Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }],
    ['role/Ci: assume-role'],
  ],
])('who has %s directly', (_, may, rows) => {
  expect(indirectly({ who: { 'role/App': trusting(trusts(ci)), 'role/Ci': { may } } })).toEqual(rows)
})

test('conditions of all links are asked for', () => {
  const mfa = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }
  const via = { Condition: { StringEquals: { 'kms:ViaService': 's3.us-west-2.amazonaws.com' } } }
  const who = {
    'role/App': { may: [{ ...allow('kms:Decrypt', keyArn), ...via }], trust: [{ ...trusts(ci), ...mfa }] },
    'role/Ci': {},
  }
  expect(indirectly({ who })).toEqual([
    'role/Ci: assume-role when aws:MultiFactorAuthPresent is true when kms:ViaService is s3.us-west-2.amazonaws.com',
  ])
})

test.each([
  ['any', {}, ['role/Ci: assume-role']],
  ['this', { StringEquals: { 'sts:RoleSessionName': 'deploy' } }, ['role/Ci: assume-role']],
  ['another', { StringEquals: { 'sts:RoleSessionName': 'other' } }, []],
])(
  'whoever may assume a role under %s name can be the session that the key policy names',
  (_, Condition, rows) => {
    const policy = [admits(sts(own, 'assumed-role/App/deploy'), 'kms:Decrypt')]
    const who = { 'role/App': { trust: [{ ...trusts(ci), Condition }] }, 'role/Ci': {} }
    expect(indirectly({ policy, who })).toEqual(rows)
  },
)

test('a chain of thousands is told by its ends', () => {
  const length = 3000
  const names = Array.from({ length }, (_, index) => `role/r${index}`)
  const who = Object.fromEntries(
    names.map((name, index) => [
      name,
      { ...(index === 0 ? decrypts : {}), trust: [trusts({ AWS: iam(own, `role/r${index + 1}`) })] },
    ]),
  )
  const paths = pathsOf({ who })
  expect(paths).toHaveLength(length)
  expect(paths.at(-1)).toContain(`and so on, through ${length - 24} more`)
})
