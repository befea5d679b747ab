import {
  all,
  allow,
  byOwnAccount,
  handsOverMuch,
  hole,
  leavesItToIam,
  ofSensitiveKey,
  onlyExactPrincipals,
  own,
  rule,
  showPrincipal,
  type ExampleAttributes,
  type ExampleValue,
} from 'keyplan'

const trust = { sensitive: ['tag:sensitivity=high', 'alias/payments*', 'aws_kms_key.vault'] }
const key = { tags: { sensitivity: 'high' } }
const target_key_id = hole('aws_kms_key.example.id')
const alias = { 'aws_kms_alias.a': { name: 'alias/payments-1', target_key_id } }
const reports = ['IAM policies of account 111122223333 decide who uses the sensitive key aws_kms_key.example']

export default rule({
  id: 'KMS009',
  name: 'sensitive-delegation',
  title: 'A sensitive key must not leave its use to IAM policies',
  about: 'access',
  severity: 'medium',
  eased: [['low', onlyExactPrincipals]],
  why: 'Whoever can write IAM policies in the account then gives the key to anyone, himself included, and the key policy does not show it.',
  fix: 'Add `StringEquals: {"aws:PrincipalType": "Account"}` to the statement for the account, and name administrators and users in statements of their own.',
  references: [
    'https://repost.aws/knowledge-center/kms-prevent-access',
    'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html',
  ],

  forbid: all(ofSensitiveKey, byOwnAccount, leavesItToIam, handsOverMuch),

  message: ({ principal, key: { address } }) =>
    `IAM policies of ${showPrincipal(principal)} decide who uses the sensitive key ${address}`,

  examples: {
    good: [
      { says: 'delegation is right for most keys', trust },
      { says: 'the root user alone', ...sensitive({ StringEquals: { 'aws:PrincipalType': 'Account' } }) },
      { says: 'reading only', ...sensitive({}, { Action: 'kms:Describe*' }) },
      { says: 'another account', ...sensitive({}, { Principal: { AWS: '444455556666' } }) },
      { says: 'a role by name', ...sensitive({}, { Principal: own('role/App') }) },
    ],
    bad: [
      { says: 'a tag says that it is sensitive', key, trust, reports },
      { says: 'an alias says so', resources: alias, trust, reports },
      { says: 'its address says so', trust: { sensitive: ['aws_kms_key.e*', 'KeyExample'] }, reports },
      { says: 'every key in the profile `strict`', profile: 'strict', reports },
      { says: 'names that anybody can give', ...sensitive({ ArnLike: role('*') }), reports },
      { says: 'a list', ...sensitive({ ArnEquals: role('') }), severity: 'low', reports },
    ],
    unsure: [
      { says: 'the tag is a variable', key: { tags: { sensitivity: hole('var.level') } }, trust, reports },
    ],
  },
})

function sensitive(Condition: ExampleValue, more: ExampleAttributes = {}) {
  return { key, trust, statements: allow({ Principal: own('root'), Action: 'kms:*', Condition, ...more }) }
}

function role(end: string) {
  return { 'aws:PrincipalArn': `arn:aws:iam::111122223333:role/Admin${end}` }
}
