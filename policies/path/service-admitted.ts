import {
  admittingService,
  hole,
  howToAdmitService,
  lackingServiceInWords,
  needIsUnverified,
  rule,
  serviceLacksKey,
  serviceNeedsTable,
  type ExampleValue,
} from 'keyplan'

const own = '111122223333'
const logs = 'logs.us-west-2.amazonaws.com'
const group = `arn:aws:logs:us-west-2:${own}:log-group:/app`
const key = hole('aws_kms_key.example.arn')
const queue = { 'aws_sqs_queue.q': { name: 'q', kms_master_key_id: key } }
const logGroup = { 'aws_cloudwatch_log_group.app': { name: '/app', kms_key_id: key } }
const lacking = `aws_cloudwatch_log_group.app needs aws_kms_key.example: CloudWatch Logs encrypts the log group with it, and nothing gives the service ${logs} kms:GenerateDataKey`

export default rule({
  id: 'GRAPH005',
  name: 'service-admitted',
  title: 'The key of a resource must admit the service that works with it',
  about: 'use',
  severity: 'high',
  eased: [['info', needIsUnverified]],
  why: 'Without it the deployment fails, or something stops in silence: a trail no longer delivers, a topic no longer receives.',
  fix: howToAdmitService,
  correct: admittingService,
  references: [
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html',
    'https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html',
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html',
  ],
  appendix: serviceNeedsTable,

  reportedUnder: ['DIFF006'],

  forbid: serviceLacksKey,

  message: lackingServiceInWords,

  examples: {
    good: [
      { says: 'the service by its name', statements: admitting('kms:GenerateDataKey'), resources: logGroup },
      { says: 'a wildcard of actions', statements: admitting('kms:Gen*'), resources: logGroup },
      {
        says: 'for this log group',
        statements: admitting('kms:*', { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': `${group}*` } }),
        resources: logGroup,
      },
      {
        says: 'everybody of the account, services that act for it included',
        statements: { ...admitting('kms:*', { StringEquals: { 'aws:SourceAccount': own } }), Principal: '*' },
        resources: logGroup,
      },
      {
        says: 'a key of AWS',
        resources: { 'aws_sqs_queue.q': { name: 'q', kms_master_key_id: 'alias/aws/sqs' } },
      },
      {
        says: 'whoever uses the queue calls KMS himself',
        resources: { 'aws_sqs_queue.q': { name: 'q', kms_master_key_id: key } },
      },
      {
        says: 'EventBridge that has a role for it',
        resources: { ...queue, ...target({ role_arn: `arn:aws:iam::${own}:role/Events` }) },
      },
    ],
    bad: [
      { says: 'the default policy: a delegation helps no service', resources: logGroup, reports: [lacking] },
      {
        says: 'the service of another Region',
        statements: { ...admitting('kms:*'), Principal: { Service: 'logs.eu-west-1.amazonaws.com' } },
        resources: logGroup,
        reports: [lacking],
      },
      {
        says: 'for another log group',
        statements: admitting('kms:*', { ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': `${group}-2` } }),
        resources: logGroup,
        reports: [lacking],
      },
      {
        says: 'two log groups want one statement',
        resources: { ...logGroup, 'aws_cloudwatch_log_group.web': { name: '/web', kms_key_id: key } },
        reports: [lacking.replace('app needs', 'app and 1 more need')],
      },
      {
        says: 'EventBridge to an encrypted queue',
        resources: { ...queue, ...target({}) },
        reports: [
          'aws_cloudwatch_event_target.t needs aws_kms_key.example: EventBridge sends events to the queue that it encrypts, and nothing gives the service events.amazonaws.com kms:Decrypt and kms:GenerateDataKey',
        ],
      },
    ],
    unsure: [
      {
        says: 'the service has part of what it needs',
        statements: { ...admitting('kms:GenerateDataKey'), Principal: { Service: 'events.amazonaws.com' } },
        resources: { ...queue, ...target({}) },
        reports: [
          'aws_cloudwatch_event_target.t needs aws_kms_key.example: EventBridge sends events to the queue that it encrypts, and nothing gives the service events.amazonaws.com kms:Decrypt',
        ],
      },
      {
        says: 'the service without its Region',
        statements: { ...admitting('kms:*'), Principal: { Service: 'logs.amazonaws.com' } },
        resources: logGroup,
        reports: [lacking],
      },
      {
        says: 'who is admitted is not told',
        statements: { ...admitting('kms:*'), Principal: { AWS: hole('var.who') } },
        resources: logGroup,
        reports: [lacking],
      },
      {
        says: 'no guide says what an event bus takes',
        resources: { 'aws_cloudwatch_event_bus.b': { name: 'b', kms_key_identifier: key } },
        severity: 'info',
        reports: [
          'aws_cloudwatch_event_bus.b needs aws_kms_key.example: EventBridge encrypts the events of the bus with it, and nothing gives the service events.amazonaws.com kms:Decrypt and kms:GenerateDataKey',
        ],
      },
    ],
  },
})

function target(more: Record<string, ExampleValue>) {
  return { 'aws_cloudwatch_event_target.t': { rule: 'r', arn: hole('aws_sqs_queue.q.arn'), ...more } }
}

function admitting(Action: string, Condition: ExampleValue = {}) {
  return { Effect: 'Allow', Principal: { Service: logs }, Action, Resource: '*', Condition }
}
