import {
  all,
  allow as allowed,
  byAnyone,
  deny,
  gained,
  growthInWords,
  hole,
  not,
  ofAccess,
  onlyReads,
  own,
  revealsOrPermits,
  rule,
  wasNotPublic,
  type ExampleValue,
} from 'keyplan'

const owner = allow(own('root'), 'kms:*')

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
        before: { statements: [owner, allow('*')] },
      },
      { says: 'a key that is created', statements: [owner, allow('*')] },
      {
        says: 'whoever a variable names loses access',
        statements: owner,
        before: { statements: [owner, allow({ AWS: hole('var.reader') })] },
      },
    ],
    bad: [
      {
        says: '`*` is added',
        statements: [owner, allow('*')],
        before: { statements: owner },
        reports: [can()],
      },
      {
        says: 'the condition that kept it in the organization is gone',
        statements: [owner, allow('*')],
        before: { statements: [owner, allow('*', 'kms:Decrypt', { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' })] },
        reports: [can()],
      },
      {
        says: 'the Deny that kept everybody else out is gone',
        statements: [owner, allow('*')],
        before: { statements: [owner, allow('*'), deny({ Principal: '*', Action: 'kms:*' })] },
        reports: [can()],
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
        statements: [owner, allow({ AWS: hole('var.reader') })],
        before: { statements: owner },
        reports: [can('kms:Decrypt', 'a principal that is not known yet (var.reader)')],
      },
    ],
  },
})

function can(action = 'kms:Decrypt', who = 'any principal of any AWS account') {
  return `${who} can now ${action} on aws_kms_key.example`
}

function allow(
  Principal: ExampleValue,
  Action: ExampleValue = 'kms:Decrypt',
  StringEquals: ExampleValue = {},
) {
  return allowed({ Principal, Action, Condition: { StringEquals } })
}
