import {
  all,
  byAnyone,
  gained,
  growthInWords,
  hole,
  not,
  ofAccess,
  onlyReads,
  revealsOrPermits,
  rule,
  wasNotPublic,
  type ExampleValue,
} from 'keyplan'

const root = { AWS: 'arn:aws:iam::111122223333:root' }
const owner = allow(root, 'kms:*')

export default rule({
  id: 'DIFF003',
  name: 'becomes-public',
  title: 'No change may open a key to any AWS account',
  about: 'access-change',
  severity: 'critical',
  eased: [
    ['medium', ofAccess(onlyReads)],
    ['high', not(ofAccess(revealsOrPermits))],
  ],
  why: 'Everything that the key has encrypted so far can then be read from any AWS account that allows itself the other half.',
  fix: 'Name the principals, or add `aws:PrincipalOrgID` or `kms:CallerAccount` with a positive operator and without `IfExists`.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-custom-policy-checks.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html',
  ],
  replaces: ['access-analyzer:CheckNoPublicAccess'],

  forbid: all(gained, ofAccess(byAnyone), wasNotPublic),

  message: growthInWords,

  examples: {
    good: [
      {
        says: 'the own organization',
        statements: [owner, allow('*', 'kms:Decrypt', { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' })],
        before: { statements: owner },
      },
      {
        says: 'a key that was public before',
        statements: [owner, allow('*', ['kms:Decrypt', 'kms:Encrypt'])],
        before: { statements: [owner, allow('*', 'kms:Decrypt')] },
      },
      { says: 'a key that is created', statements: [owner, allow('*', 'kms:Decrypt')] },
    ],
    bad: [
      {
        says: '`*` is added',
        statements: [owner, allow('*', 'kms:Decrypt')],
        before: { statements: owner },
        reports: [can('kms:Decrypt')],
      },
      {
        says: 'the condition that kept it in the organization is gone',
        statements: [owner, allow('*', 'kms:Decrypt')],
        before: { statements: [owner, allow('*', 'kms:Decrypt', { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' })] },
        reports: [can('kms:Decrypt')],
      },
      {
        says: 'the Deny that kept everybody else out is gone',
        statements: [owner, allow('*', 'kms:Decrypt')],
        before: {
          statements: [owner, allow('*', 'kms:Decrypt'), { ...allow('*', 'kms:*'), Effect: 'Deny' }],
        },
        reports: [can('kms:Decrypt')],
      },
      {
        says: 'use without plaintext',
        statements: [owner, allow('*', 'kms:Encrypt')],
        before: { statements: owner },
        severity: 'high',
        reports: [can('kms:Encrypt')],
      },
      {
        says: 'a look at the key',
        statements: [owner, allow('*', 'kms:DescribeKey')],
        before: { statements: owner },
        severity: 'medium',
        reports: [can('kms:DescribeKey')],
      },
    ],
    unsure: [
      {
        says: 'who is added comes from a variable',
        statements: [owner, allow({ AWS: hole('var.reader') }, 'kms:Decrypt')],
        before: { statements: owner },
        reports: [
          'a principal that is not known yet (var.reader) can now kms:Decrypt on aws_kms_key.example',
        ],
      },
    ],
  },
})

function can(action: string) {
  return `any principal of any AWS account can now ${action} on aws_kms_key.example`
}

function allow(Principal: ExampleValue, Action: ExampleValue, StringEquals?: ExampleValue) {
  const condition = StringEquals === undefined ? {} : { Condition: { StringEquals } }
  return { Effect: 'Allow', Principal, Action, Resource: '*', ...condition }
}
