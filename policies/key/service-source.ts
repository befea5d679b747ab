import {
  actionsInWords,
  all,
  allow,
  anyAccountOfOrganization,
  byService,
  either,
  forOwnResources,
  guideAsksForNoSource,
  hole,
  howToNarrowSource,
  inDefaultProfile,
  leavesDataAlone,
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
const medium = { severity: 'medium', ...found('sns') } as const
const topic = { name: 't', kms_master_key_id: hole('aws_kms_key.example.arn') }
const resources = { 'aws_sns_topic.t': topic }
const signing = { customer_master_key_spec: 'ECC_NIST_P256', key_usage: 'SIGN_VERIFY' }
const ofAccount = text('arn:aws:sns:us-west-2:', hole('var.account', 'account-id'), ':*')
const trust = { organizations: ['o-a1b2c3d4e5'] }

export default rule({
  id: 'KMS014',
  name: 'service-source',
  title: 'A service must be admitted for your own resources alone',
  about: 'access',
  severity: 'high',
  eased: [
    ['info', either(leavesDataAlone, sourceIsNotSent)],
    ['low', either(anyAccountOfOrganization, all(inDefaultProfile, guideAsksForNoSource))],
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
  correct: forOwnResources,

  examples: {
    good: [
      {
        says: 'a role of the own account',
        statements: allow({ Principal: { AWS: `arn:aws:iam::${own}:role/App` } }),
      },
      { says: 'the topics of the own account', statements: sns({ ArnLike: { 'aws:SourceArn': topics } }) },
      {
        says: 'key names do not depend on case',
        statements: sns({ StringEquals: { 'AWS:SourceAccount': own } }),
      },
      { says: 'an encryption context that the service sets', statements: logs(own) },
      {
        says: 'a bucket, whose name is unique',
        statements: service('s3', { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::b' } }),
      },
      {
        says: 'the own organization',
        statements: sns({ StringEquals: { 'aws:SourceOrgID': 'o-a1b2c3d4e5' } }),
        trust,
      },
      {
        says: 'a unit of the own organization',
        statements: sns({ 'ForAnyValue:StringLike': { 'aws:SourceOrgPaths': 'o-a1b2c3d4e5/r-ab12/*' } }),
        trust,
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
      { says: 'no condition', statements: sns(), ...medium },
      { says: 'in the profile `strict`', profile: 'strict', statements: sns(), ...found('sns') },
      {
        says: 'as the guide of Route 53 has it, where more is asked',
        profile: 'strict',
        key: signing,
        ...admits('dnssec-route53', {}, 'kms:Sign'),
      },
      open('`IfExists`', { StringEqualsIfExists: { 'aws:SourceAccount': own } }),
      {
        ...open('units of another organization', {
          'ForAnyValue:StringLike': { 'aws:SourceOrgPaths': 'o-zzzzzzzzzz/*' },
        }),
        trust,
      },
      open('any account', { StringLike: { 'aws:SourceArn': '*' } }),
      open('an account that is not trusted', { StringEquals: { 'aws:SourceAccount': '444455556666' } }),
      open('only through a service', { StringEquals: { 'kms:ViaService': 'sqs.us-west-2.amazonaws.com' } }),
      {
        says: "reading only, as CloudTrail's and DynamoDB's guides have it",
        ...admits('cloudtrail', {}, 'kms:DescribeKey'),
        severity: 'info',
      },
      {
        says: 'EventBridge sends no source to an encrypted topic: asking for one would stop it',
        ...admits('events'),
        resources,
        severity: 'info',
      },
      {
        says: 'grants for AWS services alone',
        ...admits('autoscaling', { Bool: { 'kms:GrantIsForAWSResource': true } }, 'kms:CreateGrant'),
        severity: 'info',
      },
      {
        says: "Route 53's own policy for DNSSEC",
        statements: service('dnssec-route53', {}, ['kms:DescribeKey', 'kms:GetPublicKey', 'kms:Sign']),
        key: signing,
        severity: 'low',
        ...found('dnssec-route53', 'kms:Sign, kms:DescribeKey and kms:GetPublicKey'),
      },
      {
        says: "CloudTrail's own policy for the topic of a trail",
        ...admits('cloudtrail'),
        resources,
        severity: 'low',
      },
      {
        says: 'any account, for a key of the whole organization',
        statements: logs('*'),
        trust,
        severity: 'low',
        ...found('logs.us-west-2'),
      },
    ],
    unsure: [
      {
        says: 'the account comes from a variable',
        statements: sns({ ArnLike: { 'aws:SourceArn': ofAccount } }),
        ...medium,
      },
    ],
  },
})

function sns(Condition: ExampleValue = {}) {
  return service('sns', Condition)
}

function service(name: string, Condition: ExampleValue = {}, Action: ExampleValue = 'kms:Decrypt') {
  return allow({ Principal: { Service: `${name}.amazonaws.com` }, Condition, Action })
}

function logs(account: string) {
  const groups = { 'kms:EncryptionContext:aws:logs:arn': `arn:aws:logs:*:${account}:*` }
  return service('logs.us-west-2', { ArnLike: groups })
}

function admits(name: string, Condition: ExampleValue = {}, action = 'kms:Decrypt') {
  return { statements: service(name, Condition, action), ...found(name, action) }
}

function open(says: string, Condition: ExampleValue) {
  return { says, statements: sns(Condition), ...medium }
}

function found(name: string, actions = 'kms:Decrypt') {
  const what = `can ${actions} on aws_kms_key.example, for any customer of AWS`
  return { reports: [`the service ${name}.amazonaws.com ${what}`] }
}
