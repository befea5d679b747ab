import { asksForSubset, hole, rule, type ExampleValue } from 'keyplan'

const message = 'aws_kms_grant.example asks for a part of the encryption context'

export default rule({
  id: 'GRANT008',
  name: 'whole-context',
  title: 'A grant should ask for the whole encryption context',
  about: 'grant',
  profile: 'strict',
  severity: 'info',
  why: 'A constraint on a part of the encryption context lets any other pair through: AWS advises the whole, where it is known.',
  fix: 'Use `encryption_context_equals` with all pairs.',
  references: [
    'https://docs.aws.amazon.com/kms/latest/APIReference/API_GrantConstraints.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/grant-best-practices.html',
  ],

  forbid: asksForSubset,

  message: grant => `${grant.address} asks for a part of the encryption context`,

  examples: {
    good: [
      { says: 'the whole', grant: decrypt({ encryption_context_equals: { department: 'finance' } }) },
      { says: 'no constraint is another rule', grant: decrypt({}) },
    ],
    bad: [
      {
        says: 'a part',
        grant: decrypt({ encryption_context_subset: { department: 'finance' } }),
        reports: [message],
      },
    ],
    unsure: [
      {
        says: 'the constraint comes from a variable',
        grant: decrypt(hole('var.constraints')),
        reports: [message],
      },
    ],
  },
})

function decrypt(constraints: ExampleValue) {
  return { grantee_principal: 'arn:aws:iam::111122223333:role/App', operations: ['Decrypt'], constraints }
}
