import {
  all,
  holdsExampleNamesOnly,
  holdsPlaceholders,
  inKeyPolicy,
  nameOfDocument,
  placeholderIn,
  rule,
  type ExampleValue,
} from 'keyplan'

const foreign = 'arn:aws:iam::444455556666:root'

export default rule({
  id: 'KMS027',
  name: 'placeholders',
  title: 'Nothing of an example may be left in a key policy',
  about: 'statement',
  severity: 'medium',
  eased: [['info', holdsExampleNamesOnly]],
  why: 'A copied example admits a stranger, or nobody.',
  fix: 'Put your own account, role or user in its place; an account that is really yours can stand under `trusted.accounts` in keyplan.yaml.',
  references: [
    'https://repost.aws/knowledge-center/kms-prevent-access',
    'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html',
  ],

  forbid: all(inKeyPolicy, holdsPlaceholders),

  message: (subject, world) =>
    `${placeholderIn(subject, world)} is left in the policy of ${nameOfDocument(subject)}`,

  examples: {
    good: [
      { says: 'a real account', statements: allow('arn:aws:iam::739204518362:role/App') },
      { says: "the key's own account, whatever its id", statements: allow('arn:aws:iam::111122223333:root') },
      {
        says: 'an account that is trusted',
        statements: allow(foreign),
        trust: { accounts: ['444455556666'] },
      },
      {
        says: 'digits within a longer number',
        statements: allow('arn:aws:iam::739204518362:role/n-4444555566661'),
      },
    ],
    bad: [
      {
        says: "an account of AWS's examples",
        statements: allow(foreign),
        reports: [
          "the account id 444455556666 of AWS's examples is left in the policy of aws_kms_key.example",
        ],
      },
      {
        says: 'one in a condition',
        statements: allow('*', { StringEquals: { 'kms:CallerAccount': '123456789012' } }),
        reports: [
          "the account id 123456789012 of AWS's examples is left in the policy of aws_kms_key.example",
        ],
      },
      {
        says: 'a blank',
        statements: allow('arn:aws:iam::<account-id>:root'),
        reports: ['the blank <account-id> is left in the policy of aws_kms_key.example'],
      },
      {
        says: 'the name of an example, which may well be meant',
        statements: allow('arn:aws:iam::111122223333:role/ExampleRole'),
        severity: 'info',
        reports: [
          'the name arn:aws:iam::111122223333:role/ExampleRole of an example is left in the policy of aws_kms_key.example',
        ],
      },
    ],
    unsure: [
      {
        says: 'it may be the own account, which nothing tells',
        account: 'unknown',
        statements: allow(foreign),
        reports: [
          "the account id 444455556666 of AWS's examples is left in the policy of aws_kms_key.example",
        ],
      },
    ],
  },
})

function allow(AWS: string, Condition: ExampleValue = {}) {
  return { Effect: 'Allow', Principal: { AWS }, Action: 'kms:Decrypt', Resource: '*', Condition }
}
