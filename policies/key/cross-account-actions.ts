import {
  actionsInWords,
  all,
  allows,
  hole,
  inKeyPolicy,
  listsOwnerOnlyActions,
  nameOfDocument,
  namesOnlyForeigners,
  ownerOnlyActionsOf,
  rule,
  type ExampleValue,
} from 'keyplan'

const role = 'arn:aws:iam::444455556666:role/Ext'
const dead =
  'other accounts can never kms:ScheduleKeyDeletion on aws_kms_key.example, whatever its policy says'

export default rule({
  id: 'KMS004',
  name: 'cross-account-actions',
  title: 'Other accounts should be allowed only what works across accounts',
  about: 'statement',
  severity: 'low',
  why: 'AWS carries out few actions of KMS for principals of another account: the rest is dead text that hides what is meant.',
  fix: "Remove these actions, or take them in the key's own account.",
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/kms-api-permissions-reference.html',
  ],

  forbid: all(inKeyPolicy, allows, namesOnlyForeigners, listsOwnerOnlyActions),

  message: subject =>
    `other accounts can never ${actionsInWords(ownerOnlyActionsOf(subject.statement))} on ${nameOfDocument(subject)}, whatever its policy says`,

  examples: {
    good: [
      { says: 'use of the key', statements: allow(role, 'kms:Decrypt') },
      { says: 'a wildcard with actions that work', statements: allow(role, ['kms:Describe*', 'kms:*']) },
      { says: 'the own account too', statements: allow([role, '111122223333'], 'kms:ScheduleKeyDeletion') },
    ],
    bad: [
      { says: 'deletion', statements: allow(role, 'kms:ScheduleKeyDeletion'), reports: [dead] },
      {
        says: 'beside an action that works',
        statements: allow(role, ['kms:Decrypt', 'kms:ScheduleKeyDeletion']),
        reports: [dead],
      },
      {
        says: 'a wildcard of which nothing works',
        statements: allow('444455556666', 'kms:Schedule*'),
        reports: [dead],
      },
    ],
    unsure: [
      {
        says: 'the principal is not known',
        statements: allow(hole('var.reader'), 'kms:ScheduleKeyDeletion'),
        reports: [dead],
      },
    ],
  },
})

function allow(AWS: ExampleValue, Action: ExampleValue) {
  return { Effect: 'Allow', Principal: { AWS }, Action, Resource: '*' }
}
