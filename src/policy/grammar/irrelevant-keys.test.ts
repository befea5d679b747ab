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
  [
    'a wildcard beside one that has it not',
    context,
    ['kms:Sign', 'kms:*'],
    ['condition-key-of-other-actions'],
  ],
  [
    'an action that is not told beside one that has it not',
    context,
    ['kms:Sign', '‹var.action›'],
    ['condition-key-of-other-actions'],
  ],
  ['an action of another service', context, ['s3:GetObject'], []],
  ['no action', context, undefined, []],
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

test('whatever is left out lacks no condition key', () => {
  expect(codesFor(irrelevantKeys, context, { NotAction: 'kms:Sign' })).toEqual([])
})

const services = { Service: ['sns.amazonaws.com'] }

test.each([
  ['services', { Principal: services }, ['condition-key-of-accounts']],
  ['services and everybody', { Principal: { ...services, AWS: '*' } }, []],
  ['nobody', { Principal: { Service: [] } }, []],
  ['all but services', { Principal: undefined, NotPrincipal: services }, []],
] as const)('no service belongs to an organization: %s', (_, statement, codes) => {
  const condition = { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }
  expect(codesFor(irrelevantKeys, condition, statement)).toEqual(codes)
})

const five = ['kms:DescribeKey', 'kms:Sign', 'kms:Verify', 'kms:GetPublicKey', 'kms:GenerateMac']
const fiveNamed = five.map(name => `\`${name}\``).join(', ')

test.each([
  ['one of two', ['kms:Encrypt', 'kms:DescribeKey'], 'condition-key-of-other-actions', '`kms:DescribeKey`'],
  ['all five', five, 'condition-key-of-no-action', fiveNamed],
  ['five of six', [...five, 'kms:VerifyMac'], 'condition-key-of-no-action', `${fiveNamed} and 1 more`],
])('the dead actions are named: %s', (_, Action, code, named) => {
  expect(objectionsTo(irrelevantKeys, { Effect: 'Allow', Action, Condition: context })).toEqual([
    `${code}: statement 1 tests \`kms:EncryptionContext:App\`, which requests for ${named} never have: they are not covered`,
  ])
})
