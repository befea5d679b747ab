import {
  actionsInWords,
  allow,
  byAnyone,
  deny,
  hole,
  not,
  onlyReads,
  revealsOrPermits,
  rule,
  showPrincipal,
  text,
  type ExampleValue,
} from 'keyplan'

const s3 = 's3.us-west-2.amazonaws.com'
const own = '111122223333'
const organization = 'o-a1b2c3d4e5'
const open = allow({ Principal: '*' })
const fromOutside = {
  StringNotEqualsIfExists: { 'aws:PrincipalOrgID': organization },
  Bool: { 'aws:PrincipalIsAWSService': false },
}
const anyoneCanDecrypt = 'any principal of any AWS account can kms:Decrypt on aws_kms_key.example'

export default rule({
  id: 'KMS001',
  name: 'anyone',
  title: 'No key may be open to any AWS account',
  about: 'access',
  severity: 'critical',
  eased: [
    ['medium', onlyReads],
    ['high', not(revealsOrPermits)],
  ],
  why: 'Every AWS account can allow itself the other half, so one document decides who reads the data.',
  fix: 'Name the principals, or add `aws:PrincipalOrgID` or `kms:CallerAccount` with a positive operator and without `IfExists`.',
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html',
  ],
  replaces: [
    'checkov:CKV_AWS_33',
    'checkov:CKV_AWS_283',
    'cfn_nag:F76',
    'cfn-guard:KMS_NO_WILDCARD_PRINCIPAL',
    'kics:KMS Key With Full Permissions',
    'kics:KMS Allows Wildcard Principal',
    'prowler:kms_key_not_publicly_accessible',
    'securityhub:KMS.5',
    'config:kms-key-policy-no-public-access',
    'access-analyzer:CheckNoPublicAccess',
  ],
  reportedUnder: ['DIFF003', 'KMS006'],

  forbid: byAnyone,

  message: ({ principal, actions, key }) =>
    `${showPrincipal(principal)} can ${actionsInWords(actions)} on ${key.address}`,

  examples: {
    good: [
      under('only callers of the own account, through a service', {
        StringEquals: { 'kms:CallerAccount': own, 'kms:ViaService': s3 },
      }),
      under('only services that act for the own account: no IAM principal has `aws:SourceAccount`', {
        StringEquals: { 'aws:SourceAccount': own },
      }),
      under('only the own organization', { StringEquals: { 'aws:PrincipalOrgID': organization } }),
      under('only principals whose ARN has a literal account', {
        ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${own}:role/App*` },
      }),
      {
        says: 'a Deny for everybody outside the organization takes the rest away',
        statements: [open, deny({ Principal: '*', Action: 'kms:*', Condition: fromOutside })],
      },
      { says: "AWS's default key policy" },
      {
        says: 'an ARN that is not known yet is one principal, never `*`',
        statements: allow({ Principal: { AWS: text('arn:aws:iam::111122223333:', hole('local.reader')) } }),
      },
      { says: 'a Deny for `*` gives nothing', statements: deny({ Principal: '*', Action: 'kms:*' }) },
      {
        says: 'the resource is no key, so the statement has no effect',
        statements: allow({ Principal: '*', Resource: 'arn:aws:s3:::b' }),
      },
      {
        says: 'foreign accounts can never change a key policy',
        statements: allow({ Principal: '*', Action: 'kms:PutKeyPolicy' }),
      },
      under('an empty `kms:ViaService` never matches', { StringEquals: { 'kms:ViaService': '' } }),
      under("only the key's own organization, by a policy variable", {
        StringEquals: { 'aws:PrincipalOrgID': '${aws:ResourceOrgID}' },
      }),
    ],
    bad: [
      {
        says: 'the bare string, and a statement that stands in no list',
        statements: open,
        reports: [anyoneCanDecrypt],
      },
      found('any account, as long as it goes through S3', { StringEquals: { 'kms:ViaService': s3 } }),
      found('`IfExists` lets callers without an organization through', {
        StringEqualsIfExists: { 'aws:PrincipalOrgID': organization },
      }),
      found('`ForAllValues` holds for an absent key', {
        'ForAllValues:StringEquals': { 'aws:PrincipalOrgID': organization },
      }),
      found('a condition that says nothing about who calls', { Bool: { 'aws:SecureTransport': 'true' } }),
      found('any account can have a role of this name', {
        ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/Admin' },
      }),
      found('a wildcard is no organization', { StringLike: { 'aws:PrincipalOrgID': '*' } }),
      found('a user name is free for any account to choose', { StringEquals: { 'aws:username': 'alice' } }),
      {
        says: 'use without plaintext',
        statements: allow({ Principal: { AWS: ['*'] }, Action: 'kms:Encrypt' }),
        severity: 'high',
        reports: ['any principal of any AWS account can kms:Encrypt on aws_kms_key.example'],
      },
      {
        says: 'only reading about the key',
        statements: allow({ Principal: '*', Action: 'kms:DescribeKey' }),
        severity: 'medium',
        reports: ['any principal of any AWS account can kms:DescribeKey on aws_kms_key.example'],
      },
    ],
    unsure: [
      found('a policy variable that each caller fills with his own account', {
        StringEquals: { 'aws:PrincipalAccount': '${aws:PrincipalAccount}' },
      }),
      {
        says: 'an element in lower case, which AWS refuses',
        statements: allow({ principal: '*' }),
        reports: [anyoneCanDecrypt],
      },
      {
        says: 'who is named comes from a variable',
        statements: allow({ Principal: { AWS: hole('var.reader') } }),
        reports: ['a principal that is not known yet (var.reader) can kms:Decrypt on aws_kms_key.example'],
      },
      found('the organization in a pattern comes from a variable, which may hold a wildcard', {
        StringLike: { 'aws:PrincipalOrgID': hole('var.organization') },
      }),
    ],
  },
})

function under(says: string, Condition: ExampleValue) {
  return { says, statements: allow({ Principal: { AWS: '*' }, Condition }) }
}

function found(says: string, Condition: ExampleValue) {
  return { ...under(says, Condition), reports: [anyoneCanDecrypt] }
}
