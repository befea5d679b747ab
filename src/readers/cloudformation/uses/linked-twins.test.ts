import { expect, test } from 'vitest'
import { BucketEncryption, needsOfBoth, queue, role, topic, type Twins } from './test-twins.ts'

const recorder = ['aws_config_configuration_recorder', { role_arn: role }] as const

test.each<Twins>([
  [
    'replication',
    [
      [
        'aws_s3_bucket_replication_configuration',
        {
          bucket: 'b',
          role,
          rule: [{ destination: [{ encryption_configuration: [{ replica_kms_key_id: 'alias/far' }] }] }],
        },
      ],
    ],
    'AWS::S3::Bucket',
    {
      BucketName: 'b',
      BucketEncryption,
      ReplicationConfiguration: {
        Role: role,
        Rules: [{ Destination: { EncryptionConfiguration: { ReplicaKmsKeyID: 'alias/far' } } }],
      },
    },
  ],
  [
    'S3 events',
    [
      [
        'aws_s3_bucket_notification',
        { bucket: 'x', queue: [{ queue_arn: queue }], topic: [{ topic_arn: topic }] },
      ],
    ],
    'AWS::S3::Bucket',
    {
      BucketName: 'x',
      NotificationConfiguration: {
        QueueConfigurations: [{ Queue: queue }],
        TopicConfigurations: [{ Topic: topic }],
      },
    },
  ],
  [
    'inventories',
    [
      [
        'aws_s3_bucket_inventory',
        { bucket: 'x', destination: [{ bucket: [{ bucket_arn: 'arn:aws:s3:::b' }] }] },
      ],
    ],
    'AWS::S3::Bucket',
    { BucketName: 'x', InventoryConfigurations: [{ Destination: { BucketArn: 'arn:aws:s3:::b' } }] },
  ],
  [
    'subscriptions',
    [['aws_sns_topic_subscription', { topic_arn: topic, endpoint: queue }]],
    'AWS::SNS::Subscription',
    { TopicArn: topic, Endpoint: queue },
  ],
  [
    'events to a queue',
    [['aws_cloudwatch_event_target', { rule: 'x', arn: queue }]],
    'AWS::Events::Rule',
    { Name: 'x', Targets: [{ Arn: queue }] },
  ],
  [
    'events of a bus to a topic',
    [['aws_cloudwatch_event_target', { rule: 'x', event_bus_name: 'y', arn: topic }]],
    'AWS::Events::Rule',
    { Name: 'x', EventBusName: 'y', Targets: [{ Arn: topic }] },
  ],
  [
    'alarms',
    [['aws_cloudwatch_metric_alarm', { alarm_name: 'x', alarm_actions: [topic] }]],
    'AWS::CloudWatch::Alarm',
    { AlarmName: 'x', AlarmActions: [topic] },
  ],
  [
    'composite alarms',
    [['aws_cloudwatch_composite_alarm', { alarm_name: 'x', ok_actions: [topic] }]],
    'AWS::CloudWatch::CompositeAlarm',
    { AlarmName: 'x', OKActions: [topic] },
  ],
  [
    'budgets',
    [['aws_budgets_budget', { name: 'x', notification: [{ subscriber_sns_topic_arns: [topic] }] }]],
    'AWS::Budgets::Budget',
    { Budget: { BudgetName: 'x' }, NotificationsWithSubscribers: [{ Subscribers: [{ Address: topic }] }] },
  ],
  [
    'notifications',
    [['aws_codestarnotifications_notification_rule', { target: [{ address: topic }] }]],
    'AWS::CodeStarNotifications::NotificationRule',
    { Targets: [{ TargetAddress: topic }] },
  ],
  [
    'flow logs',
    [['aws_flow_log', { log_destination: 'arn:aws:s3:::b/logs' }]],
    'AWS::EC2::FlowLog',
    { LogDestination: 'arn:aws:s3:::b/logs' },
  ],
  [
    'query logs',
    [['aws_route53_resolver_query_log_config', { destination_arn: 'arn:aws:s3:::b' }]],
    'AWS::Route53Resolver::ResolverQueryLoggingConfig',
    { DestinationArn: 'arn:aws:s3:::b' },
  ],
  [
    'log deliveries',
    [
      [
        'aws_cloudwatch_log_delivery_destination',
        { delivery_destination_configuration: [{ destination_resource_arn: 'arn:aws:s3:::b' }] },
      ],
    ],
    'AWS::Logs::DeliveryDestination',
    { DestinationResourceArn: 'arn:aws:s3:::b' },
  ],
  [
    'Config',
    [['aws_config_delivery_channel', { s3_bucket_name: 'b' }], recorder],
    'AWS::Config::DeliveryChannel',
    { S3BucketName: 'b' },
  ],
  [
    'CloudFront',
    [
      [
        'aws_cloudfront_distribution',
        {
          origin: [{ domain_name: 'b.s3.amazonaws.com', origin_access_control_id: 'E' }],
          logging_config: [{ bucket: 'b.s3.amazonaws.com' }],
        },
      ],
    ],
    'AWS::CloudFront::Distribution',
    {
      DistributionConfig: {
        Origins: [{ DomainName: 'b.s3.amazonaws.com', OriginAccessControlId: 'E' }],
        Logging: { Bucket: 'b.s3.amazonaws.com' },
      },
    },
  ],
  [
    'Auto Scaling',
    [['aws_autoscaling_group', { launch_template: [{ name: 'l' }] }]],
    'AWS::AutoScaling::AutoScalingGroup',
    { LaunchTemplate: { LaunchTemplateName: 'l' } },
  ],
])('%s: the same needs as plan and as template', (...twins) => {
  const { plan, template } = needsOfBoth(twins)
  expect(template).toEqual(plan)
  expect(plan).not.toEqual([])
})
