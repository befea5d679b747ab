import { expect, test } from 'vitest'
import { irrelevantKeys } from './irrelevant-keys.ts'
import { codesFor, objectionsTo } from './objections-to.ts'

const context = { StringEquals: { 'kms:EncryptionContext:App': 'x' } }

test.each([
  ['the action has it', context, 'kms:Decrypt', []],
  ['no action has it', context, ['kms:DescribeKey', 'kms:Sign'], ['condition-key-of-no-action']],
  ['one action has it', context, ['kms:Decrypt', 'kms:DescribeKey'], ['condition-key-of-other-actions']],
  ['a wildcard, as the guide of CloudWatch Logs has it', context, ['kms:Decrypt*', 'kms:Describe*'], []],
  ['actions that are not in the published data', context, ['kms:Encapsulate', 'kms:Decapsulate'], []],
  ['an action that no key policy gives', context, ['kms:Decrypt', 'kms:ListKeys'], []],
  ['a negated operator', { StringNotEquals: { 'kms:EncryptionContext:App': 'x' } }, 'kms:Sign', []],
  ['IfExists', { StringEqualsIfExists: { 'kms:EncryptionContext:App': 'x' } }, 'kms:Sign', []],
  ['its absence', { Null: { 'kms:EncryptionContext:App': 'true' } }, 'kms:Sign', []],
  [
    'its presence',
    { Null: { 'kms:EncryptionContext:App': 'false' } },
    'kms:Sign',
    ['condition-key-of-no-action'],
  ],
  [
    'a guard of grants',
    { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    'kms:Decrypt',
    ['condition-key-of-no-action'],
  ],
  [
    'a guard of grants on those',
    { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    ['kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant'],
    [],
  ],
  ['a fact of the key', { StringEquals: { 'kms:KeySpec': 'RSA_2048' } }, 'kms:Sign', []],
  ['the way', { StringEquals: { 'kms:ViaService': 's3.us-west-2.amazonaws.com' } }, 'kms:Encapsulate', []],
  [
    'aliases in a key policy',
    { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/a' } },
    'kms:*',
    ['condition-key-of-iam-alone'],
  ],
  [
    'tags in a key policy',
    { StringEquals: { 'aws:ResourceTag/a': 'b' } },
    'kms:*',
    ['condition-key-of-iam-alone'],
  ],
] as const)('%s', (_, condition, Action, codes) => {
  expect(codesFor(irrelevantKeys, condition, { Action })).toEqual(codes)
})

test('aliases and tags count in IAM policies', () => {
  const condition = { StringEquals: { 'aws:ResourceTag/a': 'b' } }
  expect(codesFor(irrelevantKeys, condition, {}, 'identity-policy')).toEqual([])
})

test('services belong to no organization', () => {
  const condition = { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }
  const services = { Service: ['sns.amazonaws.com'] }
  expect(codesFor(irrelevantKeys, condition, { Principal: services })).toEqual(['condition-key-of-accounts'])
  expect(codesFor(irrelevantKeys, condition, { Principal: { ...services, AWS: '*' } })).toEqual([])
})

test('the dead actions are named', () => {
  const Action = ['kms:Encrypt', 'kms:DescribeKey']
  expect(objectionsTo(irrelevantKeys, { Effect: 'Allow', Action, Condition: context })).toEqual([
    'condition-key-of-other-actions: statement 1 tests `kms:EncryptionContext:App`, which requests for `kms:DescribeKey` never have: they are not covered',
  ])
})
