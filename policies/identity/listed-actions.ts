import {
  all,
  allow,
  allowsAllOfKms,
  coversEveryService,
  coversManyKeys,
  either,
  heldByAdministrators,
  hole,
  keysAreNarrowed,
  not,
  permissionInWords,
  rule,
  surely,
  throughService,
  type ExampleValue,
} from 'keyplan'

const one = 'arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'

export default rule({
  id: 'IAM005',
  name: 'listed-actions',
  title: 'An IAM policy must list the actions on keys, not allow all of them',
  about: 'permission',
  severity: 'high',
  eased: [
    ['info', coversEveryService],
    ['medium', either(not(surely(coversManyKeys)), keysAreNarrowed, throughService)],
  ],
  why: '`kms:*` is more than use: whoever has it rewrites key policies, hands out grants and schedules keys for deletion, and gets each action that AWS adds.',
  fix: 'List the actions that are needed, such as `kms:Decrypt` and `kms:GenerateDataKey`. Name those who administer keys under `administrators` in keyplan.yaml.',
  references: ['https://docs.aws.amazon.com/kms/latest/developerguide/iam-policies-best-practices.html'],
  replaces: [
    'prowler:iam_policy_no_full_access_to_kms',
    'prowler:iam_inline_policy_no_full_access_to_kms',
    'checkov:CKV_AWS_1',
    'checkov:CKV_AWS_49',
    'checkov:CKV_AWS_62',
    'checkov:CKV_AWS_63',
    'checkov:CKV_AWS_274',
    'checkov:CKV_AWS_275',
    'cis-aws:1.16',
    'cfn_nag:F4',
    'cfn-guard:IAM_POLICY_NO_STATEMENTS_WITH_FULL_ACCESS',
  ],

  forbid: all(allowsAllOfKms, not(heldByAdministrators)),

  message: permission => permissionInWords(permission, 'do everything with KMS'),

  examples: {
    good: [
      { says: 'listed actions', ...on('*', { Action: ['kms:Decrypt', 'kms:GenerateDataKey'] }) },
      { says: 'a Deny', ...on('*', { Effect: 'Deny' }) },
      { says: 'every action on something else', ...on('arn:aws:s3:::bucket/*', { Action: '*' }) },
      {
        says: 'whoever administers keys',
        ...on('*'),
        trust: { administrators: ['arn:aws:iam::*:role/App'] },
      },
      {
        says: 'a boundary that lets only use through',
        role: { policies: kms({}), boundary: kms({ Action: ['kms:Decrypt', 'kms:Encrypt'] }) },
      },
      {
        says: 'a key policy is another rule',
        statements: { ...kms({}), Principal: { AWS: 'arn:aws:iam::111122223333:root' } },
      },
    ],
    bad: [
      { says: '`kms:*` on `*`', ...on('*'), reports: [can('every key')] },
      {
        says: 'on every key of the account',
        ...on('arn:aws:kms:*:111122223333:key/*'),
        reports: [can('arn:aws:kms:*:111122223333:key/*')],
      },
      { says: 'on one key', ...on(one), severity: 'medium', reports: [can(one)] },
      {
        says: 'through a service',
        ...on('*', { Condition: { StringEquals: { 'kms:ViaService': 's3.us-west-2.amazonaws.com' } } }),
        severity: 'medium',
        reports: [can('every key')],
      },
      {
        says: 'on keys with a tag',
        ...on('*', { Condition: { StringEquals: { 'aws:ResourceTag/team': 'a' } } }),
        severity: 'medium',
        reports: [can('every key')],
      },
      {
        says: 'an administrator of everything is a matter of other tools: told once, for information',
        ...on('*', { Action: '*' }),
        severity: 'info',
        reports: [can('every key')],
      },
      {
        says: 'the same by a policy of AWS',
        role: { managed: ['arn:aws:iam::aws:policy/AdministratorAccess'] },
        severity: 'info',
        reports: [
          'aws_iam_role.App can do everything with KMS on every key, by AWS managed policy AdministratorAccess',
        ],
      },
      {
        says: 'a user through a group',
        resources: {
          'aws_iam_group.ops': { name: 'ops' },
          'aws_iam_user.ann': { name: 'ann' },
          'aws_iam_user_group_membership.ann': { user: 'ann', groups: ['ops'] },
          'aws_iam_group_policy.ops': { name: 'p', group: 'ops', policy: policy() },
        },
        reports: [
          'aws_iam_user.ann can do everything with KMS on every key, by inline policy "p" of group/ops',
        ],
      },
      {
        says: 'a group without members',
        resources: {
          'aws_iam_group.ops': { name: 'ops' },
          'aws_iam_group_policy.ops': { name: 'p', group: 'ops', policy: policy() },
        },
        reports: [
          'whoever joins aws_iam_group.ops can do everything with KMS on every key, by inline policy "p" of group/ops',
        ],
      },
    ],
    unsure: [
      {
        says: 'the actions come from a variable',
        ...on('*', { Action: hole('var.actions') }),
        reports: [can('every key')],
      },
    ],
  },
})

function can(where: string) {
  return `aws_iam_role.App can do everything with KMS on ${where}, by inline policy "example" of role/App`
}

function kms(more: Readonly<Record<string, ExampleValue>>) {
  return allow({ Action: 'kms:*', ...more })
}

function policy() {
  return { Version: '2012-10-17', Statement: kms({}) }
}

function on(Resource: ExampleValue, more: Readonly<Record<string, ExampleValue>> = {}) {
  return { role: { policies: kms({ Resource, ...more }) } }
}
