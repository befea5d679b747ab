import {
  all,
  allow,
  allowsSensitiveManagement,
  coversEveryService,
  coversManyKeys,
  deny,
  either,
  heldByAdministrators,
  hole,
  inDefaultProfile,
  not,
  permissionInWords,
  rule,
  sensitiveActionsOf,
  type ExampleValue,
} from 'keyplan'

const one = 'arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'
const put = (where: string) => can('kms:PutKeyPolicy', where)
const inStrict = { profile: 'strict', severity: 'low', reports: [put(one)] } as const
const governing = 'kms:PutKeyPolicy, kms:ScheduleKeyDeletion and 2 more actions'
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

  message: permission => permissionInWords(permission, sensitiveActionsOf(permission)),

  examples: {
    good: [
      { says: 'use of keys', ...on(every, ['kms:Decrypt', 'kms:Encrypt']) },
      { says: 'other management', ...on(every, ['kms:TagResource', 'kms:EnableKeyRotation']) },
      { says: 'grants are another rule', ...on(every, 'kms:CreateGrant') },
      { says: 'a Deny', role: { policies: deny({ Action: 'kms:PutKeyPolicy', Resource: every }) } },
      { says: 'a single key, by default', ...on(one) },
      { says: 'whoever administers keys', ...on(every), trust: { administrators: ['*:role/App'] } },
    ],
    bad: [
      { says: 'every key of the account', ...on(every), reports: [put(every)] },
      { says: 'deletion', ...on('*', ['kms:DisableKey', 'kms:Encrypt']), reports: [can('kms:DisableKey')] },
      { says: 'everything', ...on('*', '*'), severity: 'info', reports: [can(governing)] },
      { says: 'a single key, where more is asked', ...on(one), ...inStrict },
    ],
    unsure: [{ says: 'which keys is a variable', ...on(hole('var.k')), reports: [put('${var.k}')] }],
  },
})

function can(actions: string, where = 'every key') {
  return `aws_iam_role.App can ${actions} on ${where}, by inline policy "example" of role/App`
}

function on(Resource: ExampleValue, Action: ExampleValue = 'kms:PutKeyPolicy') {
  return { role: { policies: allow({ Action, Resource }) } }
}
