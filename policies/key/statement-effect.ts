import {
  all,
  allow,
  allows,
  countsInPart,
  denies,
  either,
  hasDeadParts,
  hole,
  inKeyPolicy,
  isOfOtherKeyTypes,
  nameOfDocument,
  namesOnlyIamActions,
  namesOnlyRetiring,
  onlyMissesSource,
  rule,
  sourceIsAskedOfUsers,
  whyNoEffect,
  withoutDeadParts,
  type ExampleValue,
} from 'keyplan'

const context = { StringEquals: { 'kms:EncryptionContext:app': 'a' } }
const source = { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::b' } }
const app = 'arn:aws:iam::111122223333:role/App'

export default rule({
  id: 'KMS017',
  name: 'statement-effect',
  title: 'Every statement of a key policy must have an effect',
  about: 'statement',
  severity: 'high',
  eased: [
    ['info', either(countsInPart, namesOnlyRetiring, onlyMissesSource)],
    ['low', either(namesOnlyIamActions, all(denies, isOfOtherKeyTypes))],
    ['medium', allows],
  ],
  why: 'AWS accepts such a statement and ignores it: readers think that something is allowed, or worse, denied.',
  fix: 'In a key policy write `"Resource": "*"`, which is this key, and actions and conditions that its requests can meet; or delete the statement.',
  correct: withoutDeadParts,
  references: [
    'https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html',
  ],
  replaces: ['access-analyzer:Empty array action', 'access-analyzer:Unsupported resource ARN in policy'],
  reportedUnder: ['KMS016', 'KMS018'],

  forbid: all(inKeyPolicy, either(hasDeadParts, sourceIsAskedOfUsers)),

  message: subject => `no effect on ${nameOfDocument(subject)}: ${whyNoEffect(subject)}`,

  examples: {
    good: [
      {
        says: 'the source in a trust policy is another matter',
        role: { trust: { ...decrypt({ Action: 'sts:AssumeRole' }), Condition: source } },
      },
      { says: 'this key', statements: decrypt({}) },
      {
        says: 'every key of the account',
        statements: decrypt({ Resource: 'arn:aws:kms:us-west-2:111122223333:key/*' }),
      },
      {
        says: 'a wildcard that is dead under the condition, as the CloudWatch Logs guide has it',
        statements: decrypt({ Action: ['kms:Decrypt*', 'kms:Describe*'], Condition: context }),
      },
      {
        says: 'a Deny counts for `kms:RetireGrant`',
        statements: decrypt({ Effect: 'Deny', Action: 'kms:RetireGrant' }),
      },
    ],
    bad: [
      {
        says: 'an alias is no key',
        statements: decrypt({ Resource: 'arn:aws:kms:us-west-2:111122223333:alias/app' }),
        ...reports('medium', 'its resource arn:aws:kms:us-west-2:111122223333:alias/app is not this key'),
      },
      {
        says: 'a Deny on something else',
        statements: decrypt({ Effect: 'Deny', Resource: 'arn:aws:s3:::b' }),
        ...reports('high', 'its resource arn:aws:s3:::b is not this key'),
      },
      {
        says: 'no `Resource`',
        statements: { Effect: 'Allow', Principal: { AWS: app }, Action: 'kms:Decrypt' },
        ...reports('medium', 'it has no `Resource`'),
      },
      {
        says: 'actions for IAM policies alone',
        statements: decrypt({ Action: ['kms:CreateKey', 'kms:ListKeys'] }),
        ...reports('low', 'only IAM policies can allow its actions'),
      },
      {
        says: '`kms:RetireGrant`, which no policy needs',
        statements: decrypt({ Action: 'kms:RetireGrant' }),
        ...reports('info', 'only IAM policies can allow its actions'),
      },
      {
        says: 'actions of signing keys',
        statements: decrypt({ Action: 'kms:Sign' }),
        ...reports('medium', 'no key of type SYMMETRIC_DEFAULT can do what it lists'),
      },
      {
        says: 'a Deny of actions of signing keys',
        statements: decrypt({ Effect: 'Deny', Action: 'kms:Sign' }),
        ...reports('low', 'no key of type SYMMETRIC_DEFAULT can do what it lists'),
      },
      {
        says: 'an encryption context, which no such request has',
        statements: decrypt({ Action: 'kms:DescribeKey', Condition: context }),
        ...reports('medium', 'no request for its actions carries kms:EncryptionContext:app'),
      },
      {
        says: 'a Deny for keys of another type',
        statements: decrypt({ Effect: 'Deny', Condition: { StringEquals: { 'kms:KeySpec': 'RSA_4096' } } }),
        ...reports('high', 'no call can meet its conditions'),
      },
      {
        says: 'two values at once',
        statements: decrypt({
          Condition: {
            StringEquals: { 'kms:ViaService': 's3.us-west-2.amazonaws.com' },
            StringLike: { 'kms:ViaService': [] },
          },
        }),
        ...reports('medium', 'no call can meet its conditions'),
      },
      {
        says: 'one action of several',
        statements: decrypt({ Action: ['kms:Decrypt', 'kms:DescribeKey'], Condition: context }),
        severity: 'info',
        reports: [
          'no effect on aws_kms_key.example: kms:DescribeKey in its statement: a key policy cannot give them, or not under these conditions',
        ],
      },
    ],
    unsure: [
      {
        says: 'the resource comes from a variable',
        statements: decrypt({ Resource: hole('var.resource') }),
        ...reports('medium', 'its resource ${var.resource} is not this key'),
      },
      {
        says: 'users are asked for the source that services have',
        statements: decrypt({ Condition: source }),
        severity: 'info',
        reports: ['no effect on aws_kms_key.example: its statement: AWS tells a source of services alone'],
      },
    ],
  },
})

function decrypt(more: Record<string, ExampleValue>) {
  return allow({ Principal: { AWS: app }, ...more })
}

function reports(severity: 'high' | 'medium' | 'low' | 'info', why: string) {
  return { severity, reports: [`no effect on aws_kms_key.example: its statement: ${why}`] }
}
