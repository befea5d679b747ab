import { describe, expect, test } from 'vitest'
import { block, changed } from '../readers/terraform/test-plan.ts'
import { account, bucket, existing, graphOf, keyArn, mayRead, needed, reads, role } from './test-needed.ts'
import { neededOn } from './needed.ts'

describe('a resource that does not exist yet', () => {
  const newborn = { after_unknown: { arn: true, id: true } }
  const d = 'data.aws_iam_policy_document.d'

  /** A role whose policy document names references in the plan's way: what stands around them is not told. */
  function byReference(actions: readonly string[], ...references: readonly string[]) {
    const listed = references.flatMap(one => [`${one}.arn`, one])
    const resources = references.map(() => true)
    return {
      changes: [
        changed('aws_iam_role.app', { name: 'app', path: '/' }, newborn),
        changed('aws_iam_role_policy.app', { name: 'app', role: 'app' }, { after_unknown: { policy: true } }),
        changed(
          d,
          { statement: [{ actions, resources: resources.map(() => null) }] },
          { actions: ['read'], after_unknown: { json: true, statement: [{ resources }] } },
        ),
      ],
      blocks: [
        block('aws_iam_role_policy.app', { policy: { references: [`${d}.json`, d] } }),
        block(d, { statement: [{ resources: { references: listed } }] }),
      ],
    }
  }

  const queue = changed('aws_sqs_queue.q', { name: 'q', kms_master_key_id: keyArn }, newborn)

  test('is the one that a policy refers to', () => {
    const { changes, blocks } = byReference(['sqs:ReceiveMessage'], 'aws_sqs_queue.q')
    expect(needed([queue, ...changes], blocks)).toEqual([
      'role/app certain kms:Decrypt: role/app may sqs:ReceiveMessage on aws_sqs_queue.q, which is encrypted with it',
    ])
  })

  test('is not another one', () => {
    const { changes, blocks } = byReference(['sqs:ReceiveMessage'], 'aws_sqs_queue.other')
    const other = changed('aws_sqs_queue.other', { name: 'other' }, newborn)
    expect(needed([queue, other, ...changes], blocks)).toEqual([])
  })

  test('may be it where the reference leads through something else', () => {
    const { changes, blocks } = byReference(['sqs:ReceiveMessage'], 'local.queue')
    expect(needed([queue, ...changes], blocks)).toEqual([
      'role/app possible kms:Decrypt: role/app perhaps may sqs:ReceiveMessage on aws_sqs_queue.q, which is encrypted with it',
    ])
  })

  test('a plan does not tell whether its objects are meant', () => {
    const rule = [{ apply_server_side_encryption_by_default: [{ kms_master_key_id: keyArn }] }]
    const created = [
      changed('aws_s3_bucket.data', {}, { after_unknown: { arn: true, id: true, bucket: true } }),
      changed(
        'aws_s3_bucket_server_side_encryption_configuration.data',
        { rule },
        { after_unknown: { bucket: true } },
      ),
    ]
    const { changes, blocks } = byReference(['s3:GetObject'], 'aws_s3_bucket.data')
    const toBucket = { bucket: { references: ['aws_s3_bucket.data.id', 'aws_s3_bucket.data'] } }
    const all = [...blocks, block('aws_s3_bucket_server_side_encryption_configuration.data', toBucket)]
    expect(needed([...created, ...changes], all)).toEqual([
      mayRead.replace('certain', 'possible').replace('app may', 'app perhaps may'),
    ])
  })

  test('a policy that cannot be read and is made with it may be about it', () => {
    const references = { references: ['aws_sqs_queue.q.arn', 'aws_sqs_queue.q'] }
    const { changes } = byReference(['sqs:ReceiveMessage'])
    const told = needed(
      [queue, ...changes.slice(0, 2)],
      [block('aws_iam_role_policy.app', { policy: references })],
    )
    const text = 'on aws_sqs_queue.q, which is encrypted with it'
    expect(told).toEqual([
      `role/app possible kms:Decrypt: role/app perhaps may sqs:ReceiveMessage ${text}`,
      `role/app possible kms:Decrypt kms:GenerateDataKey: role/app perhaps may sqs:SendMessage ${text}`,
    ])
  })
})

test.each([
  [
    'aws_sqs_queue',
    'sqs',
    'q',
    { kms_master_key_id: keyArn },
    'SendMessage',
    'kms:Decrypt kms:GenerateDataKey',
  ],
  ['aws_sns_topic', 'sns', 't', { kms_master_key_id: keyArn }, 'Publish', 'kms:Decrypt kms:GenerateDataKey'],
  [
    'aws_secretsmanager_secret',
    'secretsmanager',
    'secret:s-a1b2c3',
    { kms_key_id: keyArn },
    'GetSecretValue',
    'kms:Decrypt',
  ],
  ['aws_ssm_parameter', 'ssm', 'parameter/p', { key_id: keyArn }, 'GetParameters', 'kms:Decrypt'],
  [
    'aws_dynamodb_table',
    'dynamodb',
    'table/t',
    { server_side_encryption: [{ kms_key_arn: keyArn }] },
    'Query',
    'kms:Decrypt',
  ],
  ['aws_kinesis_stream', 'kinesis', 'stream/s', { kms_key_id: keyArn }, 'PutRecord', 'kms:GenerateDataKey'],
  ['aws_ebs_volume', 'ec2', 'volume/vol-1', { kms_key_id: keyArn }, 'AttachVolume', 'kms:CreateGrant'],
  [
    'aws_instance',
    'ec2',
    'instance/i-1',
    { root_block_device: [{ kms_key_id: keyArn }] },
    'StartInstances',
    'kms:CreateGrant',
  ],
] as const)('whoever uses a %s', (type, service, name, values, what, actions) => {
  const arn = `arn:aws:${service}:eu-central-1:${account}:${name}`
  const resource = existing(`${type}.x`, { ...values, arn })
  const by = (Resource: string) =>
    needed([resource, ...role('app', { Action: `${service}:${what}`, Resource })])
  const told = `role/app certain ${actions}: role/app may ${service}:${what} on ${type}.x, which is encrypted with it`
  expect(by(arn)[0]).toBe(told)
  expect(by(`arn:aws:${service}:*:${account}:${name}`)[0]).toBe(told)
  expect(by(arn.replace('eu-central-1', 'us-east-1'))).toEqual([])
  expect(by(`arn:aws:${service}:*:*:${name.replace(/[^/:]+$/, '*')}`)[0]).toContain(' possible ')
})

test('a replica of a table stands elsewhere, with a key of its own', () => {
  const arn = `arn:aws:dynamodb:eu-central-1:${account}:table/t`
  const table = existing('aws_dynamodb_table.t', {
    arn,
    replica: [{ region_name: 'us-east-1', kms_key_arn: keyArn }],
  })
  expect(needed([table, ...role('app', { Action: 'dynamodb:*', Resource: arn })])).toEqual([])
})

test('a permissions boundary takes a need away', () => {
  const boundary = `arn:aws:iam::${account}:policy/limit`
  const limit = (Action: string) =>
    existing('aws_iam_policy.limit', {
      arn: boundary,
      name: 'limit',
      path: '/',
      policy: JSON.stringify({ Statement: [{ Effect: 'Allow', Action, Resource: '*' }] }),
    })
  const [, inline] = role('app', reads('arn:aws:s3:::data/*'))
  const bounded = existing('aws_iam_role.app', {
    name: 'app',
    path: '/',
    arn: `arn:aws:iam::${account}:role/app`,
    permissions_boundary: boundary,
  })
  const under = (action: string) =>
    needed([...bucket('data'), limit(action), bounded, ...(inline === undefined ? [] : [inline])])
  expect(under('kms:*')).toEqual([])
  expect(under('s3:Get*')).toEqual([mayRead])
})

function byForeigner(resource: string) {
  const { graph, key } = graphOf([...bucket('data'), ...role('app', reads(resource))])
  const identities = graph.identities.map(one => ({ ...one, account: '999999999999' }))
  return key === undefined ? [] : neededOn({ ...graph, identities }, key)
}

test('a role of another account needs it perhaps, and only for what its policies name', () => {
  const [told] = byForeigner('arn:aws:s3:::data/*')
  expect(told?.certainty).toBe('possible')
  expect(told?.unknowns.map(({ name }) => name)).toEqual([
    'whether aws_s3_bucket.data admits account 999999999999',
  ])
  expect(byForeigner('arn:aws:s3:::*')).toEqual([])
})

test('many resources behind one pattern are told with a few', () => {
  const many = Array.from({ length: 50 }, (_, index) => bucket(`data${index}`)).flat()
  expect(needed([...many, ...role('app', reads('arn:aws:s3:::data*/*'))])).toEqual([
    'role/app certain kms:Decrypt: role/app may s3:GetObject on aws_s3_bucket.data0 and others, which are encrypted with it',
  ])
})

test('what is not looked at of many resources is not taken for none', () => {
  const prefix = `arn:aws:sqs:eu-central-1:${account}:q`
  const many = Array.from({ length: 50 }, (_, index) =>
    existing(`aws_sqs_queue.q${index}`, { arn: `${prefix}${index}`, kms_master_key_id: keyArn }),
  )
  const by = (Resource: string) =>
    needed([...many, ...role('app', { Action: 'sqs:ReceiveMessage', Resource })])
  expect(by(`${prefix}*x`)).toEqual([
    'role/app possible kms:Decrypt: role/app perhaps may sqs:ReceiveMessage on aws_sqs_queue.q0, which is encrypted with it',
  ])
  expect(by(`${prefix}49`)).toEqual([
    'role/app certain kms:Decrypt: role/app may sqs:ReceiveMessage on aws_sqs_queue.q49, which is encrypted with it',
  ])
})
