import {
  all,
  allow,
  assumerIsNarrowed,
  byUntrustedAccount,
  externalIdIsAsked,
  hole,
  not,
  roleReachesPlaintext,
  rule,
  showPrincipal,
  text,
  type ExampleValue,
} from 'keyplan'

const root = 'arn:aws:iam::444455556666:root'
const message =
  'whoever account 444455556666 lets can assume aws_iam_role.App, which may reach plaintext of KMS keys'

export default rule({
  id: 'TRUST002',
  name: 'narrowed-account',
  title: 'A role with access to keys must not be open to another account as a whole',
  about: 'assumption',
  severity: 'medium',
  why: 'The other account decides alone who of it gets the role and its keys: today, and after its next change.',
  fix: 'Name the roles of the other account under `Principal`, or add a condition on `sts:ExternalId`, `aws:PrincipalArn` or `aws:PrincipalOrgID`; or, after review, name the account under `trusted.accounts` in keyplan.yaml.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html',
  ],
  replaces: ['checkov:CKV_AWS_60', 'checkov:CKV_AWS_61'],
  reportedUnder: ['TRUST001'],

  forbid: all(byUntrustedAccount, roleReachesPlaintext, not(externalIdIsAsked), not(assumerIsNarrowed)),

  message: ({ principal, role }) =>
    `whoever ${showPrincipal(principal)} lets can assume ${role.address}, which may reach plaintext of KMS keys`,

  examples: {
    good: [
      { says: 'one role of the other account', ...trusting('arn:aws:iam::444455556666:role/Deploy') },
      { says: 'an external id', ...trusting(root, { StringEquals: { 'sts:ExternalId': 'a7f3c1' } }) },
      {
        says: 'roles by their ARN',
        ...trusting(root, { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::444455556666:role/ci-*' } }),
      },
      {
        says: 'of one organization',
        ...trusting(root, { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }),
      },
      { says: 'a trusted account', ...trusting(root), trust: { accounts: ['444455556666'] } },
      { says: 'the own account', ...trusting('arn:aws:iam::111122223333:root') },
      { says: 'a role without access to keys', ...trusting(root, {}, 's3:GetObject') },
      {
        says: 'an organization is nobody as a whole',
        ...trusting('*', { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }),
      },
    ],
    bad: [
      { says: 'the other account without a condition', ...trusting(root), reports: [message] },
      { says: 'by its id', ...trusting('444455556666'), reports: [message] },
      {
        says: 'a second factor says nothing about who',
        ...trusting(root, { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }),
        reports: [message],
      },
      {
        says: 'any external id',
        ...trusting(root, { StringLike: { 'sts:ExternalId': '*' } }),
        reports: [message],
      },
      {
        says: 'an organization, if there is one',
        ...trusting(root, { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }),
        reports: [message],
      },
    ],
    unsure: [
      {
        says: 'the account comes from a variable',
        ...trusting(text('arn:aws:iam::', hole('var.partner', 'account-id'), ':root')),
        reports: [message.replace('444455556666', 'var.partner')],
      },
    ],
  },
})

function trusting(AWS: ExampleValue, Condition: ExampleValue = {}, Action = 'kms:Decrypt') {
  return {
    role: {
      policies: allow({ Action, Resource: 'arn:aws:kms:us-west-2:111122223333:key/*' }),
      trust: { Effect: 'Allow', Principal: { AWS }, Action: 'sts:AssumeRole', Condition },
    },
  }
}
