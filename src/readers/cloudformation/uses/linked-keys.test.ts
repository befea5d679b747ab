import { describe, expect, test } from 'vitest'
import type { Stack } from '../evaluate/stack.ts'
import { ifA, resource } from '../test-stack.ts'
import { att, keysIn, needIn, usesOf } from './test-uses.ts'

const key = { KmsMasterKeyId: att('K') }
const BucketEncryption = {
  ServerSideEncryptionConfiguration: [
    { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: att('K') } },
  ],
}

/** A queue, a topic, a bucket and a launch template that the key encrypts, and a queue that none does. */
const resources = {
  Q: resource('AWS::SQS::Queue', { QueueName: 'q', ...key }),
  T: resource('AWS::SNS::Topic', { TopicName: 't', ...key }),
  Plain: resource('AWS::SQS::Queue', { QueueName: 'plain' }),
  B: resource('AWS::S3::Bucket', { BucketName: 'b-1', BucketEncryption }),
  Nameless: resource('AWS::S3::Bucket', { BucketEncryption }),
  L: resource('AWS::EC2::LaunchTemplate', {
    LaunchTemplateName: 'l',
    LaunchTemplateData: { BlockDeviceMappings: [{ Ebs: { KmsKeyId: att('K') } }] },
  }),
}

/** The uses that a resource adds: where, whose key, which row and by whom. */
function added(
  type: string,
  properties: object,
  more: object = {},
  rest: Partial<Stack> = {},
): readonly string[] {
  const uses = usesOf({ ...resources, X: resource(type, properties), ...more }, rest)
  return uses
    .filter(({ address }) => address === 'X')
    .map(use => {
      const [where] = keysIn([use])
      const needs = use.needs.map(need => needIn({ ...need, needed: [], documented: [] }))
      return [where?.replace('X ', ''), ...needs].join(' ')
    })
}

const topic = 'arn:aws:sns:eu-central-1:111122223333:t'

const subscribe = (Endpoint: unknown) => added('AWS::SNS::Subscription', { TopicArn: { Ref: 'T' }, Endpoint })

test('a subscription of an encrypted queue, and one of a queue that is not', () => {
  const told = `/Endpoint K sns-to-sqs sns.amazonaws.com aws:sourcearn=${topic}`
  expect(subscribe(att('Q'))).toEqual([told])
  expect(subscribe('arn:aws:sqs:eu-central-1:111122223333:q')).toEqual([told])
  expect(subscribe(att('Plain'))).toEqual([])
  expect(subscribe({ Ref: 'Name' })).toEqual([])
  expect(subscribe(ifA(att('Q'), att('Plain')))).toEqual([told.replace('K', 'K?A')])
})

test('a topic that lists its subscriptions itself', () => {
  const Subscription = [
    { Protocol: 'sqs', Endpoint: att('Plain') },
    { Protocol: 'sqs', Endpoint: att('Q') },
  ]
  expect(added('AWS::SNS::Topic', { TopicName: 'x', Subscription })).toEqual([
    `/Subscription/1/Endpoint K sns-to-sqs sns.amazonaws.com aws:sourcearn=${topic.replace(/t$/, 'x')}`,
  ])
})

test('a queue or topic of another stack tells no key', () => {
  const at = { file: 'other.yaml', address: 'Q', pointer: '/arn' }
  const imports = () =>
    ({
      type: 'unknown',
      unknown: { kind: 'unknown', reason: 'known-after-apply', name: 'Q', shape: 'anything', at },
      at,
    }) as const
  const Endpoint = { 'Fn::ImportValue': 'queue' }
  expect(added('AWS::SNS::Subscription', { TopicArn: topic, Endpoint }, {}, { imports })).toEqual([])
})

test('S3 events, of the bucket that tells of them', () => {
  const context = 's3-events s3.amazonaws.com aws:sourcearn=arn:aws:s3:::x aws:sourceaccount=111122223333'
  const NotificationConfiguration = {
    QueueConfigurations: [{ Event: 's3:ObjectCreated:*', Queue: att('Q') }],
    TopicConfigurations: [{ Event: 's3:ObjectCreated:*', Topic: { Ref: 'T' } }],
  }
  expect(added('AWS::S3::Bucket', { BucketName: 'x', NotificationConfiguration })).toEqual([
    `/NotificationConfiguration/QueueConfigurations/0/Queue K ${context}`,
    `/NotificationConfiguration/TopicConfigurations/0/Topic K ${context}`,
  ])
})

const rule = (target: object, rest: object = {}) =>
  added('AWS::Events::Rule', { Name: 'r', Targets: [{ Id: '1', ...target }], ...rest })

const busContext = (name: string) =>
  `events.amazonaws.com aws:sourcearn=arn:aws:events:eu-central-1:111122223333:rule/${name} aws:sourceaccount=111122223333`

describe('EventBridge', () => {
  test.each<[string, object, object, string]>([
    ['a queue', { Arn: att('Q') }, {}, `/Targets/0/Arn K eventbridge-sqs ${busContext('r')}`],
    [
      'the default bus',
      { Arn: att('Q') },
      { EventBusName: 'default' },
      `/Targets/0/Arn K eventbridge-sqs ${busContext('r')}`,
    ],
    [
      'a bus',
      { Arn: att('Q') },
      { EventBusName: 'bus' },
      `/Targets/0/Arn K eventbridge-sqs ${busContext('bus/r')}`,
    ],
    [
      'a bus by ARN',
      { Arn: att('Q') },
      { EventBusName: { 'Fn::Sub': 'arn:aws:events:eu-central-1:${AWS::AccountId}:event-bus/bus' } },
      `/Targets/0/Arn K eventbridge-sqs ${busContext('bus/r')}`,
    ],
    [
      'a bus by parameter',
      { Arn: att('Q') },
      { EventBusName: { Ref: 'Name' } },
      `/Targets/0/Arn K eventbridge-sqs ${busContext('${Name}/r')}`,
    ],
    [
      'a topic',
      { Arn: { Ref: 'T' } },
      {},
      `/Targets/0/Arn K eventbridge-sns events.amazonaws.com kms:encryptioncontext:aws:sns:topicarn=${topic}`,
    ],
    [
      'a dead-letter queue',
      { Arn: 'arn:aws:lambda:eu-central-1:111122223333:function:f', DeadLetterConfig: { Arn: att('Q') } },
      {},
      `/Targets/0/DeadLetterConfig/Arn K eventbridge-sqs ${busContext('r')}`,
    ],
    [
      'perhaps a role',
      { Arn: att('Q'), RoleArn: ifA('arn:aws:iam::111122223333:role/E') },
      {},
      `/Targets/0/Arn K?A eventbridge-sqs ${busContext('r')}`,
    ],
  ])('%s', (_, target, rest, told) => {
    expect(rule(target, rest)).toEqual([told])
  })

  test('with a role of its own needs nothing as a service', () => {
    expect(rule({ Arn: att('Q'), RoleArn: 'arn:aws:iam::111122223333:role/E' })).toEqual([])
  })
})

const origin = (DomainName: unknown, rest: object = { OriginAccessControlId: { Ref: 'O' } }) =>
  added('AWS::CloudFront::Distribution', {
    DistributionConfig: { Origins: [{ DomainName, ...rest }] },
  }).map(use => use.split(' aws:')[0])

describe('buckets', () => {
  const told = '/DistributionConfig/Origins/0/DomainName K cloudfront cloudfront.amazonaws.com'

  test.each<[string, unknown]>([
    ['its domain', att('Nameless', 'RegionalDomainName')],
    ['the domain of one with a name', att('B', 'DomainName')],
    ['a domain put together', { 'Fn::Sub': '${Nameless}.s3.${AWS::Region}.amazonaws.com' }],
    ['a written domain', 'b-1.s3.eu-central-1.amazonaws.com'],
  ])('CloudFront reads one behind an origin access control: %s', (_, domain) => {
    expect(origin(domain)).toEqual([told])
    expect(origin(domain, {})).toEqual([])
    expect(origin(domain, { OriginAccessControlId: '' })).toEqual([])
    expect(origin(domain, { OriginAccessControlId: ifA('E1') })).toEqual([told.replace('K', 'K?A')])
  })

  test.each<[string, unknown]>([
    ['its ARN', att('Nameless')],
    ['a prefix', { 'Fn::Sub': '${B.Arn}/logs' }],
    ['a prefix of one without a name', { 'Fn::Sub': '${Nameless.Arn}/logs/' }],
    ['a written ARN', 'arn:aws:s3:::b-1/logs'],
  ])('flow logs are delivered to one by the log service: %s', (_, LogDestination) => {
    expect(added('AWS::EC2::FlowLog', { LogDestination })).toEqual([
      '/LogDestination K vended-logs delivery.logs.amazonaws.com aws:sourcearn=arn:aws:logs:eu-central-1:111122223333:${the delivery of X} aws:sourceaccount=111122223333',
    ])
  })

  test('replication reads the source and writes replicas, with the role that the bucket names', () => {
    const role = 'arn:aws:iam::111122223333:role/R'
    const Destination = {
      Bucket: 'arn:aws:s3:::far',
      EncryptionConfiguration: { ReplicaKmsKeyID: 'arn:aws:kms:eu-west-1:111122223333:key/1' },
    }
    const ReplicationConfiguration = { Role: role, Rules: [{ Status: 'Enabled', Destination }] }
    const uses = added('AWS::S3::Bucket', { BucketName: 'x', BucketEncryption, ReplicationConfiguration })
    expect(uses.map(use => use.split(' ').slice(1, 4).join(' '))).toEqual([
      'K s3 caller',
      `arn:aws:kms:eu-west-1:111122223333:key/1 s3-replication-destination ${role}`,
      `K s3-replication-source ${role}`,
    ])
  })
})

test('alarm actions: each of the list that is a topic', () => {
  const AlarmActions = ['arn:aws:automate:eu-central-1:ec2:stop', { Ref: 'T' }]
  expect(added('AWS::CloudWatch::Alarm', { AlarmName: 'a', AlarmActions })).toEqual([
    '/AlarmActions/1 K cloudwatch-alarms cloudwatch.amazonaws.com aws:sourcearn=arn:aws:cloudwatch:eu-central-1:111122223333:alarm:a aws:sourceaccount=111122223333',
  ])
})

const group = (launch: object, rest: object = {}) =>
  added('AWS::AutoScaling::AutoScalingGroup', { LaunchTemplate: launch, ...rest }).map(
    use => use.split(' kms:')[0],
  )

test('Auto Scaling: its service-linked role, or the one that the group names', () => {
  const slr =
    'arn:aws:iam::111122223333:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling'
  expect(group({ LaunchTemplateId: { Ref: 'L' } })).toEqual([
    `/LaunchTemplate/LaunchTemplateId K auto-scaling ${slr}`,
  ])
  expect(group({ LaunchTemplateId: att('L', 'LaunchTemplateId') })).toHaveLength(1)
  expect(group({ LaunchTemplateName: 'l' }, { ServiceLinkedRoleARN: `${slr}_app` })).toEqual([
    `/LaunchTemplate/LaunchTemplateName K auto-scaling ${slr}_app`,
  ])
})

test.each<[unknown, string]>([
  [
    {
      'Fn::Sub':
        'arn:aws:iam::${AWS::AccountId}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig',
    },
    'config-service-linked config.amazonaws.com',
  ],
  ['arn:aws:iam::111122223333:role/Recorder', 'config-role arn:aws:iam::111122223333:role/Recorder'],
  [att('R'), 'config-role arn:aws:iam::111122223333:role/r'],
  [{ Ref: 'Name' }, 'config-role ${Name}'],
])('AWS Config delivers as its recorder: %s', (RoleARN, caller) => {
  const more = {
    C: resource('AWS::Config::ConfigurationRecorder', { RoleARN }),
    R: resource('AWS::IAM::Role', { RoleName: 'r' }),
  }
  const channel = (rest: object) =>
    added('AWS::Config::DeliveryChannel', { S3BucketName: { Ref: 'B' }, ...rest }, more).map(
      use => use.split(' aws:')[0],
    )
  expect(channel({})).toEqual([`/S3BucketName K ${caller}`])
  expect(channel({ S3KmsKeyArn: 'alias/x' })).toEqual([`/S3KmsKeyArn alias/x ${caller}`])
})

test('a role that a resource names, in the object of the key or around it', () => {
  const EncryptionConfiguration = { KMSEncryptionConfig: { AWSKMSKeyARN: att('K') } }
  const stream = (RoleARN: unknown) =>
    added('AWS::KinesisFirehose::DeliveryStream', {
      ExtendedS3DestinationConfiguration: { RoleARN, EncryptionConfiguration },
    }).map(use => use.split(' ')[3])
  expect(stream('arn:aws:iam::111122223333:role/D')).toEqual(['arn:aws:iam::111122223333:role/D'])
  expect(stream(ifA('arn:aws:iam::111122223333:role/D', 'arn:aws:iam::111122223333:role/E'))).toEqual([
    '${A}',
  ])
  expect(stream(undefined)).toEqual(['${the'])
})
