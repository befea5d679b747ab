import { describe, expect, test } from 'vitest'
import { assumedAccount } from './assumed-account.ts'
import { hole } from './evaluate/node-parts.ts'
import { readingOf, resource } from './test-stack.ts'

const account = hole(
  { file: 'stack.yaml', address: 'AWS::AccountId', pointer: '' },
  'AWS::AccountId',
  'not-in-input',
  'account-id',
)
const own = { Ref: 'AWS::AccountId' }

function assumed(
  statement: object,
  rest: object = {},
  resources: object = {},
  {
    Action = 'kms:Describe*',
    ...more
  }: { readonly Action?: string; readonly [property: string]: unknown } = {},
): unknown {
  const Statement = [
    { Effect: 'Allow', Principal: { AWS: '111122223333' }, Action, Resource: '*' },
    { Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*', ...statement },
  ]
  const Resources = { Key: resource('AWS::KMS::Key', { KeyPolicy: { Statement }, ...more }), ...resources }
  return assumedAccount(readingOf({ Resources, ...rest }, { account }))
}

test('the only account that is named is taken to be that of the stack', () => {
  expect(assumed({ Principal: { Service: 'logs.amazonaws.com' } })).toBe('111122223333')
})

describe('none is where the template speaks of its own: what is named beside it may be another', () => {
  const role = { Role: resource('AWS::IAM::Role') }
  const byAccount = { '111122223333': { reads: '111122223333' }, '444455556666': { reads: '*' } }
  test.each<readonly [string, object]>([
    ['as a principal', { Principal: { AWS: own } }],
    [
      'in the ARN of a role',
      { Principal: { AWS: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:role/App' } } },
    ],
    ['by a role', { Principal: { AWS: { 'Fn::GetAtt': ['Role', 'Arn'] } } }],
    [
      'in a condition of a policy',
      { Principal: '*', Condition: { StringEquals: { 'kms:CallerAccount': own } } },
    ],
    ['in a resource', { Principal: '*', Resource: { 'Fn::Sub': 'arn:aws:kms:*:${AWS::AccountId}:key/*' } }],
    ['as the name of a value', { Principal: { AWS: { 'Fn::FindInMap': ['Who', own, 'reads'] } } }],
  ])('%s', (_, statement) => {
    expect(assumed(statement, { Mappings: { Who: byAccount } }, role)).toBeUndefined()
  })

  test('in a condition of its own', () => {
    const Conditions = { Live: { 'Fn::Equals': [own, '444455556666'] } }
    const Principal = { AWS: { 'Fn::If': ['Live', '*', '111122223333'] } }
    expect(assumed({ Principal }, { Conditions })).toBeUndefined()
  })
})

describe('of several that are named, the one that may change the policy is', () => {
  const partner = { Principal: { AWS: '444455556666' } }
  const role = { Role: resource('AWS::IAM::Role') }
  const manages = { Action: 'kms:*' }

  test('beside another account', () => {
    expect(assumed(partner)).toBeUndefined()
    expect(assumed(partner, {}, {}, manages)).toBe('111122223333')
  })

  test('beside a role of the template', () => {
    expect(assumed({ Principal: { AWS: { 'Fn::GetAtt': ['Role', 'Arn'] } } }, {}, role, manages)).toBe(
      '111122223333',
    )
  })

  test('not where another may, or AWS is told not to check', () => {
    expect(assumed({ ...partner, ...manages }, {}, {}, manages)).toBeUndefined()
    expect(assumed({ Principal: { AWS: own }, ...manages }, {}, {}, manages)).toBeUndefined()
    expect(assumed(partner, {}, {}, { ...manages, BypassPolicyLockoutSafetyCheck: true })).toBeUndefined()
  })
})
