import { expect, test } from 'vitest'
import { referencesIn } from './key-referrers.ts'
import { readResources } from './resources.ts'
import { block, changed, planOf } from './test-plan.ts'

/** Whether the key `aws_kms_key.k`, or the one in module `m`, is named. */
function isReferenced(root: object, address = 'aws_kms_key.k') {
  const plan = planOf({
    format_version: '1.2',
    resource_changes: [changed(address, {})],
    configuration: { root_module: root },
  })
  const [key] = readResources(plan, 'plan.json').managed
  return key && referencesIn(plan)(key)
}

const key = block('aws_kms_key.k')
const naming = (...references: readonly string[]) => ({ references })
const arn = naming('aws_kms_key.k.arn', 'aws_kms_key.k')
const output = (expression: object) => ({ outputs: { arn: { expression } } })

test.each([
  ['nothing', [], 'no'],
  ['its alias', [block('aws_kms_alias.a', { target_key_id: arn })], 'no'],
  ['its policy', [block('aws_kms_key_policy.p', { key_id: arn, policy: { constant_value: '' } })], 'no'],
  ['itself', [block('aws_kms_key.k', { description: naming('aws_kms_key.k') })], 'no'],
  ['another key of that name', [block('aws_s3_bucket.b', { key: naming('aws_kms_key.k2') })], 'no'],
  ['a resource', [block('aws_sqs_queue.q', { kms_master_key_id: arn })], 'yes'],
  [
    'an instance',
    [block('aws_sqs_queue.q', { k: naming('aws_kms_key.k[0].arn', 'aws_kms_key.k[0]') })],
    'yes',
  ],
  ['a nested block', [block('aws_s3_bucket.b', { rule: [{ default: [{ id: arn }] }] })], 'yes'],
  ['a data source', [block('data.aws_iam_policy_document.d', { statement: [{ resources: arn }] })], 'yes'],
  ['a repetition', [block('aws_sqs_queue.q', {}, { for_each_expression: arn })], 'yes'],
  ['a replica', [block('aws_kms_replica_key.r', { primary_key_arn: arn })], 'yes'],
  ['a local, perhaps', [block('aws_sqs_queue.q', { kms_master_key_id: naming('local.key') })], 'unknown'],
  [
    'what names its alias',
    [
      block('aws_kms_alias.a', { target_key_id: arn }),
      block('aws_sqs_queue.q', { kms_master_key_id: naming('aws_kms_alias.a.name', 'aws_kms_alias.a') }),
    ],
    'yes',
  ],
])('named by %s', (_, others, is) => {
  expect(isReferenced({ resources: [key, ...others] })).toBe(is)
})

test('an output of the root module names it, and the call of a module', () => {
  expect(isReferenced({ resources: [key], ...output(arn) })).toBe('yes')
  expect(isReferenced({ resources: [key], module_calls: { m: { expressions: { key: arn } } } })).toBe('yes')
})

test.each([
  ['nobody', {}, 'no'],
  ['the root module', output(naming('module.m.arn', 'module.m')), 'yes'],
  ['another output of the module', output(naming('module.m.other', 'module.m')), 'no'],
  ['the module as a whole', output(naming('module.m')), 'yes'],
  ['an instance of it', output(naming('module.m["a"].arn', 'module.m["a"]', 'module.m')), 'yes'],
  ['a local, perhaps', { resources: [block('aws_sqs_queue.q', { k: naming('local.key') })] }, 'yes'],
])('the output of a module is taken by %s', (_, root, is) => {
  const m = { module: { resources: [key], ...output(arn) } }
  expect(isReferenced({ ...root, module_calls: { m } }, 'module.m.aws_kms_key.k')).toBe(is)
})

test('of a key without a block nothing is told', () => {
  expect(isReferenced({ resources: [] })).toBeUndefined()
})
