import {
  all,
  allow as allowed,
  byUntrustedOutsiders,
  either,
  gained,
  growthInWords,
  hole,
  knownByNetwork,
  newToAccount,
  not,
  ofAccess,
  onlyReads,
  own,
  revealsOrPermits,
  rule,
  text,
  type ExampleValue,
} from 'keyplan'

const foreign = '444455556666'
const root = allowed({ Principal: own('root'), Action: 'kms:*' })
const network = { StringEquals: { 'aws:SourceVpce': 'vpce-0123456789abcdef0' } }
const organization = { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }

export default rule({
  id: 'DIFF002',
  name: 'new-account',
  title: 'No change may open a key to another account unseen',
  about: 'access-change',
  severity: 'high',
  eased: [
    ['low', ofAccess(onlyReads)],
    ['medium', either(not(ofAccess(revealsOrPermits)), knownByNetwork)],
  ],
  why: 'This change moves the trust boundary: from now on another account decides who reads the data.',
  fix: 'Confirm the account with its owner and name it under `trusted.accounts` in keyplan.yaml; otherwise remove the principal.',
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-custom-policy-checks.html',
  ],
  replaces: ['access-analyzer:CheckNoNewAccess', 'checkov:CKV_AWS_283'],
  reportedUnder: ['DIFF003', 'DIFF018', 'KMS005'],

  forbid: all(gained, ofAccess(byUntrustedOutsiders), newToAccount),

  message: subject => `${growthInWords(subject)}, from outside its account`,

  examples: {
    good: [
      {
        says: 'a role of the own account',
        statements: [root, allowed({ Principal: own('role/App') })],
        before: { statements: root },
      },
      {
        says: 'a trusted account',
        statements: [root, allow(foreign)],
        before: { statements: root },
        trust: { accounts: [foreign] },
      },
      {
        says: 'another role of an account that could do the same already',
        statements: [root, allow([role('A'), role('B')])],
        before: { statements: [root, allow(role('A'))] },
      },
      { says: 'a key that is created', statements: [root, allow(foreign)] },
      {
        says: 'an organization that loses access',
        statements: root,
        before: { statements: [root, allow('*', 'kms:Decrypt', organization)] },
      },
    ],
    bad: [
      {
        says: 'another account',
        statements: [root, allow(`arn:aws:iam::${foreign}:root`)],
        before: { statements: root },
        reports: [can('account 444455556666')],
      },
      {
        says: 'roles of another account: one finding',
        statements: [root, allow([role('A'), role('B')])],
        before: { statements: root },
        reports: [can(`${role('A')} and ${role('B')}`)],
      },
      {
        says: 'plaintext for an account that could only look',
        statements: [root, allow(foreign, 'kms:D*')],
        before: { statements: [root, allow(foreign, 'kms:DescribeKey')] },
        reports: [can('account 444455556666')],
      },
      {
        says: 'a look at the key',
        statements: [root, allow(foreign, 'kms:DescribeKey')],
        before: { statements: root },
        severity: 'low',
        reports: [can('account 444455556666', 'kms:DescribeKey')],
      },
      {
        says: 'use without plaintext',
        statements: [root, allow(foreign, 'kms:Encrypt')],
        before: { statements: root },
        severity: 'medium',
        reports: [can('account 444455556666', 'kms:Encrypt')],
      },
      {
        says: 'whoever calls from a network',
        statements: [root, allow('*', 'kms:Decrypt', network)],
        before: { statements: root },
        severity: 'medium',
        reports: [can('anyone who calls from vpce-0123456789abcdef0')],
      },
    ],
    unsure: [
      {
        says: 'the account comes from a variable',
        statements: [root, allow(text('arn:aws:iam::', hole('var.partner', 'account-id'), ':root'))],
        before: { statements: root },
        reports: [can('account var.partner')],
      },
    ],
  },
})

function role(name: string) {
  return `arn:aws:iam::${foreign}:role/${name}`
}

function can(who: string, action = 'kms:Decrypt') {
  return `${who} can now ${action} on aws_kms_key.example, from outside its account`
}

function allow(AWS: ExampleValue, Action = 'kms:Decrypt', Condition: ExampleValue = {}) {
  return allowed({ Principal: { AWS }, Action, Condition })
}
