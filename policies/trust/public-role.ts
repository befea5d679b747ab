import {
  all,
  allow,
  byAnyone,
  externalIdIsAsked,
  hole,
  roleReachesPlaintext,
  rule,
  type ExampleValue,
} from 'keyplan'

const own = 'arn:aws:iam::111122223333'
const outside = 'any principal of any AWS account'
const reports = [`${outside} can assume aws_iam_role.App, which may reach plaintext of KMS keys`]
const inOrganization = { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' }
const externalId = { 'sts:ExternalId': 'a7f3c1' }
const high = { severity: 'high', reports } as const
const anyone = { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' }
const decrypts = allow({ Resource: 'arn:aws:kms:us-west-2:111122223333:key/*' })

export default rule({
  id: 'TRUST001',
  name: 'public-role',
  title: 'A role with access to keys must not be for anyone to assume',
  about: 'assumption',
  severity: 'critical',
  eased: [['high', externalIdIsAsked]],
  why: 'Whoever assumes the role has its access: from any AWS account it is two calls to the plaintext, and the key policy shows only the role.',
  fix: 'Name under `Principal` who may assume the role. An external id is a second lock and no name: it is known to the other party, and to whoever reads its configuration.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html',
  ],
  replaces: [
    'checkov:CKV_AWS_60',
    'checkov:CKV_AWS_283',
    'cfn_nag:F38',
    'kics:IAM Role Allows All Principals To Assume',
  ],

  forbid: all(byAnyone, roleReachesPlaintext),

  message: ({ role }) =>
    `any principal of any AWS account can assume ${role.address}, which may reach plaintext of KMS keys`,

  examples: {
    good: [
      { says: 'a principal of the own account', role: trusting({ AWS: `${own}:role/Admin` }) },
      { says: 'the own account', role: trusting({ AWS: `${own}:root` }) },
      { says: 'a service', role: trusting({ Service: 'lambda.amazonaws.com' }) },
      {
        says: 'an identity provider: which of its people is another question',
        role: trusting(
          { Federated: `${own}:saml-provider/Example` },
          { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
          'sts:AssumeRoleWithSAML',
        ),
      },
      { says: 'an organization', ...when({ StringEquals: inOrganization }) },
      {
        says: 'roles of one account by their ARN',
        ...when({ ArnLike: { 'aws:PrincipalArn': `${own}:role/deploy-*` } }),
      },
      { says: 'one account', ...when({ StringEquals: { 'aws:PrincipalAccount': '444455556666' } }) },
      {
        says: 'a Deny for everyone outside the organization',
        role: {
          policies: decrypts,
          trust: [anyone, { ...anyone, Effect: 'Deny', Condition: { StringNotEquals: inOrganization } }],
        },
      },
      { says: 'a Deny', role: { policies: decrypts, trust: { ...anyone, Effect: 'Deny' } } },
      {
        says: 'a role without access to keys',
        role: { policies: allow({ Action: 's3:GetObject' }), trust: anyone },
      },
      {
        says: 'a role that only reads about keys',
        role: { policies: allow({ Action: 'kms:DescribeKey' }), trust: anyone },
      },
      {
        says: 'a boundary that lets no use of keys through',
        role: { policies: decrypts, boundary: allow({ Action: ['s3:*', 'sts:*'] }), trust: anyone },
      },
    ],
    bad: [
      { says: '`Principal: "*"`', role: trusting('*'), reports },
      { says: 'the same under `AWS`', role: trusting({ AWS: '*' }), reports },
      { says: 'beside a name', role: trusting({ AWS: ['*', `${own}:role/Admin`] }), reports },
      {
        says: 'access by the key policy alone',
        role: { trust: anyone },
        statements: [
          allow({ Principal: { AWS: `${own}:root` }, Action: 'kms:*' }),
          allow({ Principal: { AWS: `${own}:role/App` } }),
        ],
        reports,
      },
      {
        says: 'access to the key of another account',
        role: {
          policies: {
            ...decrypts,
            Resource: 'arn:aws:kms:us-west-2:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab',
          },
          trust: anyone,
        },
        reports,
      },
      { says: 'an external id does not say who calls', ...when({ StringEquals: externalId }), ...high },
      {
        says: 'an external id from a variable',
        ...when({ StringEquals: { 'sts:ExternalId': hole('random_id.external.hex') } }),
        ...high,
      },
      {
        says: 'an external id by a Deny',
        role: {
          policies: decrypts,
          trust: [anyone, { ...anyone, Effect: 'Deny', Condition: { StringNotEquals: externalId } }],
        },
        ...high,
      },
      { says: 'any external id', ...when({ StringLike: { 'sts:ExternalId': '*' } }), reports },
      { says: 'an external id, if there is one', ...when({ StringEqualsIfExists: externalId }), reports },
      {
        says: 'a role name of any account',
        ...when({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/Admin' } }),
        reports,
      },
      {
        says: 'a tag, which every account sets as it likes',
        ...when({ StringEquals: { 'aws:PrincipalTag/team': 'a' } }),
        reports,
      },
      {
        says: 'a second factor, of whatever account',
        ...when({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } }),
        reports,
      },
      {
        says: 'an organization, if there is one',
        ...when({ StringEqualsIfExists: inOrganization }),
        reports,
      },
    ],
    unsure: [
      {
        says: 'who may assume it comes from a variable',
        role: trusting({ AWS: hole('var.trusted') }),
        reports,
      },
      {
        says: 'the role stands already, and what it may do is attached elsewhere',
        role: { trust: anyone, exists: true },
        reports,
      },
      {
        says: 'a policy of AWS that is newer than the table of them',
        role: { trust: anyone, managed: ['arn:aws:iam::aws:policy/ExampleNewPolicy'] },
        reports,
      },
    ],
  },
})

function trusting(Principal: ExampleValue, Condition: ExampleValue = {}, Action = 'sts:AssumeRole') {
  return { policies: decrypts, trust: { Effect: 'Allow', Principal, Action, Condition } }
}

function when(Condition: ExampleValue) {
  return { role: trusting('*', Condition) }
}
