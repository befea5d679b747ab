import {
  all,
  allowsSensitiveManagement,
  coversEveryService,
  coversManyKeys,
  either,
  heldByAdministrators,
  holdersInWords,
  hole,
  inDefaultProfile,
  not,
  resourcesInWords,
  rule,
  sensitiveActionsOf,
  type ExampleValue,
} from 'keyplan'

const one = 'arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'
const every = 'arn:aws:kms:*:111122223333:key/*'

export default rule({
  id: 'IAM007',
  name: 'management-by-keys',
  title: 'Who governs a key must stand in its key policy, not in an IAM policy for many keys',
  about: 'permission',
  severity: 'medium',
  eased: [
    ['info', coversEveryService],
    ['low', not(coversManyKeys)],
  ],
  why: 'One IAM statement reaches every key that delegates to the account, those of tomorrow too, and no key policy shows who can rewrite it or delete the key.',
  fix: 'Move these actions into the key policies, for the role that governs each key; or name whoever has them under `administrators` in keyplan.yaml.',
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/iam-policies-best-practices.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html',
  ],
  replaces: ['checkov:CKV_AWS_109', 'checkov:CKV_AWS_289', 'checkov:CKV_AWS_286'],
  reportedUnder: ['IAM005', 'IAM013'],

  forbid: all(
    allowsSensitiveManagement,
    either(coversManyKeys, not(inDefaultProfile)),
    not(heldByAdministrators),
  ),

  message: permission =>
    `${holdersInWords(permission.holders)} can ${sensitiveActionsOf(permission)} on ${resourcesInWords(permission)}, by ${permission.policy.name}`,

  examples: {
    good: [
      { says: 'use of keys', ...on(every, { Action: ['kms:Decrypt', 'kms:Encrypt'] }) },
      { says: 'other management', ...on(every, { Action: ['kms:TagResource', 'kms:EnableKeyRotation'] }) },
      { says: 'grants are another rule', ...on(every, { Action: 'kms:CreateGrant' }) },
      { says: 'a Deny of these actions', ...on(every, { Effect: 'Deny' }) },
      { says: 'a single key, by default', ...on(one) },
      { says: 'whoever administers keys', ...on(every), trust: { administrators: ['*:role/App'] } },
    ],
    bad: [
      { says: 'every key of the account', ...on(every), reports: [can('kms:PutKeyPolicy', every)] },
      {
        says: 'deletion on `*`',
        ...on('*', { Action: ['kms:ScheduleKeyDeletion', 'kms:DisableKey'] }),
        reports: [can('kms:ScheduleKeyDeletion and kms:DisableKey', 'every key')],
      },
      {
        says: 'a single key, where more is asked',
        profile: 'strict',
        ...on(one),
        severity: 'low',
        reports: [can('kms:PutKeyPolicy', one)],
      },
    ],
    unsure: [
      {
        says: 'which keys comes from a variable',
        ...on(hole('var.keys')),
        reports: [can('kms:PutKeyPolicy', '${var.keys}')],
      },
    ],
  },
})

function can(actions: string, where: string) {
  return `aws_iam_role.App can ${actions} on ${where}, by inline policy "example" of role/App`
}

function on(Resource: ExampleValue, more: Readonly<Record<string, ExampleValue>> = {}) {
  return { role: { policies: { Effect: 'Allow', Action: 'kms:PutKeyPolicy', Resource, ...more } } }
}
