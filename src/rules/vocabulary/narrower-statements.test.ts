import { expect, test } from 'vitest'
import { allow } from '../example-statements.ts'
import type { ExampleValue } from '../example.ts'
import type { Correction } from '../correction.ts'
import { permissionOf, roleNamed, unknownNamed } from '../fake-world.ts'
import { withKeysByArn } from './alias-corrections.ts'
import { onOwnKeys, withGuardedGrants } from './narrower-statements.ts'

const keys = 'arn:aws:kms:*:111122223333:key/*'

function held(Action: ExampleValue, Resource: ExampleValue = '*') {
  return permissionOf(allow({ Action, Resource }), [roleNamed('App')])
}

/** Actions and resources of what is written. */
function told(correction: Correction | undefined) {
  return correction?.kind === 'statement'
    ? correction.write.map(one => [one['Action'], one['Resource']])
    : undefined
}

test.each<[string, ExampleValue, ExampleValue, readonly (readonly ExampleValue[])[] | undefined]>([
  ['actions on keys', ['kms:Decrypt', 'kms:ReEncrypt*'], '*', [[['kms:Decrypt', 'kms:ReEncrypt*'], keys]]],
  [
    'those of other services stay',
    ['kms:Decrypt', 's3:Get*'],
    '*',
    [
      ['s3:Get*', '*'],
      ['kms:Decrypt', keys],
    ],
  ],
  [
    'those without a key stay',
    ['kms:Sign', 'kms:ListKeys'],
    '*',
    [
      ['kms:ListKeys', '*'],
      ['kms:Sign', keys],
    ],
  ],
  [
    'those on aliases stay',
    ['kms:Sign', 'kms:CreateAlias'],
    '*',
    [
      ['kms:CreateAlias', '*'],
      ['kms:Sign', keys],
    ],
  ],
  ['a pattern for both', 'kms:*', '*', undefined],
  ['everything', '*', '*', undefined],
  ['a resource of another service beside', 'kms:Decrypt', ['*', 'arn:aws:s3:::b'], undefined],
])('keys of the own account: %s', (_, actions, resources, expected) => {
  expect(told(onOwnKeys(held(actions, resources)))).toEqual(expected)
})

test('a policy of AWS, or one that roles of two accounts have, is left as it is', () => {
  const permission = held('kms:Decrypt')
  const other = { ...roleNamed('Other'), account: '444455556666' }
  expect(onOwnKeys({ ...permission, policy: { ...permission.policy, ofAws: true } })).toBeUndefined()
  expect(onOwnKeys({ ...permission, holders: [roleNamed('App'), other] })).toBeUndefined()
})

test('grants are guarded in a statement of their own', () => {
  const correction = withGuardedGrants(held(['kms:CreateGrant', 'kms:ListGrants']))
  expect(correction?.kind === 'statement' && correction.write).toEqual([
    { Effect: 'Allow', Action: 'kms:ListGrants', Resource: '*' },
    {
      Effect: 'Allow',
      Action: 'kms:CreateGrant',
      Resource: '*',
      Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    },
  ])
})

test.each<[string, ExampleValue, readonly (readonly ExampleValue[])[] | undefined]>([
  ['a pattern for it alone', 'kms:CreateGrant*', [['kms:CreateGrant*', '*']]],
  ['a pattern for more', 'kms:Create*', undefined],
  ['a pattern of services', '*:CreateGrant', undefined],
])('grants are guarded where nothing else is: %s', (_, actions, expected) => {
  expect(told(withGuardedGrants(held(actions)))).toEqual(expected)
})

const arns = 'arn:aws:kms:us-west-2:111122223333'
const id = '1234abcd-12ab-34cd-56ef-1234567890ab'

test.each<[string, ExampleValue, ExampleValue, ExampleValue | undefined]>([
  ['an alias', 'kms:Decrypt', `${arns}:alias/app`, `${arns}:key/*`],
  ['the name of an alias', 'kms:Decrypt', 'alias/app', keys],
  ['two aliases', 'kms:Decrypt', [`${arns}:alias/a`, `${arns}:alias/b*`], `${arns}:key/*`],
  ['a key id', 'kms:Decrypt', id, `arn:aws:kms:*:111122223333:key/${id}`],
  ['the end of an ARN', 'kms:Decrypt', 'key/*', keys],
  ['an alias beside its key', 'kms:Decrypt', [`${arns}:alias/app`, keys], keys],
  ['an alias beside a key id', 'kms:Decrypt', ['alias/app', id], undefined],
  ['an action on aliases', ['kms:Decrypt', 'kms:CreateAlias'], 'alias/app', undefined],
  ['another service', 'kms:Decrypt', ['alias/app', 'arn:aws:s3:::b'], undefined],
  ['a key id beside another service', 'kms:Decrypt', [id, 'arn:aws:s3:::b'], undefined],
  ['nothing', 'kms:Decrypt', [], undefined],
])('what stands for keys: %s', (_, actions, resources, expected) => {
  const correction = withKeysByArn({ in: 'identity-policy', ...held(actions, resources) })
  expect(told(correction)).toEqual(expected === undefined ? undefined : [[actions, expected]])
})

test('aliases are asked for as a pattern where one of them is one', () => {
  const correction = withKeysByArn({ in: 'identity-policy', ...held('kms:Decrypt', ['alias/a', 'alias/b*']) })
  expect(correction?.kind === 'statement' && correction.write.map(one => one['Condition'])).toEqual([
    { 'ForAnyValue:StringLike': { 'kms:ResourceAliases': ['alias/a', 'alias/b*'] } },
  ])
})

test('the name of an alias is no ARN where the account of those who have it is not told', () => {
  const holders = [{ ...roleNamed('App'), account: unknownNamed('account') }] as const
  const correct = (resource: string) =>
    told(withKeysByArn({ in: 'identity-policy', ...held('kms:Decrypt', resource), holders }))
  expect(correct('alias/app')).toBeUndefined()
  expect(correct(`${arns}:alias/app`)).toEqual([['kms:Decrypt', `${arns}:key/*`]])
})

test('a policy of AWS and one of a key are left as they are', () => {
  const { policy, ...permission } = held('kms:Decrypt', 'alias/app')
  const ofAws = { ...policy, ofAws: true as const }
  expect(withKeysByArn({ in: 'identity-policy', ...permission, policy: ofAws })).toBeUndefined()
  const document = policy.document
  const role = roleNamed('App')
  expect(
    withKeysByArn({ in: 'trust-policy', role, document, statement: permission.statement }),
  ).toBeUndefined()
})
