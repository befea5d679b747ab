import { allow, arnOf, halfInWords, hole, otherHalfIsMissing, own, rule, type ExampleValue } from 'keyplan'

const other = '444455556666'
const ext = `arn:aws:iam::${other}:role/Ext`
const decrypt = allow({ Resource: arnOf('aws_kms_key.example') })
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
      { says: 'both halves', ...role(decrypt), ...naming(ext) },
      { says: 'both halves, by the account', ...role(decrypt), ...naming(`arn:aws:iam::${other}:root`) },
      { says: 'a pattern in the IAM policy', ...role(allow()), ...naming(ext) },
      { says: 'a role that the input does not have', ...naming(ext) },
      { says: 'a role of the own account', role: {}, ...naming('arn:aws:iam::111122223333:role/App') },
    ],
    bad: [
      { says: 'the key policy alone', ...role(), ...naming(ext), reports: [byKey] },
      { says: 'another action', ...role(allow({ Action: 'kms:Sign' })), ...naming(ext), reports: [byKey] },
      { says: 'the IAM policy alone', ...role(decrypt), reports: [byRole] },
    ],
    unsure: [
      {
        says: 'it may have other policies',
        role: { ...role().role, exists: true },
        ...naming(ext),
        reports: [byKey],
      },
      {
        says: 'whom the key admits is a variable',
        ...role(decrypt),
        ...naming(hole('var.role')),
        reports: [byRole],
      },
    ],
  },
})

function role(...policies: readonly ExampleValue[]) {
  return { role: { name: 'Ext', account: other, policies } }
}

function naming(AWS: ExampleValue) {
  const admin = allow({ Principal: own('root'), Action: 'kms:*' })
  return { statements: [admin, allow({ Principal: { AWS } })] }
}
