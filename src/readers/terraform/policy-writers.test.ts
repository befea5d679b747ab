import { expect, test } from 'vitest'
import type { ReadInput } from '../../model/inventory.ts'
import { block, changed, readChanges } from './test-plan.ts'

const text = (account: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: account }, Action: 'kms:*', Resource: '*' }],
  })

function policies({ inventory }: ReadInput): readonly string[] {
  return inventory.keys.map(key => `${key.address}: ${key.policies.map(({ source }) => source).join(' | ')}`)
}

// A policy of its own resource …
test('that is destroyed leaves AWS’s default, unless the lockout check is bypassed', () => {
  const id = { key_id: 'k-1' }
  const read = (before: object) =>
    policies(
      readChanges(
        [
          changed('aws_kms_key.k', { ...id, policy: text('111122223333') }, { actions: ['no-op'] }),
          changed('aws_kms_key_policy.p', null, { actions: ['delete'], before }),
        ],
        { resources: [block('aws_kms_key.k')] },
      ),
    )
  expect(read(id)).toEqual(['aws_kms_key.k: aws-default'])
  expect(read({ ...id, bypass_policy_lockout_safety_check: true })).toEqual(['aws_kms_key.k: written'])
})

test('that is destroyed leaves AWS’s default, unless the key writes a text that changes', () => {
  const id = { key_id: 'k-1' }
  const read = (before: string) =>
    policies(
      readChanges(
        [
          changed(
            'aws_kms_key.k',
            { ...id, policy: text('111122223333') },
            {
              actions: [before === '1' ? 'no-op' : 'update'],
              before: { ...id, policy: text(before === '1' ? '111122223333' : '444455556666') },
            },
          ),
          changed('aws_kms_key_policy.p', null, { actions: ['delete'], before: id }),
        ],
        { resources: [block('aws_kms_key.k', { policy: { constant_value: text('111122223333') } })] },
      ),
    )
  expect(read('1')).toEqual(['aws_kms_key.k: aws-default'])
  expect(read('2')).toEqual(['aws_kms_key.k: written'])
})

test.each([
  [['delete', 'create'], 'aws_kms_key.k: written'],
  [['create', 'delete'], 'aws_kms_key.k: aws-default'],
])('that is replaced by %j leaves what is written last', (actions, left) => {
  const id = { key_id: 'k-1' }
  const after = { ...id, policy: text('444455556666') }
  const input = readChanges(
    [
      changed('aws_kms_key.k', { ...id, policy: text('111122223333') }, { actions: ['no-op'] }),
      changed('aws_kms_key_policy.p', after, { actions, before: { ...id, policy: text('111122223333') } }),
    ],
    { resources: [block('aws_kms_key.k'), block('aws_kms_key_policy.p')] },
  )
  expect(policies(input)).toEqual([left])
})

test('that an earlier replacement left behind leaves AWS’s default once it is destroyed', () => {
  const written = { key_id: 'k-1', policy: text('444455556666') }
  const left = {
    ...changed('aws_kms_key_policy.p', null, { actions: ['delete'], before: written }),
    deposed: 'ab12',
  }
  const input = readChanges(
    [
      changed('aws_kms_key.k', { key_id: 'k-1', policy: text('444455556666') }, { actions: ['no-op'] }),
      changed('aws_kms_key_policy.p', written, { actions: ['no-op'], before: written }),
      left,
    ],
    { resources: [block('aws_kms_key.k'), block('aws_kms_key_policy.p')] },
  )
  expect(policies(input)).toEqual(['aws_kms_key.k: aws-default'])
})

test('that may be for one key or the other is not certain for either', () => {
  const unknown = { after_unknown: { key_id: true, arn: true, id: true } }
  const ids = ['a', 'b'].flatMap(name => [`aws_kms_key.${name}.id`, `aws_kms_key.${name}`])
  const { inventory } = readChanges(
    [
      changed('aws_kms_key.a', {}, unknown),
      changed('aws_kms_key.b', { policy: text('111122223333') }, unknown),
      changed('aws_kms_key_policy.p', { policy: text('111122223333') }, unknown),
    ],
    {
      resources: [
        block('aws_kms_key.a'),
        block('aws_kms_key.b', { policy: { constant_value: text('111122223333') } }),
        block('aws_kms_key_policy.p', { key_id: { references: ids } }),
      ],
    },
  )
  expect(inventory.keys.map(key => key.policies.map(policy => policy.mayBeOfAnother))).toEqual([
    [undefined, true],
    [undefined, true],
  ])
})
