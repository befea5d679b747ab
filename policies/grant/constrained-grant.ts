import { grantInWords, hole, lacksConstraint, rule, showPrincipal, type ExampleValue } from 'keyplan'

const app = 'arn:aws:iam::111122223333:role/App'
const message = `${app} can kms:Decrypt on aws_kms_key.example by a grant, whatever the encryption context`

export default rule({
  id: 'GRANT004',
  name: 'constrained-grant',
  title: 'A grant that reaches plaintext should have a constraint',
  about: 'grant',
  profile: 'strict',
  severity: 'low',
  why: 'A constraint on the encryption context keeps the grantee to the data that the grant is for, out of all that the key protects.',
  fix: 'Add `constraints` with the encryption context that the data was encrypted with.',
  references: ['https://docs.aws.amazon.com/kms/latest/developerguide/grant-best-practices.html'],

  forbid: lacksConstraint,

  message: grant =>
    `${showPrincipal(grant.grantee)} can ${grantInWords(grant)} by a grant, whatever the encryption context`,

  examples: {
    good: [
      {
        says: 'an encryption context',
        grant: decrypt({ constraints: { encryption_context_equals: { department: 'finance' } } }),
      },
      {
        says: 'a part of one',
        grant: decrypt({ constraints: { encryption_context_subset: { department: 'finance' } } }),
      },
      { says: 'no plaintext', grant: decrypt({ operations: ['Encrypt'] }) },
      {
        says: 'an asymmetric key has no encryption context',
        key: { customer_master_key_spec: 'RSA_2048' },
        grant: decrypt({}),
      },
    ],
    bad: [{ says: 'no constraint', grant: decrypt({}), reports: [message] }],
    unsure: [
      {
        says: 'the constraint comes from a variable',
        grant: decrypt({ constraints: hole('var.constraints') }),
        reports: [message],
      },
      {
        says: 'a key that the input does not have',
        grant: decrypt({ key_id: 'arn:aws:kms:us-west-2:111122223333:key/1234abcd' }),
        reports: [message.replace('aws_kms_key.example', 'arn:aws:kms:us-west-2:111122223333:key/1234abcd')],
      },
    ],
  },
})

function decrypt(more: Readonly<Record<string, ExampleValue>>) {
  return { grantee_principal: app, operations: ['Decrypt'], ...more }
}
