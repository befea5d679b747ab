import { grantedToAccount, grantInWords, hole, rule, showPrincipal, type ExampleValue } from 'keyplan'

const own = 'arn:aws:iam::111122223333'

export default rule({
  id: 'GRANT002',
  name: 'single-grantee',
  title: 'A grant should have one role as its grantee, not an account',
  about: 'grant',
  severity: 'medium',
  why: 'Who of the account may use a grant to the account is not documented: its root user for certain, perhaps everybody.',
  fix: 'Name the role that needs the key as the grantee.',
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/grant-best-practices.html',
    'https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateGrant.html',
  ],
  reportedUnder: ['GRANT001'],

  forbid: grantedToAccount,

  message: grant => `${showPrincipal(grant.grantee)} as a whole can ${grantInWords(grant)} by a grant`,

  examples: {
    good: [
      { says: 'a role', grant: decrypt(`${own}:role/App`) },
      { says: 'a user', grant: decrypt(`${own}:user/Ann`) },
    ],
    bad: [
      {
        says: 'the own account',
        grant: decrypt(`${own}:root`),
        reports: ['account 111122223333 as a whole can kms:Decrypt on aws_kms_key.example by a grant'],
      },
    ],
    unsure: [
      {
        says: 'the grantee comes from a variable',
        grant: decrypt(hole('var.grantee')),
        reports: [
          'a principal that is not known yet (var.grantee) as a whole can kms:Decrypt on aws_kms_key.example by a grant',
        ],
      },
    ],
  },
})

function decrypt(grantee_principal: ExampleValue) {
  return { grantee_principal, operations: ['Decrypt'] }
}
