import { expect, test } from 'vitest'
import type { KeyUse } from '../model/key-use.ts'
import { text } from '../model/text.ts'
import { needOf } from '../policy/service-needs.ts'
import { readPolicyText } from '../policy/read-policy.ts'
import { resolveKeys } from './key-graph.ts'
import { inventoryIn } from './indirect/small-world.ts'
import { unmetNeedsOn } from './unmet-needs.ts'

const account = '111122223333'
const at = { file: 'world', address: 'aws_x.x', pointer: '/kms_key_id' }
const trail = `arn:aws:cloudtrail:us-west-2:${account}:trail/t`

function useFor(row: string, arn: string): KeyUse {
  const place = { account, region: 'us-west-2', partition: 'aws', source: text(arn), resource: text(arn), at }
  const need = needOf(row, place)
  const needs = need === undefined ? [] : [need]
  return { address: at.address, at, type: 'aws_x', account, key: { addresses: ['aws_kms_key.k0'] }, needs }
}

/** What is missing of a row under a key policy of these statements. */
function missing(row: string, ...statements: readonly object[]): string {
  const inventory = inventoryIn({ who: {} })
  const [first] = inventory.keys
  if (first === undefined) throw new Error('a small world has a key')
  const written = statements.map(statement => ({
    Effect: 'Allow',
    Action: 'kms:*',
    Resource: '*',
    ...statement,
  }))
  const place = { file: 'world', address: first.address, pointer: '/policy' }
  const document = readPolicyText(JSON.stringify({ Version: '2012-10-17', Statement: written }), place)
  const key = { ...first, policies: [{ ...first.policies[0], document }] as const }
  const use = { ...useFor(row, trail), at: { ...at, file: key.at.file }, key: { addresses: [key.address] } }
  const graph = resolveKeys([{ ...inventory, keys: [key], uses: [use] }])
  const found = unmetNeedsOn(graph, key).map(one => [one.is, ...one.missing].join(' '))
  expect(unmetNeedsOn(graph, key)).toBe(unmetNeedsOn(graph, key))
  return found.join('; ')
}

const cloudtrail = { Principal: { Service: 'cloudtrail.amazonaws.com' } }
const when = (key: string, value: string, operator = 'StringEquals') => ({
  Condition: { [operator]: { [key]: value } },
})
const outside = { Effect: 'Deny', Principal: '*' }
const sparing = {
  StringNotEquals: { 'aws:PrincipalAccount': account },
  Bool: { 'aws:PrincipalIsAWSService': 'false' },
}
const nothing = 'yes kms:DescribeKey kms:GenerateDataKey'

test.each([
  ['the service by its name', '', [cloudtrail]],
  ['for this trail', '', [{ ...cloudtrail, ...when('aws:SourceArn', trail) }]],
  ['for another trail', nothing, [{ ...cloudtrail, ...when('aws:SourceArn', `${trail}2`) }]],
  [
    'a request to describe a key has no encryption context',
    'unknown kms:DescribeKey',
    [{ ...cloudtrail, ...when('kms:EncryptionContext:aws:cloudtrail:arn', trail) }],
  ],
  [
    'in two statements, as the guide writes them',
    '',
    [
      {
        ...cloudtrail,
        ...when('kms:EncryptionContext:aws:cloudtrail:arn', trail),
        Action: 'kms:GenerateDataKey*',
      },
      { ...cloudtrail, Action: 'kms:DescribeKey' },
    ],
  ],
  ['another service', nothing, [{ Principal: { Service: 'sns.amazonaws.com' } }]],
  [
    'the account: services have no IAM policies',
    nothing,
    [{ Principal: { AWS: `arn:aws:iam::${account}:root` } }],
  ],
  ['services that act for the account', '', [{ Principal: '*', ...when('aws:SourceAccount', account) }]],
  [
    'services that act for another',
    nothing,
    [{ Principal: '*', ...when('aws:SourceAccount', '444455556666') }],
  ],
  [
    'an organization has no services',
    nothing,
    [{ Principal: '*', ...when('aws:PrincipalOrgID', 'o-a1b2c3d4e5') }],
  ],
  [
    'a Deny for all outside an organization, to which services do not belong',
    nothing,
    [cloudtrail, { ...outside, ...when('aws:PrincipalOrgID', 'o-a1b2c3d4e5', 'StringNotEqualsIfExists') }],
  ],
  [
    'a Deny for all other accounts',
    nothing,
    [cloudtrail, { ...outside, ...when('aws:PrincipalAccount', account, 'StringNotEquals') }],
  ],
  [
    'a Deny for all other accounts that spares services',
    '',
    [cloudtrail, { ...outside, Condition: sparing }],
  ],
  [
    'a Deny where an account is told',
    '',
    [cloudtrail, { ...outside, ...when('aws:PrincipalAccount', 'false', 'Null') }],
  ],
  [
    'a Deny where none is told',
    nothing,
    [cloudtrail, { ...outside, ...when('aws:PrincipalAccount', 'true', 'Null') }],
  ],
  ['everybody', '', [{ Principal: '*' }]],
  [
    'but for those who come through a service',
    nothing,
    [{ ...cloudtrail, ...when('kms:GranteePrincipal', 'x') }].map(one => ({
      ...one,
      Action: 'kms:CreateGrant',
    })),
  ],
])('CloudTrail, %s', (_, expected, statements) => {
  expect(missing('cloudtrail', ...statements)).toBe(expected)
})

test('keys that no request of the service carries', () => {
  const events = { Principal: { Service: 'events.amazonaws.com' } }
  // The SNS guide: with these conditions delivery breaks.
  const broken = { ...events, ...when('aws:SourceAccount', account) }
  expect(missing('eventbridge-sns', broken)).toBe('yes kms:Decrypt kms:GenerateDataKey')
  expect(missing('eventbridge-sqs', broken)).toBe('')
})

test('what no guide confirms is never certain, and callers and roles are no services', () => {
  expect(missing('s3-storage-lens')).toBe('unknown kms:GenerateDataKey')
  expect(missing('sqs')).toBe('')
  expect(missing('firehose')).toBe('')
})

test('the service-linked role of EC2 Auto Scaling has nothing by a delegation', () => {
  const root = { Principal: { AWS: `arn:aws:iam::${account}:root` } }
  const arn = `arn:aws:iam::${account}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`
  const all = 'yes kms:CreateGrant kms:Decrypt kms:GenerateDataKeyWithoutPlaintext'
  expect(missing('auto-scaling', root)).toBe(all)
  expect(missing('auto-scaling', root, { Principal: { AWS: arn } })).toBe('')
})
