import {
  all,
  allow,
  allows,
  bypassIsBarred,
  coversEveryService,
  coversKeyCreation,
  either,
  hole,
  inDefaultProfile,
  inIdentityPolicy,
  nameOfDocument,
  newKeysAreLimited,
  not,
  rule,
  withLimitedKeys,
  type ExampleValue,
} from 'keyplan'

const message = 'inline policy "example" of role/App allows kms:CreateKey without a limit on the keys'
const spec = { StringEquals: { 'kms:KeySpec': 'SYMMETRIC_DEFAULT' } }

export default rule({
  id: 'IAM006',
  name: 'limited-key-creation',
  title: 'Whoever may create keys must be limited in which',
  about: 'statement',
  severity: 'medium',
  eased: [
    ['info', coversEveryService],
    ['low', inDefaultProfile],
  ],
  why: 'Whoever creates a key writes its policy, for himself and for others: without a limit any kind of key appears, and data under keys that nobody else governs.',
  fix: 'Add a condition on `kms:KeySpec`, `kms:KeyUsage`, `kms:KeyOrigin`, `kms:MultiRegion` or `aws:RequestTag/…`, and deny `kms:CreateKey` where `kms:BypassPolicyLockoutSafetyCheck` is true.',
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/iam-policies-best-practices.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html',
  ],
  reportedUnder: ['IAM005', 'IAM013'],

  forbid: all(
    inIdentityPolicy,
    allows,
    coversKeyCreation,
    either(not(newKeysAreLimited), all(not(inDefaultProfile), not(bypassIsBarred))),
  ),

  message: subject => `${nameOfDocument(subject)} allows kms:CreateKey without a limit on the keys`,
  correct: withLimitedKeys,

  examples: {
    good: [
      { says: 'a Deny', ...on({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }) },
      { says: 'keys of one kind', ...on({ Condition: spec }) },
      { says: 'keys with a tag', ...on({ Condition: { StringLike: { 'aws:RequestTag/team': '?*' } } }) },
      {
        says: 'a Deny for other kinds',
        ...having(create({}), {
          ...create({ Effect: 'Deny' }),
          Condition: { StringNotEquals: { 'kms:KeySpec': 'SYMMETRIC_DEFAULT' } },
        }),
      },
      {
        says: 'a boundary without it',
        role: { policies: create({}), boundary: create({ Action: 'kms:Decrypt' }) },
      },
      {
        says: 'the ARN of a key, which allows nothing',
        ...on({ Resource: 'arn:aws:kms:*:111122223333:key/*' }),
      },
      { says: 'other management', ...on({ Action: 'kms:TagResource' }) },
      {
        says: 'keys of one kind, and no bypass of the lockout check, where more is asked',
        profile: 'strict',
        ...on({ Condition: { ...spec, Bool: { 'kms:BypassPolicyLockoutSafetyCheck': 'false' } } }),
      },
    ],
    bad: [
      { says: 'everything', ...on({ Action: '*' }), severity: 'info', reports: [message] },
      { says: '`kms:CreateKey` on `*`', ...on({}), severity: 'low', reports: [message] },
      { says: 'by a pattern', ...on({ Action: 'kms:Create*' }), severity: 'low', reports: [message] },
      { says: 'the same where more is asked', profile: 'strict', ...on({}), reports: [message] },
      {
        says: 'the lockout check may be bypassed, where more is asked',
        profile: 'strict',
        ...on({ Condition: spec }),
        reports: [message],
      },
    ],
    unsure: [
      {
        says: 'the action comes from a variable',
        ...on({ Action: hole('var.action') }),
        severity: 'low',
        reports: [message],
      },
    ],
  },
})

function create(more: Readonly<Record<string, ExampleValue>>) {
  return allow({ Action: 'kms:CreateKey', ...more })
}

function having(...policies: readonly ExampleValue[]) {
  return { role: { policies } }
}

function on(more: Readonly<Record<string, ExampleValue>>) {
  return having(create(more))
}
