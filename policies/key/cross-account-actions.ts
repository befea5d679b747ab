import {
  all,
  allow,
  allows,
  deny,
  hole,
  listsOwnerOnlyActions,
  nameOfDocument,
  namesOnlyForeigners,
  ownerOnlyActionsInWords,
  rule,
  withoutOwnerOnlyActions,
  type ExampleValue,
} from 'keyplan'

const role = 'arn:aws:iam::444455556666:role/Ext'
const schedule = 'kms:ScheduleKeyDeletion'
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

  forbid: all(allows, namesOnlyForeigners, listsOwnerOnlyActions),

  message: subject =>
    `other accounts can never ${ownerOnlyActionsInWords(subject)} on ${nameOfDocument(subject)}, whatever its policy says`,
  correct: withoutOwnerOnlyActions,

  examples: {
    good: [
      { says: 'use of the key', statements: admit(role, 'kms:Decrypt') },
      { says: 'a wildcard with actions that work', statements: admit(role, ['kms:Describe*', 'kms:*']) },
      { says: 'a Deny', statements: deny({ Principal: { AWS: role }, Action: 'kms:ScheduleKeyDeletion' }) },
      { says: 'the own account too', statements: admit([role, '111122223333'], 'kms:ScheduleKeyDeletion') },
    ],
    bad: [
      { says: 'deletion', statements: admit(role, 'kms:ScheduleKeyDeletion'), reports: [dead] },
      { says: 'beside one that works', statements: admit(role, ['kms:Decrypt', schedule]), reports: [dead] },
      { says: 'a wildcard', statements: admit('444455556666', 'kms:Schedule*'), reports: [dead] },
    ],
    unsure: [
      { says: 'the principal is a variable', statements: admit(hole('var.r'), schedule), reports: [dead] },
    ],
  },
})

function admit(AWS: ExampleValue, Action: ExampleValue) {
  return allow({ Principal: { AWS }, Action })
}
