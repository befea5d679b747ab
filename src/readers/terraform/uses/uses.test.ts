import { describe, expect, test } from 'vitest'
import type { KeyUse } from '../../../model/key-use.ts'
import { showText } from '../../../model/text.ts'
import { block, changed, readChanges } from '../test-plan.ts'

const aws = {
  name: 'aws',
  expressions: {
    region: { constant_value: 'eu-central-1' },
    allowed_account_ids: { constant_value: ['111122223333'] },
  },
}
const key = changed('aws_kms_key.k', {}, { after_unknown: { arn: true, key_id: true } })
const keyBlock = block('aws_kms_key.k')
const toKey = { references: ['aws_kms_key.k.arn', 'aws_kms_key.k'] }

function usesOf(changes: readonly object[], blocks: readonly object[], rest: object = {}): readonly KeyUse[] {
  const root = { resources: [keyBlock, ...blocks], ...rest }
  return readChanges([key, ...changes], root, { aws }).inventory.uses
}

/** The pointer of each use, and its key as it is told. */
function keys(uses: readonly KeyUse[]): readonly string[] {
  return uses.map(({ at, key: { addresses, name, unknown } }) =>
    [at.pointer, addresses.join('|'), name === undefined ? '' : showText(name), unknown?.name ?? ''].join(
      ' ',
    ),
  )
}

function queue(name: unknown, expression: object = {}, unknown: object = {}): readonly string[] {
  const after = name === undefined ? {} : { kms_master_key_id: name }
  const change = changed('aws_sqs_queue.q', after, { after_unknown: unknown })
  return keys(usesOf([change], [block('aws_sqs_queue.q', expression)]))
}

describe('an argument that names a key', () => {
  const isUnknown = { kms_master_key_id: true }

  test('a key of the plan, by its ARN', () => {
    expect(queue(undefined, { kms_master_key_id: toKey }, isUnknown)).toEqual([
      '/kms_master_key_id aws_kms_key.k  ',
    ])
  })

  test('an alias of the plan leads to its key, by reference and by name', () => {
    const alias = changed(
      'aws_kms_alias.a',
      { name: 'alias/app' },
      { after_unknown: { arn: true, target_key_id: true, id: true } },
    )
    const aliasBlock = block('aws_kms_alias.a', { target_key_id: toKey })
    const reference = { references: ['aws_kms_alias.a.arn', 'aws_kms_alias.a'] }
    const volume = changed('aws_ebs_volume.v', {}, { after_unknown: { kms_key_id: true } })
    const byName = changed('aws_sqs_queue.q', { kms_master_key_id: 'alias/app' })
    const byArn = changed('aws_sns_topic.t', {
      name: 't',
      kms_master_key_id: 'arn:aws:kms:eu-central-1:111122223333:alias/app',
    })
    const blocks = [aliasBlock, block('aws_ebs_volume.v', { kms_key_id: reference })]
    expect(keys(usesOf([alias, volume, byName, byArn], blocks))).toEqual([
      '/kms_key_id aws_kms_key.k  ',
      '/kms_master_key_id aws_kms_key.k alias/app ',
      '/kms_master_key_id aws_kms_key.k arn:aws:kms:eu-central-1:111122223333:alias/app ',
    ])
  })

  test('a key elsewhere keeps its name', () => {
    expect(queue('alias/aws/sqs')).toEqual(['/kms_master_key_id  alias/aws/sqs '])
  })

  test.each([undefined, null, '', 'AWS_OWNED_KMS_KEY'])('%s is no use', name => {
    expect(queue(name)).toEqual([])
  })

  test('what is known after apply since nobody wrote it is no use', () => {
    expect(queue(undefined, {}, isUnknown)).toEqual([])
  })

  test('a local is a hole with its name', () => {
    expect(queue(undefined, { kms_master_key_id: { references: ['local.key'] } }, isUnknown)).toEqual([
      '/kms_master_key_id   local.key',
    ])
  })

  test('a value of another type is a hole', () => {
    expect(queue(7)).toEqual(['/kms_master_key_id   a value of another type than `/kms_master_key_id` has'])
  })

  test('a sensitive name is not told', () => {
    const change = changed(
      'aws_sqs_queue.q',
      { kms_master_key_id: 'alias/secret' },
      { after_sensitive: { kms_master_key_id: true } },
    )
    expect(keys(usesOf([change], [block('aws_sqs_queue.q')]))).toEqual([
      '/kms_master_key_id   a sensitive value',
    ])
  })
})

describe('a key in nested blocks', () => {
  const other = changed('aws_kms_key.other', {}, { after_unknown: { arn: true } })
  const toOther = { references: ['aws_kms_key.other.arn', 'aws_kms_key.other'] }
  const otherBlock = block('aws_kms_key.other')

  test('blocks of a list are told apart', () => {
    const template = changed(
      'aws_launch_template.t',
      { block_device_mappings: [{ ebs: [{}] }, { ebs: [{}] }, { ebs: [{ kms_key_id: 'alias/x' }] }] },
      {
        after_unknown: {
          block_device_mappings: [{ ebs: [{ kms_key_id: true }] }, { ebs: [{ kms_key_id: true }] }, {}],
        },
      },
    )
    const mappings = [
      { ebs: [{ kms_key_id: toKey }] },
      { ebs: [{ kms_key_id: toOther }] },
      { ebs: [{ kms_key_id: { constant_value: 'alias/x' } }] },
    ]
    const blocks = [otherBlock, block('aws_launch_template.t', { block_device_mappings: mappings })]
    expect(keys(usesOf([other, template], blocks))).toEqual([
      '/block_device_mappings/0/ebs/0/kms_key_id aws_kms_key.k  ',
      '/block_device_mappings/1/ebs/0/kms_key_id aws_kms_key.other  ',
      '/block_device_mappings/2/ebs/0/kms_key_id  alias/x ',
    ])
  })

  test('blocks of a set are not: each may name either', () => {
    const table = changed(
      'aws_dynamodb_table.t',
      { replica: [{}, {}] },
      { after_unknown: { replica: [{ kms_key_arn: true }, { kms_key_arn: true }] } },
    )
    const replica = [{ kms_key_arn: toKey }, { kms_key_arn: toOther }]
    expect(keys(usesOf([other, table], [otherBlock, block('aws_dynamodb_table.t', { replica })]))).toEqual([
      '/replica/0/kms_key_arn aws_kms_key.k|aws_kms_key.other  ',
      '/replica/1/kms_key_arn aws_kms_key.k|aws_kms_key.other  ',
    ])
  })

  test('what a dynamic block names is a hole', () => {
    const table = changed(
      'aws_dynamodb_table.t',
      { server_side_encryption: [{ enabled: true }] },
      { after_unknown: { server_side_encryption: [{ kms_key_arn: true }] } },
    )
    expect(keys(usesOf([table], [block('aws_dynamodb_table.t')]))).toEqual([
      '/server_side_encryption/0/kms_key_arn   known after apply',
    ])
  })

  test('a block that the provider fills in is no use, another may come from a dynamic block', () => {
    const table = changed('aws_dynamodb_table.t', {}, { after_unknown: { server_side_encryption: true } })
    const template = changed('aws_launch_template.t', {}, { after_unknown: { block_device_mappings: true } })
    const blocks = [block('aws_dynamodb_table.t'), block('aws_launch_template.t')]
    expect(keys(usesOf([table, template], blocks))).toEqual([
      '/block_device_mappings/ebs/kms_key_id   known after apply',
    ])
  })

  test('an attribute that holds objects is one expression', () => {
    const bucket = changed(
      'aws_s3tables_table_bucket.b',
      { encryption_configuration: { sse_algorithm: 'aws:kms' } },
      { after_unknown: { encryption_configuration: { kms_key_arn: true } } },
    )
    const blocks = [block('aws_s3tables_table_bucket.b', { encryption_configuration: toKey })]
    expect(keys(usesOf([bucket], blocks))).toEqual(['/encryption_configuration/kms_key_arn aws_kms_key.k  '])
  })

  test('hostile shapes are holes or nothing, never an error', () => {
    const shapes = [null, 7, 'text', [], [[]], [null], { kms_key_arn: [] }, [{ kms_key_arn: {} }]]
    for (const server_side_encryption of shapes) {
      const table = changed('aws_dynamodb_table.t', { server_side_encryption })
      expect(() => usesOf([table], [block('aws_dynamodb_table.t', { server_side_encryption })])).not.toThrow()
    }
  })
})
