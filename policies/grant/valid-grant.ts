import { grantIsRefused, hole, refusalsOf, rule, type ExampleValue } from 'keyplan'

const own = 'arn:aws:iam::111122223333'
const rsa = { customer_master_key_spec: 'RSA_2048', key_usage: 'SIGN_VERIFY' }
const context = { encryption_context_equals: { department: 'finance' } }

export default rule({
  id: 'GRANT007',
  name: 'valid-grant',
  title: 'A grant must be one that KMS accepts',
  about: 'grant',
  severity: 'medium',
  why: 'The plan is fine, and applying it fails half way.',
  fix: 'Correct what is named.',
  references: [
    'https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateGrant.html',
    'https://docs.aws.amazon.com/kms/latest/APIReference/API_GrantConstraints.html',
  ],
  replaces: [
    'tflint:aws_kms_grant_invalid_grantee_principal',
    'tflint:aws_kms_grant_invalid_retiring_principal',
  ],

  undetermined: 'where the input has not the key, or not which kind it is',

  forbid: grantIsRefused,

  message: (grant, world) => `KMS will refuse ${grant.address}: ${refusalsOf(grant, world)}`,

  examples: {
    good: [
      { says: 'use of a symmetric key', grant: granting({}) },
      { says: 'signing with an RSA key', key: rsa, grant: granting({ operations: ['Sign', 'Verify'] }) },
      { says: 'an encryption context', grant: granting({ constraints: context }) },
      {
        says: 'a session of a role',
        grant: granting({ grantee_principal: 'arn:aws:sts::111122223333:assumed-role/App/one' }),
      },
      {
        says: 'a kind of key that is not told is counted, not told',
        key: { customer_master_key_spec: hole('var.spec'), key_usage: hole('var.usage') },
        grant: granting({ operations: ['Sign'] }),
      },
      {
        says: 'so is a key that the input does not have',
        grant: granting({ key_id: 'arn:aws:kms:us-west-2:111122223333:key/1234abcd' }),
      },
      { says: 'an operation from a variable', grant: granting({ operations: [hole('var.operation')] }) },
    ],
    bad: [
      {
        says: 'signing with a symmetric key',
        grant: granting({ operations: ['Decrypt', 'Sign'] }),
        reports: [refuses('Sign is nothing that this kind of key does')],
      },
      {
        says: 'an operation that no grant gives',
        grant: granting({ operations: ['Decrypt', 'PutKeyPolicy'] }),
        reports: [refuses('PutKeyPolicy can be in no grant')],
      },
      {
        says: 'an encryption context for an RSA key',
        key: rsa,
        grant: granting({ operations: ['Sign'], constraints: context }),
        reports: [refuses('a key that is not symmetric has no encryption context')],
      },
      {
        says: 'too many pairs',
        grant: granting({ constraints: { encryption_context_equals: pairs(9) } }),
        reports: [refuses('a constraint has more than 8 pairs')],
      },
      {
        says: 'too long a value',
        grant: granting({ constraints: { encryption_context_subset: { id: 'x'.repeat(385) } } }),
        reports: [refuses('the value of id is longer than 384 characters')],
      },
      {
        says: 'a whole encryption context and a part of one',
        grant: granting({ constraints: { ...context, encryption_context_subset: { id: 'a' } } }),
        reports: [refuses('it asks for a whole encryption context and for a part of one')],
      },
      {
        says: 'a group',
        grant: granting({ grantee_principal: `${own}:group/Ops` }),
        reports: [refuses(`${own}:group/Ops can be no grantee`)],
      },
    ],
  },
})

function refuses(why: string) {
  return `KMS will refuse aws_kms_grant.example: ${why}`
}

function granting(more: Readonly<Record<string, ExampleValue>>) {
  return { grantee_principal: `${own}:role/App`, operations: ['Decrypt'], ...more }
}

function pairs(count: number) {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`key${index}`, 'value']))
}
