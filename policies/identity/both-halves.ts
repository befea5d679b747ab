import { arnOf, halfInWords, hole, otherHalfIsMissing, rule, type ExampleValue } from 'keyplan'

const other = '444455556666'
const ext = `arn:aws:iam::${other}:role/Ext`
const byKey =
  'the policy of aws_kms_key.example allows aws_iam_role.Ext, of another account, kms:Decrypt, and no IAM policy there allows it'
const byRole =
  'inline policy "example" of role/Ext allows kms:Decrypt on aws_kms_key.example, of another account, and the policy of that key does not'

export default rule({
  id: 'IAM015',
  name: 'both-halves',
  title: 'Access across accounts needs the key policy and an IAM policy',
  about: 'half',
  severity: 'low',
  why: 'The key policy admits the other account, and an IAM policy there gives the access: with one half alone every call is refused.',
  fix: 'Add the other half: an IAM policy with the ARN of the key for the role, or a statement in the key policy for the role or its account.',
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html',
  ],

  forbid: otherHalfIsMissing,

  message: half =>
    `${halfInWords(half)}, ${half.in === 'key-policy' ? 'and no IAM policy there allows it' : 'and the policy of that key does not'}`,

  examples: {
    good: [
      { says: 'both halves', role: role(decrypt()), statements: [admin(), naming(ext)] },
      {
        says: 'both halves, by the account',
        role: role(decrypt()),
        statements: [admin(), naming(`arn:aws:iam::${other}:root`)],
      },
      {
        says: 'a pattern in the IAM policy',
        role: role({ ...decrypt(), Resource: '*' }),
        statements: [admin(), naming(ext)],
      },
      { says: 'a role that the input does not have', statements: [admin(), naming(ext)] },
      {
        says: 'a role of the own account needs no IAM policy',
        role: {},
        statements: [admin(), naming('arn:aws:iam::111122223333:role/App')],
      },
    ],
    bad: [
      {
        says: 'the key policy alone',
        role: role(undefined),
        statements: [admin(), naming(ext)],
        reports: [byKey],
      },
      {
        says: 'another action',
        role: role({ ...decrypt(), Action: 'kms:Encrypt', Resource: '*' }),
        statements: [admin(), naming(ext)],
        reports: [byKey],
      },
      { says: 'the IAM policy alone', role: role(decrypt()), reports: [byRole] },
    ],
    unsure: [
      {
        says: 'a role that stands already may have other policies',
        role: { ...role(undefined), exists: true },
        statements: [admin(), naming(ext)],
        reports: [byKey],
      },
      {
        says: 'whom the key policy admits comes from a variable',
        role: role(decrypt()),
        statements: [admin(), naming(hole('var.role'))],
        reports: [byRole],
      },
    ],
  },
})

function role(policies: ExampleValue | undefined) {
  return { name: 'Ext', account: other, ...(policies === undefined ? {} : { policies }) }
}

function decrypt() {
  return { Effect: 'Allow', Action: 'kms:Decrypt', Resource: arnOf('aws_kms_key.example') }
}

function admin() {
  return {
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::111122223333:root' },
    Action: 'kms:*',
    Resource: '*',
  }
}

function naming(AWS: ExampleValue) {
  return { Effect: 'Allow', Principal: { AWS }, Action: 'kms:Decrypt', Resource: '*' }
}
