import {
  actionsInWords,
  all,
  anyAccountOfOrganization,
  byService,
  hole,
  howToNarrowSource,
  inDefaultProfile,
  leavesDataAlone,
  either,
  not,
  rule,
  showPrincipal,
  sourceIsNarrowed,
  sourceIsNotSent,
  text,
  type ExampleValue,
} from 'keyplan'

const own = '111122223333'
const topics = `arn:aws:sns:us-west-2:${own}:*`
const uncontrolled =
  'the service sns.amazonaws.com can kms:Decrypt on aws_kms_key.example, for any customer of AWS'
const logs =
  'the service logs.us-west-2.amazonaws.com can kms:Decrypt on aws_kms_key.example, for any customer of AWS'

export default rule({
  id: 'KMS014',
  name: 'service-source',
  title: 'A service must be admitted for your own resources alone',
  about: 'access',
  severity: 'high',
  eased: [
    ['info', either(leavesDataAlone, sourceIsNotSent)],
    ['low', anyAccountOfOrganization],
    ['medium', inDefaultProfile],
  ],
  why: 'A service acts for all its customers: without a condition on the source, somebody else can have it use your key (the confused deputy).',
  fix: howToNarrowSource,
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-services.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html',
    'https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html',
  ],
  replaces: ['access-analyzer:Restrict access to service principal'],
  reportedUnder: ['KMS001', 'KMS005'],

  forbid: all(byService, not(sourceIsNarrowed)),

  message: ({ principal, actions, key }) =>
    `${showPrincipal(principal)} can ${actionsInWords(actions)} on ${key.address}, for any customer of AWS`,

  examples: {
    good: [
      { says: 'the topics of the own account', statements: sns({ ArnLike: { 'aws:SourceArn': topics } }) },
      {
        says: 'key names do not depend on case',
        statements: sns({ StringEquals: { 'AWS:SourceAccount': own } }),
      },
      {
        says: 'an encryption context that the service sets',
        statements: service('logs.us-west-2', {
          ArnLike: { 'kms:EncryptionContext:aws:logs:arn': `arn:aws:logs:*:${own}:*` },
        }),
      },
      {
        says: 'a bucket, whose name is unique',
        statements: service('s3', { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::b' } }),
      },
      {
        says: 'the own organization',
        statements: sns({ StringEquals: { 'aws:SourceOrgID': 'o-a1b2c3d4e5' } }),
        trust: { organizations: ['o-a1b2c3d4e5'] },
      },
      {
        says: 'a Deny for everybody else',
        statements: [
          sns(),
          { ...sns({ StringNotEquals: { 'aws:SourceAccount': own } }), Effect: 'Deny', Principal: '*' },
        ],
      },
    ],
    bad: [
      { says: 'no condition', statements: sns(), severity: 'medium', reports: [uncontrolled] },
      { says: 'in the profile `strict`', profile: 'strict', statements: sns(), reports: [uncontrolled] },
      ...[
        { says: '`IfExists`', condition: { StringEqualsIfExists: { 'aws:SourceAccount': own } } },
        { says: 'any account', condition: { StringLike: { 'aws:SourceArn': '*' } } },
        {
          says: 'an account that is not trusted',
          condition: { StringEquals: { 'aws:SourceAccount': '444455556666' } },
        },
        {
          says: 'only through a service',
          condition: { StringEquals: { 'kms:ViaService': 'sqs.us-west-2.amazonaws.com' } },
        },
      ].map(({ says, condition }) => ({
        says,
        statements: sns(condition),
        severity: 'medium' as const,
        reports: [uncontrolled],
      })),
      {
        says: "reading only, as CloudTrail's and DynamoDB's guides have it",
        statements: { ...service('cloudtrail'), Action: 'kms:DescribeKey' },
        severity: 'info',
        reports: [
          'the service cloudtrail.amazonaws.com can kms:DescribeKey on aws_kms_key.example, for any customer of AWS',
        ],
      },
      {
        says: 'EventBridge sends no source to an encrypted topic: asking for one would stop it',
        statements: service('events'),
        resources: { 'aws_sns_topic.t': { name: 't', kms_master_key_id: hole('aws_kms_key.example.arn') } },
        severity: 'info',
        reports: [
          'the service events.amazonaws.com can kms:Decrypt on aws_kms_key.example, for any customer of AWS',
        ],
      },
      {
        says: 'grants for AWS services alone',
        statements: {
          ...service('autoscaling', { Bool: { 'kms:GrantIsForAWSResource': true } }),
          Action: 'kms:CreateGrant',
        },
        severity: 'info',
        reports: [
          'the service autoscaling.amazonaws.com can kms:CreateGrant on aws_kms_key.example, for any customer of AWS',
        ],
      },
      {
        says: 'any account, for a key of the whole organization',
        statements: service('logs.us-west-2', {
          ArnLike: { 'kms:EncryptionContext:aws:logs:arn': 'arn:aws:logs:*:*:*' },
        }),
        trust: { organizations: ['o-a1b2c3d4e5'] },
        severity: 'low',
        reports: [logs],
      },
    ],
    unsure: [
      {
        says: 'the account comes from a variable',
        statements: sns({
          ArnLike: {
            'aws:SourceArn': text('arn:aws:sns:us-west-2:', hole('var.account', 'account-id'), ':*'),
          },
        }),
        severity: 'medium',
        reports: [uncontrolled],
      },
    ],
  },
})

function sns(Condition: ExampleValue = {}) {
  return service('sns', Condition)
}

function service(name: string, Condition: ExampleValue = {}) {
  return {
    Effect: 'Allow',
    Principal: { Service: `${name}.amazonaws.com` },
    Action: 'kms:Decrypt',
    Resource: '*',
    Condition,
  }
}
