import { expect, test } from 'vitest'
import { keyOfExample } from '../examples/example-key.ts'
import { hole, type ExampleValue } from '../rules/example.ts'
import { lifelessIn } from './lifeless.ts'

const app = 'arn:aws:iam::111122223333:role/App'
const forServices = { Bool: { 'kms:GrantIsForAWSResource': 'true' } }

/** What of a statement for a role has no effect: its kind, with `?` where that is not certain. */
function kindOf(more: Record<string, ExampleValue>, attributes: Record<string, ExampleValue> = {}): string {
  const written = { Effect: 'Allow', Principal: { AWS: app }, Action: 'kms:Decrypt', Resource: '*', ...more }
  const key = keyOfExample({ says: '', statements: written, key: attributes })
  const [statement] = key.policies[0].document.statements
  const dead = statement && lifelessIn(statement, key)
  return dead === undefined ? 'alive' : `${dead.kind}${dead.hangsOn.length > 0 ? '?' : ''}`
}

const rows: readonly (readonly [string, Record<string, ExampleValue>, string])[] = [
  ['a plain statement', {}, 'alive'],
  ['another resource', { Resource: 'arn:aws:s3:::b' }, 'resource'],
  ['no resources', { Resource: [] }, 'resource'],
  ['a resource that is not known', { Resource: hole('var.r') }, 'resource?'],
  ['no actions', { Action: [] }, 'element'],
  ['actions of another service', { Action: 's3:GetObject' }, 'element'],
  ['an action that KMS has not: the grammar tells', { Action: 'kms:Decryp' }, 'alive'],
  ['actions that are not known', { Action: hole('var.a') }, 'actions?'],
  ['IAM only', { Action: 'kms:ListKeys' }, 'iam-only'],
  ['retiring, allowed', { Action: 'kms:RetireGrant' }, 'retire-only'],
  ['retiring, denied', { Action: 'kms:RetireGrant', Effect: 'Deny' }, 'alive'],
  ['retiring, who knows', { Action: 'kms:RetireGrant', Effect: hole('var.e') }, 'retire-only?'],
  [
    'a Deny of what another type does, beside others',
    { Action: ['kms:Sign', 'kms:Decrypt'], Effect: 'Deny' },
    'alive',
  ],
  ['the same allowed', { Action: ['kms:Sign', 'kms:Decrypt'] }, 'actions'],
  [
    'a wildcard beside others',
    { Action: ['kms:Describe*', 'kms:CreateGrant'], Condition: forServices },
    'alive',
  ],
  [
    'a name beside others',
    { Action: ['kms:DescribeKey', 'kms:CreateGrant'], Condition: forServices },
    'actions',
  ],
  ['nothing that carries the key', { Action: 'kms:Describe*', Condition: forServices }, 'conditions'],
  ['a user, for a role', { Condition: { StringEquals: { 'aws:PrincipalType': 'User' } } }, 'conditions'],
  [
    'a type that is not known',
    { Condition: { StringEquals: { 'aws:PrincipalType': hole('var.t') } } },
    'conditions?',
  ],
  ['a condition that is not known', { Condition: hole('var.c') }, 'conditions?'],
  ['a caller that is not known', { Principal: { AWS: hole('var.p') } }, 'alive'],
  ['a principal that KMS refuses: another fault', { Principal: { AWS: 'nobody' }, Resource: 'x' }, 'alive'],
]

test.each(rows)('%s', (_, more, expected) => {
  expect(kindOf(more)).toBe(expected)
})

test('what a key of another type cannot do', () => {
  expect(kindOf({}, { customer_master_key_spec: 'HMAC_256', key_usage: 'GENERATE_VERIFY_MAC' })).toBe(
    'key-type',
  )
})
