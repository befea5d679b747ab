import {
  actionsInWords,
  all,
  allow,
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
const oneRole = { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::444455556666:role/App*' } }
const maybe = decrypt(root, { Null: { 'aws:PrincipalArn': hole('var.absent') } })
const ofConsole = [decrypt(root), { ...decrypt(root), Action: 'kms:CreateGrant' }]
const within = decrypt(root, { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } })
const found = { trust, reports: ['account 444455556666 as a whole can kms:Decrypt on aws_kms_key.example'] }

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
      { says: 'the account, for one role of its', statements: decrypt(root, oneRole), trust },
      { says: 'the own account', statements: decrypt('arn:aws:iam::111122223333:root') },
      { says: 'an account that is not trusted is told by KMS002', statements: decrypt(root) },
      { says: 'use without plaintext', statements: { ...decrypt(root), Action: 'kms:Encrypt' }, trust },
    ],
    bad: [
      { says: 'the account by its root', statements: decrypt(root), ...found },
      { says: 'the account by its id', statements: decrypt('444455556666'), ...found },
      { says: 'the two statements of the console are one finding', statements: ofConsole, ...found },
      { says: 'as long as it stays in the organization', statements: within, ...found, severity: 'low' },
      { says: 'the same where more is asked', profile: 'strict', statements: within, ...found },
    ],
    unsure: [{ says: 'a condition that may or may not name principals', statements: maybe, ...found }],
  },
})

function decrypt(AWS: string, Condition: ExampleValue = {}) {
  return allow({ Principal: { AWS }, Condition })
}
