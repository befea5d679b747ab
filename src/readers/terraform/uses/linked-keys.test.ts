import { expect, test } from 'vitest'
import type { KeyUse } from '../../../model/key-use.ts'
import { principalId } from '../../../model/principal.ts'
import { showText } from '../../../model/text.ts'
import { block, changed, readChanges } from '../test-plan.ts'

const aws = {
  name: 'aws',
  expressions: {
    region: { constant_value: 'eu-central-1' },
    allowed_account_ids: { constant_value: ['111122223333'] },
  },
}
const refer = (...references: string[]) => ({ references })
const toKey = refer('aws_kms_key.k.arn', 'aws_kms_key.k')
const toBucket = refer('aws_s3_bucket.b.id', 'aws_s3_bucket.b')

/** A key, a queue, a topic and a bucket that it encrypts, and a launch template. */
const changes = [
  changed('aws_kms_key.k', {}, { after_unknown: { arn: true } }),
  changed('aws_sqs_queue.q', { name: 'q' }, { after_unknown: { arn: true, kms_master_key_id: true } }),
  changed('aws_sns_topic.t', { name: 't' }, { after_unknown: { arn: true, kms_master_key_id: true } }),
  changed('aws_sqs_queue.plain', { name: 'plain' }, { after_unknown: { arn: true } }),
  changed('aws_s3_bucket.b', { bucket: 'b-1' }, { after_unknown: { arn: true, id: true } }),
  changed(
    'aws_s3_bucket_server_side_encryption_configuration.b',
    { rule: [{ apply_server_side_encryption_by_default: [{}] }] },
    {
      after_unknown: {
        bucket: true,
        rule: [{ apply_server_side_encryption_by_default: [{ kms_master_key_id: true }] }],
      },
    },
  ),
  changed(
    'aws_launch_template.l',
    { block_device_mappings: [{ ebs: [{}] }] },
    { after_unknown: { id: true, block_device_mappings: [{ ebs: [{ kms_key_id: true }] }] } },
  ),
]
const blocks = [
  block('aws_kms_key.k'),
  block('aws_sqs_queue.q', { kms_master_key_id: toKey }),
  block('aws_sns_topic.t', { kms_master_key_id: toKey }),
  block('aws_sqs_queue.plain'),
  block('aws_s3_bucket.b'),
  block('aws_s3_bucket_server_side_encryption_configuration.b', {
    bucket: toBucket,
    rule: [{ apply_server_side_encryption_by_default: [{ kms_master_key_id: toKey }] }],
  }),
  block('aws_launch_template.l', { block_device_mappings: [{ ebs: [{ kms_key_id: toKey }] }] }),
]

/** The uses that a resource adds: where, whose key, which row, by whom, and what the request carries. */
function added(address: string, after: object, unknown: object, expressions: object, more: object[] = []) {
  const change = changed(address, after, { after_unknown: unknown })
  const extra = more.map(one => block(String(Reflect.get(one, 'address'))))
  const root = { resources: [...blocks, block(address, expressions), ...extra] }
  const { uses } = readChanges([...changes, change, ...more], root, { aws }).inventory
  return uses.filter(use => use.address === address).map(line)
}

function line({ at, key, needs }: KeyUse): string {
  const needed = needs.map(({ row, by, context }) => {
    const told = [...context].flatMap(([name, [value = []]]) =>
      value.some(part => typeof part !== 'string' && part.name.startsWith('whether')) ||
      name.startsWith('aws:sourceorg')
        ? []
        : [`${name}=${showText(value)}`],
    )
    return [row, by === 'caller' ? by : principalId(by), ...told].join(' ')
  })
  const told = key.unknown === undefined ? key.addresses.join('|') : `?${key.unknown.name}`
  return [at.pointer, told, ...needed].join(' ')
}

test('S3 events: the bucket for which S3 acts is the one that is notified about', () => {
  const queue = [{ queue_arn: null }]
  const expressions = { bucket: toBucket, queue: [{ queue_arn: refer('aws_sqs_queue.q.arn') }] }
  expect(
    added(
      'aws_s3_bucket_notification.n',
      { queue },
      { bucket: true, queue: [{ queue_arn: true }] },
      expressions,
    ),
  ).toEqual([
    '/queue/0/queue_arn aws_kms_key.k s3-events s3.amazonaws.com aws:sourcearn=arn:aws:s3:::b-1 aws:sourceaccount=111122223333',
  ])
})

function subscribe(queue: string): readonly string[] {
  return added(
    'aws_sns_topic_subscription.s',
    { protocol: 'sqs' },
    { endpoint: true, topic_arn: true },
    { endpoint: refer(`aws_sqs_queue.${queue}.arn`), topic_arn: refer('aws_sns_topic.t.arn') },
  )
}

test('a subscription of an encrypted queue, and one of a queue that is not', () => {
  expect(subscribe('q')).toEqual([
    '/endpoint aws_kms_key.k sns-to-sqs sns.amazonaws.com aws:sourcearn=arn:aws:sns:eu-central-1:111122223333:t',
  ])
  expect(subscribe('plain')).toEqual([])
})

function subscribeTo(...queues: readonly string[]) {
  return added(
    'aws_sns_topic_subscription.s',
    { protocol: 'sqs', topic_arn: 'arn:aws:sns:eu-central-1:111122223333:t' },
    { endpoint: true },
    { endpoint: refer(...queues) },
  ).map(use => use.split(' sns-to-sqs')[0])
}

test('a subscription of one queue or another', () => {
  expect(subscribeTo('aws_sqs_queue.q.arn', 'aws_sqs_queue.plain.arn')).toEqual([
    '/endpoint ?the key of aws_sqs_queue.q or another',
  ])
  expect(subscribeTo('aws_sqs_queue.q.arn', 'local.other')).toEqual(['/endpoint ?the key of aws_sqs_queue.q'])
  expect(subscribeTo('aws_sqs_queue.plain.arn', 'local.other')).toEqual([])
})

test('a resource that is named by the ARN that it will have', () => {
  const endpoint = 'arn:aws:sqs:eu-central-1:111122223333:q'
  const topic_arn = 'arn:aws:sns:eu-central-1:111122223333:elsewhere'
  expect(added('aws_sns_topic_subscription.s', { endpoint, topic_arn }, {}, {})).toEqual([
    `/endpoint aws_kms_key.k sns-to-sqs sns.amazonaws.com aws:sourcearn=${topic_arn}`,
  ])
})

test.each([
  [
    'aws_sqs_queue.q',
    'default',
    'eventbridge-sqs',
    'aws:sourcearn=ARN:rule/r aws:sourceaccount=111122223333',
  ],
  [
    'aws_sqs_queue.q',
    'bus',
    'eventbridge-sqs',
    'aws:sourcearn=ARN:rule/bus/r aws:sourceaccount=111122223333',
  ],
  [
    'aws_sns_topic.t',
    'default',
    'eventbridge-sns',
    'kms:encryptioncontext:aws:sns:topicarn=arn:aws:sns:eu-central-1:111122223333:t',
  ],
])('EventBridge → %s from bus %s', (target, event_bus_name, row, context) => {
  const after = { rule: 'r', event_bus_name }
  expect(
    added('aws_cloudwatch_event_target.e', after, { arn: true }, { arn: refer(`${target}.arn`) }),
  ).toEqual([
    `/arn aws_kms_key.k ${row} events.amazonaws.com ${context.replace('ARN', 'arn:aws:events:eu-central-1:111122223333')}`,
  ])
})

test('EventBridge with a role of its own needs nothing as a service', () => {
  const after = { rule: 'r', role_arn: 'arn:aws:iam::111122223333:role/Events' }
  expect(
    added('aws_cloudwatch_event_target.e', after, { arn: true }, { arn: refer('aws_sqs_queue.q.arn') }),
  ).toEqual([])
})

test('alarm actions: each unknown element of the list is a topic', () => {
  const after = { alarm_name: 'a', alarm_actions: ['arn:aws:automate:eu-central-1:ec2:stop', null] }
  const expressions = { alarm_actions: refer('aws_sns_topic.t.arn', 'aws_sns_topic.t') }
  expect(
    added('aws_cloudwatch_metric_alarm.a', after, { alarm_actions: [false, true] }, expressions),
  ).toEqual([
    '/alarm_actions/1 aws_kms_key.k cloudwatch-alarms cloudwatch.amazonaws.com aws:sourcearn=arn:aws:cloudwatch:eu-central-1:111122223333:alarm:a aws:sourceaccount=111122223333',
  ])
})

function origin(control: object, unknown: object): readonly string[] {
  return added(
    'aws_cloudfront_distribution.d',
    { origin: [{ ...control }] },
    { arn: true, id: true, origin: [{ domain_name: true, ...unknown }] },
    {
      origin: [
        {
          domain_name: refer('aws_s3_bucket.b.bucket_regional_domain_name', 'aws_s3_bucket.b'),
          origin_access_control_id: refer('aws_cloudfront_origin_access_control.o.id'),
        },
      ],
    },
  )
}

test('CloudFront needs the key of a bucket behind an origin access control only', () => {
  expect(origin({}, { origin_access_control_id: true })).toEqual([
    '/origin/0/domain_name aws_kms_key.k cloudfront cloudfront.amazonaws.com aws:sourcearn=arn:aws:cloudfront::111122223333:distribution/${aws_cloudfront_distribution.d.id}',
  ])
  expect(origin({ origin_access_control_id: '' }, {})).toEqual([])
})

test('Auto Scaling: its service-linked role, or the one that the group names', () => {
  const launch_template = [{ id: null }]
  const group = (after: object) =>
    added(
      'aws_autoscaling_group.g',
      { launch_template, ...after },
      { service_linked_role_arn: !('service_linked_role_arn' in after), launch_template: [{ id: true }] },
      { launch_template: [{ id: refer('aws_launch_template.l.id', 'aws_launch_template.l') }] },
    )
  const slr =
    'arn:aws:iam::111122223333:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling'
  const context = 'kms:grantisforawsresource=true kms:encryptioncontext:aws:ebs:id=${the volume of the call}'
  expect(group({})).toEqual([`/launch_template/0/id aws_kms_key.k auto-scaling ${slr} ${context}`])
  expect(group({ service_linked_role_arn: `${slr}_app` })).toEqual([
    `/launch_template/0/id aws_kms_key.k auto-scaling ${slr}_app ${context}`,
  ])
})

test('flow logs are delivered to a bucket by the log service', () => {
  const expressions = { log_destination: refer('aws_s3_bucket.b.arn', 'aws_s3_bucket.b') }
  expect(added('aws_flow_log.f', {}, { log_destination: true }, expressions)).toEqual([
    '/log_destination aws_kms_key.k vended-logs delivery.logs.amazonaws.com aws:sourcearn=arn:aws:logs:eu-central-1:111122223333:${the delivery of aws_flow_log.f} aws:sourceaccount=111122223333',
  ])
})

test.each([
  [
    'arn:aws:iam::111122223333:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig',
    'config-service-linked config.amazonaws.com',
  ],
  ['arn:aws:iam::111122223333:role/Recorder', 'config-role arn:aws:iam::111122223333:role/Recorder'],
])('AWS Config delivers as its recorder: %s', (role_arn, caller) => {
  const recorder = changed('aws_config_configuration_recorder.r', { role_arn })
  const found = added('aws_config_delivery_channel.c', { s3_bucket_name: 'b-1' }, {}, {}, [recorder])
  expect(found.map(use => use.split(' aws:')[0])).toEqual([`/s3_bucket_name aws_kms_key.k ${caller}`])
})

test('a role that a resource names, in the block of the key or around it', () => {
  const role = 'arn:aws:iam::111122223333:role/Delivery'
  const after = { extended_s3_configuration: [{ role_arn: role, kms_key_arn: 'alias/x' }] }
  expect(added('aws_kinesis_firehose_delivery_stream.f', after, {}, {})[0]).toMatch(
    `/extended_s3_configuration/0/kms_key_arn  firehose ${role} `,
  )
})
