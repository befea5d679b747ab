import {
  either,
  hole,
  listed,
  not,
  onlyDeletablePrincipalsCan,
  rule,
  someoneCan,
  thoseWhoCan,
  type ExampleValue,
} from 'keyplan'

const own = 'arn:aws:iam::111122223333'
const root = { Effect: 'Allow', Principal: { AWS: `${own}:root` }, Action: 'kms:*', Resource: '*' }
const fragile = onlyDeletablePrincipalsCan('kms:PutKeyPolicy')

export default rule({
  id: 'KMS007',
  name: 'manageable',
  title: 'Somebody who cannot be deleted must be able to change the key policy',
  about: 'key',
  severity: 'critical',
  eased: [['high', fragile]],
  why: 'A key whose policy nobody can change is lost to its owner: only AWS Support can help, and the data may be lost. AWS refuses most such policies with "The new key policy will not allow you to update the key policy in the future", but looks at the caller alone.',
  fix: 'Keep a statement for the own account (`arn:aws:iam::ACCOUNT:root`) with `kms:PutKeyPolicy`; the condition `aws:PrincipalType = Account` may limit it to the root user.',
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html',
    'https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html',
  ],
  replaces: ['aws-iam-permissions-guardrails:IAM-KMS-1'],

  forbid: either(not(someoneCan('kms:PutKeyPolicy')), fragile),

  message: (key, world) => {
    const able = thoseWhoCan('kms:PutKeyPolicy', key, world)
    if (able.length === 0) return `nobody can change the policy of ${key.address}`
    return `only ${listed(able)} can change the policy of ${key.address}`
  },

  examples: {
    good: [
      { says: "AWS's default key policy" },
      {
        says: 'the root user alone, and an administrator',
        statements: [
          {
            Effect: 'Allow',
            Principal: { AWS: `${own}:root` },
            Action: 'kms:*',
            Resource: '*',
            Condition: { StringEquals: { 'aws:PrincipalType': 'Account' } },
          },
          { Effect: 'Allow', Principal: { AWS: `${own}:role/Admin` }, Action: 'kms:Put*', Resource: '*' },
        ],
      },
      {
        says: 'everybody in the own account',
        statements: {
          Effect: 'Allow',
          Principal: '*',
          Action: 'kms:*',
          Resource: '*',
          Condition: { StringEquals: { 'kms:CallerAccount': '111122223333' } },
        },
      },
      {
        says: 'every principal of the own account by its ARN, the root user among them',
        statements: {
          Effect: 'Allow',
          Principal: '*',
          Action: 'kms:*',
          Resource: '*',
          Condition: { ArnLike: { 'aws:PrincipalArn': `${own}:*` } },
        },
      },
      {
        says: 'a Deny for all but an administrator, to whom IAM may give it',
        statements: [root, denyPut({ ArnNotEquals: { 'aws:PrincipalArn': `${own}:role/Admin` } })],
      },
      {
        says: "a Deny for calls that switch AWS's lockout check off",
        statements: [root, denyPut({ Bool: { 'kms:BypassPolicyLockoutSafetyCheck': 'true' } })],
      },
      {
        says: 'a Deny for calls without TLS, which KMS never takes',
        statements: [root, denyPut({ Bool: { 'aws:SecureTransport': 'false' } })],
      },
      {
        says: "a Deny for other Regions than the key's",
        statements: [root, denyPut({ StringNotEquals: { 'aws:RequestedRegion': 'us-west-2' } })],
      },
    ],
    bad: [
      {
        says: 'an administrator who can be deleted',
        statements: {
          Effect: 'Allow',
          Principal: { AWS: `${own}:role/Admin` },
          Action: 'kms:*',
          Resource: '*',
        },
        severity: 'high',
        reports: ['only arn:aws:iam::111122223333:role/Admin can change the policy of aws_kms_key.example'],
      },
      {
        says: 'the delegation leaves `kms:PutKeyPolicy` out',
        statements: {
          Effect: 'Allow',
          Principal: { AWS: `${own}:root` },
          Action: 'kms:Decrypt',
          Resource: '*',
        },
        reports: ['nobody can change the policy of aws_kms_key.example'],
      },
      {
        says: 'a Deny for everybody',
        statements: [
          { Effect: 'Allow', Principal: { AWS: `${own}:root` }, Action: 'kms:*', Resource: '*' },
          { Effect: 'Deny', Principal: '*', Action: 'kms:PutKeyPolicy', Resource: '*' },
        ],
        reports: ['nobody can change the policy of aws_kms_key.example'],
      },
      {
        says: 'a Deny for the own account, beside an Allow for everybody',
        statements: [
          { Effect: 'Allow', Principal: '*', Action: 'kms:PutKeyPolicy', Resource: '*' },
          { Effect: 'Deny', Principal: { AWS: `${own}:root` }, Action: 'kms:*', Resource: '*' },
        ],
        reports: ['nobody can change the policy of aws_kms_key.example'],
      },
      {
        says: 'a guard with a type that no principal has',
        statements: { ...root, Condition: { StringEquals: { 'aws:PrincipalType': 'account' } } },
        reports: ['nobody can change the policy of aws_kms_key.example'],
      },
      {
        says: 'another account can never change it',
        statements: { Effect: 'Allow', Principal: { AWS: '444455556666' }, Action: 'kms:*', Resource: '*' },
        reports: ['nobody can change the policy of aws_kms_key.example'],
      },
      {
        says: 'the root statement names a bucket as its resource, so it has no effect',
        statements: {
          Effect: 'Allow',
          Principal: { AWS: `${own}:root` },
          Action: 'kms:*',
          Resource: 'arn:aws:s3:::myBucketName',
        },
        reports: ['nobody can change the policy of aws_kms_key.example'],
      },
    ],
    unsure: [
      {
        says: 'two Deny statements, each for all but another administrator',
        statements: [
          root,
          denyPut({ ArnNotEquals: { 'aws:PrincipalArn': `${own}:role/Admin` } }),
          denyPut({ ArnNotEquals: { 'aws:PrincipalArn': `${own}:role/Other` } }),
        ],
        reports: ['only account 111122223333 can change the policy of aws_kms_key.example'],
      },
      {
        says: 'a Deny with `NotPrincipal` that lists a role without its account and session',
        statements: [
          root,
          { Effect: 'Deny', NotPrincipal: { AWS: `${own}:role/Admin` }, Action: 'kms:*', Resource: '*' },
        ],
        reports: ['only account 111122223333 can change the policy of aws_kms_key.example'],
      },
      {
        says: 'the account that is named comes from a variable',
        statements: { ...root, Principal: { AWS: hole('var.account', 'account-id') } },
        reports: ['only account var.account can change the policy of aws_kms_key.example'],
      },
      {
        says: 'whether the resource is this key is told after apply',
        statements: { ...root, Resource: 'arn:aws:kms:us-west-2:111122223333:key/mrk-*' },
        reports: ['only account 111122223333 can change the policy of aws_kms_key.example'],
      },
      {
        says: 'a Deny that only the call decides',
        statements: [
          { Effect: 'Allow', Principal: { AWS: `${own}:root` }, Action: 'kms:*', Resource: '*' },
          {
            Effect: 'Deny',
            Principal: '*',
            Action: 'kms:PutKeyPolicy',
            Resource: '*',
            Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
          },
        ],
        reports: ['only account 111122223333 can change the policy of aws_kms_key.example'],
      },
      {
        says: 'whom a Deny covers comes from a variable',
        statements: [
          { Effect: 'Allow', Principal: { AWS: `${own}:root` }, Action: 'kms:*', Resource: '*' },
          { Effect: 'Deny', Principal: { AWS: hole('var.blocked') }, Action: 'kms:*', Resource: '*' },
        ],
        reports: ['only account 111122223333 can change the policy of aws_kms_key.example'],
      },
    ],
  },
})

function denyPut(Condition: ExampleValue): ExampleValue {
  return { Effect: 'Deny', Principal: '*', Action: 'kms:PutKeyPolicy', Resource: '*', Condition }
}
