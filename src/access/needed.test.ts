import { describe, expect, test } from 'vitest'
import { block, changed } from '../readers/terraform/test-plan.ts'
import { account, bucket, existing, graphOf, keyArn, mayRead, needed, reads, role } from './test-needed.ts'
import { neededOn } from './needed.ts'

const logs = existing('aws_cloudwatch_log_group.app', { name: '/app', kms_key_id: keyArn })

describe('a service', () => {
  const line =
    'logs.eu-central-1.amazonaws.com certain kms:GenerateDataKey: CloudWatch Logs encrypts the log group with it'

  test('needs what its guide says', () => {
    expect(needed([logs])).toEqual([`${line} (aws_cloudwatch_log_group.app)`])
  })

  test('is told once for all its resources', () => {
    const another = existing('aws_cloudwatch_log_group.b', { name: '/b', kms_key_id: keyArn })
    expect(needed([logs, another])).toEqual([`${line} (aws_cloudwatch_log_group.app and 1 more)`])
  })

  test('needs nothing for what the same change destroys, or takes to another key', () => {
    const before = { name: '/app', kms_key_id: keyArn }
    expect(needed([changed('aws_cloudwatch_log_group.app', null, { actions: ['delete'], before })])).toEqual(
      [],
    )
    const after = { ...before, kms_key_id: `${keyArn}2` }
    expect(needed([changed('aws_cloudwatch_log_group.app', after, { actions: ['update'], before })])).toEqual(
      [],
    )
  })

  test('needs it perhaps where it is not told which key a resource names', () => {
    const other = changed('aws_kms_key.other', {}, { after_unknown: { arn: true } })
    const group = changed(
      'aws_cloudwatch_log_group.g',
      { name: 'g' },
      { after_unknown: { kms_key_id: true } },
    )
    const choice = {
      references: ['aws_kms_key.other.arn', 'aws_kms_key.other', 'aws_kms_key.new.arn', 'aws_kms_key.new'],
    }
    const fresh = changed('aws_kms_key.new', {}, { after_unknown: { arn: true } })
    const { graph } = graphOf(
      [other, fresh, group],
      [block('aws_cloudwatch_log_group.g', { kms_key_id: choice })],
    )
    const told = graph.keys.flatMap(one => neededOn(graph, one))
    expect(told.map(({ certainty, unknowns }) => [certainty, ...unknowns.map(({ name }) => name)])).toEqual(
      Array.from({ length: 2 }, () => ['possible', 'which key aws_cloudwatch_log_group.g names']),
    )
  })

  test('a role that a resource names needs perhaps all that the guide lists', () => {
    const s3 = {
      kms_key_arn: keyArn,
      role_arn: `arn:aws:iam::${account}:role/app`,
      bucket_arn: 'arn:aws:s3:::x',
    }
    const stream = existing('aws_kinesis_firehose_delivery_stream.f', { extended_s3_configuration: [s3] })
    expect(needed([stream, ...role('app')])).toEqual([
      'role/app possible kms:Decrypt kms:GenerateDataKey: Firehose encrypts what it delivers to S3 with it (aws_kinesis_firehose_delivery_stream.f)',
    ])
  })
})

/** By a role that reads the bucket, with more statements. */
function besides(...more: readonly object[]): readonly string[] {
  return needed([...bucket('data'), ...role('app', reads('arn:aws:s3:::data/*'), ...more)])
}

function deny(resource: string): object {
  return { ...reads(resource), Effect: 'Deny' }
}

/** By a role that reads the bucket under a condition. */
function under(Condition: object): readonly string[] {
  return needed([...bucket('data'), ...role('app', { ...reads('arn:aws:s3:::data/*'), Condition })])
}

describe('a role that reads a bucket', () => {
  const data = bucket('data')

  test.each([
    'arn:aws:s3:::data/*',
    'arn:aws:s3:::data/reports/*',
    'arn:aws:s3:::da*/*',
    'arn:aws:s3:::data/a.txt',
    'arn:aws:s3:::data/${aws:PrincipalTag/team}/*',
  ])('by %s', resource => {
    expect(needed([...data, ...role('app', reads(resource))])).toEqual([mayRead])
  })

  test.each([
    'arn:aws:s3:::data',
    'arn:aws:s3:::data2/*',
    'arn:aws:s3:::other/data/*',
    'arn:aws:sqs:*:*:data/*',
    keyArn,
  ])('not by %s', resource => {
    expect(needed([...data, ...role('app', reads(resource))])).toEqual([])
  })

  test('needs nothing for other actions', () => {
    const lists = {
      Action: ['s3:ListBucket', 's3:DeleteObject'],
      Resource: ['arn:aws:s3:::data', 'arn:aws:s3:::data/*'],
    }
    expect(needed([...data, ...role('app', lists)])).toEqual([])
  })

  test('needs nothing where another key encrypts it', () => {
    expect(needed([...bucket('data', `${keyArn}2`), ...role('app', reads('arn:aws:s3:::data/*'))])).toEqual(
      [],
    )
  })

  test.each([
    ['the role', ['aws_iam_role.app', 'aws_iam_role_policy.app']],
    ['its policy', ['aws_iam_role_policy.app']],
    ['the bucket', ['aws_s3_bucket.data', 'aws_s3_bucket_server_side_encryption_configuration.data']],
    ['the encryption', ['aws_s3_bucket_server_side_encryption_configuration.data']],
  ])('needs nothing once the change destroys %s', (_, addresses) => {
    const all = [...data, ...role('app', reads('arn:aws:s3:::data/*'))]
    const isGone = (change: object) => 'address' in change && addresses.some(one => one === change.address)
    const gone = addresses.map(address => changed(address, null, { actions: ['delete'], before: {} }))
    expect(needed([...all.filter(change => !isGone(change)), ...gone])).toEqual([])
  })

  test('a Deny takes the need away, a Deny of a part does not', () => {
    expect(besides(deny('arn:aws:s3:::data/*'))).toEqual([])
    expect(besides(deny('*'))).toEqual([])
    expect(besides(deny('arn:aws:s3:::data/secret/*'))).toEqual([mayRead])
    expect(besides({ Effect: 'Deny', Action: 's3:*', NotResource: 'arn:aws:s3:::data/*' })).toEqual([mayRead])
    expect(besides({ Effect: 'Deny', Action: 's3:*', NotResource: 'arn:aws:s3:::other/*' })).toEqual([])
  })

  test('a condition leaves it a need, one that never holds does not', () => {
    expect(under({ Bool: { 'aws:SecureTransport': 'true' } })).toEqual([mayRead])
    expect(under({ StringEquals: { 'aws:PrincipalAccount': '999999999999' } })).toEqual([])
  })

  test('who writes makes data keys, and opens them perhaps', () => {
    const writes = { Action: 's3:PutObject', Resource: 'arn:aws:s3:::data/*' }
    const text = 'role/app may s3:PutObject on aws_s3_bucket.data, which is encrypted with it'
    expect(needed([...data, ...role('app', writes)])).toEqual([
      `role/app certain kms:GenerateDataKey: ${text}`,
      `role/app possible kms:Decrypt: ${text.replace('may', 'perhaps may')}`,
    ])
    expect(needed([...data, ...role('app', writes, reads('arn:aws:s3:::data/*'))])).toEqual([
      `role/app certain kms:GenerateDataKey: ${text}`,
      mayRead,
    ])
  })
})

/** By a role with an action on everything, unless it says otherwise. */
function everywhere(Action: string, rest: object = { Resource: '*' }): readonly string[] {
  return needed([...bucket('data'), ...role('app', { Action, ...rest })])
}

describe('who may do it everywhere', () => {
  test('needs it perhaps', () => {
    const told = [
      'role/app possible kms:Decrypt: role/app perhaps may s3:GetObject on everything, aws_s3_bucket.data included, which is encrypted with it',
    ]
    expect(everywhere('s3:GetObject')).toEqual(told)
    expect(everywhere('s3:GetObject', { Resource: 'arn:aws:s3:::*' })).toEqual(told)
    expect(everywhere('s3:GetObject', { NotResource: 'arn:aws:s3:::secret/*' })).toEqual(told)
  })

  test('an administrator needs nothing in particular', () => {
    expect(everywhere('*')).toEqual([])
    expect(needed([...bucket('data'), ...role('app', { NotAction: 'iam:*', Resource: '*' })])).toEqual([])
  })

  test('an action for everything on one bucket is meant for it', () => {
    expect(everywhere('*', { Resource: 'arn:aws:s3:::data/*' }).map(told => told.split(':')[0])).toEqual([
      'role/app certain kms',
      'role/app certain kms',
    ])
  })
})
