import {
  all,
  byOwnAccount,
  handsOverMuch,
  hole,
  leavesItToIam,
  ofSensitiveKey,
  onlyExactPrincipals,
  rule,
  showPrincipal,
  type ExampleValue,
} from 'keyplan'

const root = 'arn:aws:iam::111122223333:root'
const trust = { sensitive: ['tag:sensitivity=high', 'alias/payments*', 'aws_kms_key.vault'] }
const key = { tags: { sensitivity: 'high' } }
const delegates = 'IAM policies of account 111122223333 decide who uses the sensitive key aws_kms_key.example'

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
      { says: 'delegation is right for most keys', statements: account(), trust },
      {
        says: 'the root user alone, and an administrator by name',
        key,
        statements: account({ StringEquals: { 'aws:PrincipalType': 'Account' } }),
        trust,
      },
      { says: 'reading only', key, statements: { ...account(), Action: 'kms:Describe*' }, trust },
    ],
    bad: [
      { says: 'a tag says that it is sensitive', key, trust, reports: [delegates] },
      {
        says: 'an alias says so',
        resources: {
          'aws_kms_alias.a': { name: 'alias/payments-1', target_key_id: hole('aws_kms_key.example.id') },
        },
        trust,
        reports: [delegates],
      },
      {
        says: 'its address says so',
        trust: { sensitive: ['aws_kms_key.e*', 'KeyExample'] },
        reports: [delegates],
      },
      { says: 'every key in the profile `strict`', profile: 'strict', reports: [delegates] },
      {
        says: 'roles of a name that whoever writes IAM policies can choose',
        key,
        statements: account({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/Admin*' } }),
        trust,
        reports: [delegates],
      },
      {
        says: 'a list of roles',
        key,
        statements: account({ ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/Admin' } }),
        trust,
        severity: 'low',
        reports: [delegates],
      },
    ],
    unsure: [
      {
        says: 'the tag comes from a variable',
        key: { tags: { sensitivity: hole('var.level') } },
        trust,
        reports: [delegates],
      },
    ],
  },
})

function account(Condition: ExampleValue = {}) {
  return { Effect: 'Allow', Principal: { AWS: root }, Action: 'kms:*', Resource: '*', Condition }
}
