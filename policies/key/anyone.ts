import {
  actionsInWords,
  byAnyone,
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
const anyoneCanDecrypt = 'any principal of any AWS account can kms:Decrypt on aws_kms_key.example'

function decrypt(Condition: ExampleValue): ExampleValue {
  return { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'kms:Decrypt', Resource: '*', Condition }
}

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
      {
        says: 'only callers of the own account, through a service',
        statements: decrypt({ StringEquals: { 'kms:CallerAccount': own, 'kms:ViaService': s3 } }),
      },
      {
        says: 'only services that act for the own account: no IAM principal has `aws:SourceAccount`',
        statements: decrypt({ StringEquals: { 'aws:SourceAccount': own } }),
      },
      {
        says: 'only the own organization',
        statements: decrypt({ StringEquals: { 'aws:PrincipalOrgID': organization } }),
      },
      {
        says: 'only principals whose ARN has a literal account',
        statements: decrypt({ ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${own}:role/App*` } }),
      },
      {
        says: 'a Deny for everybody outside the organization takes the rest away',
        statements: [
          { Effect: 'Allow', Principal: '*', Action: 'kms:Decrypt', Resource: '*' },
          {
            Effect: 'Deny',
            Principal: '*',
            Action: 'kms:*',
            Resource: '*',
            Condition: {
              StringNotEqualsIfExists: { 'aws:PrincipalOrgID': organization },
              Bool: { 'aws:PrincipalIsAWSService': false },
            },
          },
        ],
      },
      { says: "AWS's default key policy" },
      {
        says: 'an ARN that is not known yet is one principal, never `*`',
        statements: {
          Effect: 'Allow',
          Principal: { AWS: text('arn:aws:iam::111122223333:', hole('local.reader')) },
          Action: 'kms:Decrypt',
          Resource: '*',
        },
      },
      {
        says: 'a Deny for `*` gives nothing',
        statements: { Effect: 'Deny', Principal: '*', Action: 'kms:*', Resource: '*' },
      },
      {
        says: 'the resource is no key, so the statement has no effect',
        statements: { Effect: 'Allow', Principal: '*', Action: 'kms:Decrypt', Resource: 'arn:aws:s3:::b' },
      },
      {
        says: 'foreign accounts can never change a key policy',
        statements: { Effect: 'Allow', Principal: '*', Action: 'kms:PutKeyPolicy', Resource: '*' },
      },
      {
        says: 'an empty `kms:ViaService` never matches',
        statements: decrypt({ StringEquals: { 'kms:ViaService': '' } }),
      },
      {
        says: "only the key's own organization, by a policy variable",
        statements: decrypt({ StringEquals: { 'aws:PrincipalOrgID': '${aws:ResourceOrgID}' } }),
      },
    ],
    bad: [
      {
        says: 'the bare string, and a statement that stands in no list',
        statements: { Effect: 'Allow', Principal: '*', Action: 'kms:Decrypt', Resource: '*' },
        reports: [anyoneCanDecrypt],
      },
      {
        says: 'any account, as long as it goes through S3',
        statements: decrypt({ StringEquals: { 'kms:ViaService': s3 } }),
        reports: [anyoneCanDecrypt],
      },
      {
        says: '`IfExists` lets callers without an organization through',
        statements: decrypt({ StringEqualsIfExists: { 'aws:PrincipalOrgID': organization } }),
        reports: [anyoneCanDecrypt],
      },
      {
        says: '`ForAllValues` holds for an absent key',
        statements: decrypt({ 'ForAllValues:StringEquals': { 'aws:PrincipalOrgID': organization } }),
        reports: [anyoneCanDecrypt],
      },
      {
        says: 'a condition that says nothing about who calls',
        statements: decrypt({ Bool: { 'aws:SecureTransport': 'true' } }),
        reports: [anyoneCanDecrypt],
      },
      {
        says: 'any account can have a role of this name',
        statements: decrypt({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/Admin' } }),
        reports: [anyoneCanDecrypt],
      },
      {
        says: 'a wildcard is no organization',
        statements: decrypt({ StringLike: { 'aws:PrincipalOrgID': '*' } }),
        reports: [anyoneCanDecrypt],
      },
      {
        says: 'a user name is free for any account to choose',
        statements: decrypt({ StringEquals: { 'aws:username': 'alice' } }),
        reports: [anyoneCanDecrypt],
      },
      {
        says: 'use without plaintext',
        statements: { Effect: 'Allow', Principal: { AWS: ['*'] }, Action: 'kms:Encrypt', Resource: '*' },
        severity: 'high',
        reports: ['any principal of any AWS account can kms:Encrypt on aws_kms_key.example'],
      },
      {
        says: 'only reading about the key',
        statements: { Effect: 'Allow', Principal: '*', Action: 'kms:DescribeKey', Resource: '*' },
        severity: 'medium',
        reports: ['any principal of any AWS account can kms:DescribeKey on aws_kms_key.example'],
      },
    ],
    unsure: [
      {
        says: 'a policy variable that each caller fills with his own account',
        statements: decrypt({ StringEquals: { 'aws:PrincipalAccount': '${aws:PrincipalAccount}' } }),
        reports: [anyoneCanDecrypt],
      },
      {
        says: 'an element in lower case, which AWS refuses',
        statements: { Effect: 'Allow', principal: '*', Action: 'kms:Decrypt', Resource: '*' },
        reports: [anyoneCanDecrypt],
      },
      {
        says: 'who is named comes from a variable',
        statements: {
          Effect: 'Allow',
          Principal: { AWS: hole('var.reader') },
          Action: 'kms:Decrypt',
          Resource: '*',
        },
        reports: ['a principal that is not known yet (var.reader) can kms:Decrypt on aws_kms_key.example'],
      },
      {
        says: 'the organization in a pattern comes from a variable, which may hold a wildcard',
        statements: decrypt({ StringLike: { 'aws:PrincipalOrgID': hole('var.organization') } }),
        reports: [anyoneCanDecrypt],
      },
    ],
  },
})
