import {
  actionsInWords,
  all,
  allow,
  byUntrustedOutsiders,
  deny,
  either,
  fromNetwork,
  hole,
  isUnknown,
  listedByUniqueId,
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

  // Whose a unique id is cannot be told; KMS018 says that nobody can use it.
  forbid: all(not(listedByUniqueId), byUntrustedOutsiders),

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
        statements: allow({ Principal: { AWS: 'arn:aws:iam::111122223333:root' }, Action: 'kms:*' }),
      },
      {
        says: 'the own account by its bare id',
        statements: allow({ Principal: { AWS: '111122223333' }, Action: 'kms:*' }),
      },
      {
        says: 'somebody of the own account, not known before apply',
        statements: allow({ Principal: { AWS: text('arn:aws:iam::111122223333:', hole('local.reader')) } }),
      },
      {
        says: 'a trusted account',
        statements: allow({ Principal: { AWS: foreign } }),
        trust: { accounts: [foreign] },
      },
      {
        says: 'a trusted organization',
        statements: everyoneIn('o-a1b2c3d4e5'),
        trust: { organizations: ['o-a1b2c3d4e5'] },
      },
      {
        says: 'foreign accounts can never change a key policy',
        statements: allow({ Principal: { AWS: foreign }, Action: 'kms:PutKeyPolicy' }),
      },
      {
        says: 'the id of a deleted role, which another rule reports',
        statements: allow({ Principal: { AWS: 'AROAEXAMPLEID' } }),
      },
      {
        says: 'a Deny takes the access back',
        statements: [
          allow({ Principal: { AWS: `arn:aws:iam::${foreign}:role/App` } }),
          deny({ Principal: { AWS: foreign }, Action: 'kms:*' }),
        ],
      },
      {
        says: "the key's own organization, by a policy variable",
        statements: allow({
          Principal: '*',
          Condition: { StringEquals: { 'aws:PrincipalOrgID': '${aws:ResourceOrgID}' } },
        }),
      },
    ],
    bad: [
      {
        says: 'another account',
        statements: allow({ Principal: { AWS: `arn:aws:iam::${foreign}:root` } }),
        reports: ['account 444455556666 can kms:Decrypt on aws_kms_key.example, from outside its account'],
      },
      {
        says: 'a role of another account, in two statements: one finding',
        statements: [
          allow({ Principal: { AWS: `arn:aws:iam::${foreign}:role/App` } }),
          allow({ Principal: { AWS: `arn:aws:iam::${foreign}:role/App` }, Action: 'kms:DescribeKey' }),
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
        statements: allow({ Principal: { AWS: foreign }, Action: 'kms:Encrypt' }),
        severity: 'medium',
        reports: ['account 444455556666 can kms:Encrypt on aws_kms_key.example, from outside its account'],
      },
      {
        says: 'only reading about the key',
        statements: allow({ Principal: { AWS: foreign }, Action: 'kms:DescribeKey' }),
        severity: 'low',
        reports: [
          'account 444455556666 can kms:DescribeKey on aws_kms_key.example, from outside its account',
        ],
      },
      {
        says: 'a VPC endpoint, of whatever account',
        statements: allow({
          Principal: '*',
          Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } },
        }),
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
        statements: allow({ Principal: { AWS: ['111122223333', `arn:aws:iam::${foreign}:role/App`] } }),
        reports: [
          'account 111122223333 can kms:Decrypt on aws_kms_key.example, perhaps from outside its account',
        ],
      },
      {
        says: 'the account comes from a variable',
        statements: allow({
          Principal: { AWS: text('arn:aws:iam::', hole('var.partner', 'account-id'), ':root') },
        }),
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
  return allow({
    Principal: { AWS: '*' },
    Condition: { StringEquals: { 'aws:PrincipalOrgID': organization } },
  })
}
