import {
  actionsInWords,
  all,
  byTrustedAccount,
  byWholeForeignAccount,
  hole,
  inDefaultProfile,
  not,
  onlySomePrincipals,
  revealsOrPermits,
  rule,
  showPrincipal,
  withinOrganization,
  type ExampleValue,
} from 'keyplan'

const trust = { accounts: ['444455556666'] }
const root = 'arn:aws:iam::444455556666:root'
const wholeAccount = 'account 444455556666 as a whole can kms:Decrypt on aws_kms_key.example'

export default rule({
  id: 'KMS003',
  name: 'whole-accounts',
  title: 'A trusted account should be named by its roles, not as a whole',
  about: 'access',
  severity: 'medium',
  eased: [['low', all(inDefaultProfile, withinOrganization)]],
  why: 'Which of its principals use the key, the other account then decides alone, and changes without you.',
  fix: 'Name the roles of the other account as principals, or add `ArnLike` on `aws:PrincipalArn` with their ARNs.',
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html',
  ],
  reportedUnder: ['KMS001', 'KMS002', 'KMS005', 'KMS006'],

  forbid: all(byWholeForeignAccount, byTrustedAccount, revealsOrPermits, not(onlySomePrincipals)),

  message: ({ principal, actions, key }) =>
    `${showPrincipal(principal)} as a whole can ${actionsInWords(actions)} on ${key.address}`,

  examples: {
    good: [
      { says: 'one role', statements: decrypt('arn:aws:iam::444455556666:role/ExampleRole'), trust },
      {
        says: 'the account, for one role of its',
        statements: decrypt(root, { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::444455556666:role/App*' } }),
        trust,
      },
      { says: 'the own account', statements: decrypt('arn:aws:iam::111122223333:root') },
      { says: 'an account that is not trusted is told by KMS002', statements: decrypt(root) },
    ],
    bad: [
      { says: 'the account by its root', statements: decrypt(root), trust, reports: [wholeAccount] },
      { says: 'the account by its id', statements: decrypt('444455556666'), trust, reports: [wholeAccount] },
      {
        says: 'the pair of statements that the console writes is one finding',
        statements: [decrypt(root), { ...decrypt(root), Action: 'kms:CreateGrant' }],
        trust,
        reports: [wholeAccount],
      },
      {
        says: 'as long as it stays in the organization',
        statements: decrypt(root, { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }),
        trust,
        severity: 'low',
        reports: [wholeAccount],
      },
    ],
    unsure: [
      {
        says: 'a condition that may or may not name principals',
        statements: decrypt(root, { Null: { 'aws:PrincipalArn': hole('var.absent') } }),
        trust,
        reports: [wholeAccount],
      },
    ],
  },
})

function decrypt(AWS: string, Condition: ExampleValue = {}) {
  return { Effect: 'Allow', Principal: { AWS }, Action: 'kms:Decrypt', Resource: '*', Condition }
}
