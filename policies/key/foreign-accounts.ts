import {
  actionsInWords,
  byUntrustedOutsiders,
  either,
  fromNetwork,
  hole,
  isUnknown,
  not,
  onlyReads,
  revealsOrPermits,
  rule,
  showPrincipal,
  text,
} from 'keyplan'

const foreign = '444455556666'

export default rule({
  id: 'KMS002',
  name: 'foreign-accounts',
  title: 'Only trusted accounts and organizations may have access from outside',
  about: 'access',
  severity: 'high',
  eased: [
    ['low', onlyReads],
    ['medium', either(not(revealsOrPermits), fromNetwork)],
  ],
  why: "Trust leaves the key's account: who in the other account has access is decided there.",
  fix: 'After review, name the account under `trusted.accounts` (an organization under `trusted.organizations`) in keyplan.yaml; otherwise remove the principal.',
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html',
  ],
  replaces: [
    'checkov:CKV_AWS_283',
    'access-analyzer:external access',
    'access-analyzer:CheckAccessNotGranted',
  ],
  reportedUnder: ['DIFF002', 'KMS001', 'KMS006'],
  leadsOnUnknownAccount: true,

  forbid: byUntrustedOutsiders,

  message: ({ principal, actions, key }) => {
    const access = `${showPrincipal(principal)} can ${actionsInWords(actions)} on ${key.address}`
    return isUnknown(key.account)
      ? `${access}, perhaps from outside its account`
      : `${access}, from outside its account`
  },

  examples: {
    good: [
      {
        says: 'the own account',
        statements: {
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::111122223333:root' },
          Action: 'kms:*',
          Resource: '*',
        },
      },
      {
        says: 'the own account by its bare id',
        statements: { Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'kms:*', Resource: '*' },
      },
      {
        says: 'somebody of the own account, not known before apply',
        statements: {
          Effect: 'Allow',
          Principal: { AWS: text('arn:aws:iam::111122223333:', hole('local.reader')) },
          Action: 'kms:Decrypt',
          Resource: '*',
        },
      },
      {
        says: 'a trusted account',
        statements: { Effect: 'Allow', Principal: { AWS: foreign }, Action: 'kms:Decrypt', Resource: '*' },
        trust: { accounts: [foreign] },
      },
      {
        says: 'a trusted organization',
        statements: everyoneIn('o-a1b2c3d4e5'),
        trust: { organizations: ['o-a1b2c3d4e5'] },
      },
      {
        says: 'foreign accounts can never change a key policy',
        statements: {
          Effect: 'Allow',
          Principal: { AWS: foreign },
          Action: 'kms:PutKeyPolicy',
          Resource: '*',
        },
      },
      {
        says: 'a Deny takes the access back',
        statements: [
          {
            Effect: 'Allow',
            Principal: { AWS: `arn:aws:iam::${foreign}:role/App` },
            Action: 'kms:Decrypt',
            Resource: '*',
          },
          { Effect: 'Deny', Principal: { AWS: foreign }, Action: 'kms:*', Resource: '*' },
        ],
      },
      {
        says: "the key's own organization, by a policy variable",
        statements: {
          Effect: 'Allow',
          Principal: '*',
          Action: 'kms:Decrypt',
          Resource: '*',
          Condition: { StringEquals: { 'aws:PrincipalOrgID': '${aws:ResourceOrgID}' } },
        },
      },
    ],
    bad: [
      {
        says: 'another account',
        statements: {
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${foreign}:root` },
          Action: 'kms:Decrypt',
          Resource: '*',
        },
        reports: ['account 444455556666 can kms:Decrypt on aws_kms_key.example, from outside its account'],
      },
      {
        says: 'a role of another account, in two statements: one finding',
        statements: [
          {
            Effect: 'Allow',
            Principal: { AWS: `arn:aws:iam::${foreign}:role/App` },
            Action: 'kms:Decrypt',
            Resource: '*',
          },
          {
            Effect: 'Allow',
            Principal: { AWS: `arn:aws:iam::${foreign}:role/App` },
            Action: 'kms:DescribeKey',
            Resource: '*',
          },
        ],
        reports: [
          'arn:aws:iam::444455556666:role/App can kms:Decrypt on aws_kms_key.example, from outside its account',
        ],
      },
      {
        says: 'an organization that is not the declared one',
        statements: everyoneIn('o-foreign000'),
        trust: { organizations: ['o-a1b2c3d4e5'] },
        reports: [
          'every principal of organization o-foreign000 can kms:Decrypt on aws_kms_key.example, from outside its account',
        ],
      },
      {
        says: 'use without plaintext',
        statements: { Effect: 'Allow', Principal: { AWS: foreign }, Action: 'kms:Encrypt', Resource: '*' },
        severity: 'medium',
        reports: ['account 444455556666 can kms:Encrypt on aws_kms_key.example, from outside its account'],
      },
      {
        says: 'only reading about the key',
        statements: {
          Effect: 'Allow',
          Principal: { AWS: foreign },
          Action: 'kms:DescribeKey',
          Resource: '*',
        },
        severity: 'low',
        reports: [
          'account 444455556666 can kms:DescribeKey on aws_kms_key.example, from outside its account',
        ],
      },
      {
        says: 'a VPC endpoint, of whatever account',
        statements: {
          Effect: 'Allow',
          Principal: '*',
          Action: 'kms:Decrypt',
          Resource: '*',
          Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } },
        },
        severity: 'medium',
        reports: [
          'anyone who calls from vpce-1a2b3c4d can kms:Decrypt on aws_kms_key.example, from outside its account',
        ],
      },
    ],
    unsure: [
      {
        says: 'the key’s own account is not known: one finding for the key, whoever is named',
        account: 'unknown',
        statements: {
          Effect: 'Allow',
          Principal: { AWS: ['111122223333', `arn:aws:iam::${foreign}:role/App`] },
          Action: 'kms:Decrypt',
          Resource: '*',
        },
        reports: [
          'account 111122223333 can kms:Decrypt on aws_kms_key.example, perhaps from outside its account',
        ],
      },
      {
        says: 'the account comes from a variable',
        statements: {
          Effect: 'Allow',
          Principal: { AWS: text('arn:aws:iam::', hole('var.partner', 'account-id'), ':root') },
          Action: 'kms:Decrypt',
          Resource: '*',
        },
        reports: ['account var.partner can kms:Decrypt on aws_kms_key.example, from outside its account'],
      },
      {
        says: 'an organization, and none is declared',
        statements: everyoneIn('o-a1b2c3d4e5'),
        reports: [
          'every principal of organization o-a1b2c3d4e5 can kms:Decrypt on aws_kms_key.example, from outside its account',
        ],
      },
    ],
  },
})

function everyoneIn(organization: string) {
  return {
    Effect: 'Allow',
    Principal: { AWS: '*' },
    Action: 'kms:Decrypt',
    Resource: '*',
    Condition: { StringEquals: { 'aws:PrincipalOrgID': organization } },
  }
}
