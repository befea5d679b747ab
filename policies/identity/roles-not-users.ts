import {
  actionsInWords,
  heldByUser,
  hole,
  resourcesInWords,
  rule,
  usersInWords,
  type ExampleValue,
} from 'keyplan'

const one = 'arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'
const decrypts = `can kms:Decrypt on ${one}, with long-term credentials, by`

export default rule({
  id: 'IAM014',
  name: 'roles-not-users',
  title: 'Permissions on keys should be given to roles, not to users',
  about: 'permission',
  profile: 'strict',
  severity: 'low',
  why: 'A user has credentials that last until somebody ends them; those of a role expire within hours.',
  fix: 'Give the permission to a role, and let people and programs assume it.',
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html'],
  replaces: ['checkov:CKV_AWS_40', 'checkov:CKV_AWS_273', 'cfn-guard:IAM_NO_POLICY_ON_USER', 'cfn_nag:F10'],

  forbid: heldByUser,

  message: permission =>
    `${usersInWords(permission)} can ${actionsInWords(permission.actions)} on ${resourcesInWords(permission)}, with long-term credentials, by ${permission.policy.name}`,

  examples: {
    good: [
      { says: 'a role', role: { policies: decrypt({}) } },
      { says: 'a user with other permissions', user: { policies: decrypt({ Action: 's3:GetObject' }) } },
      { says: 'a Deny', user: { policies: decrypt({ Effect: 'Deny' }) } },
      {
        says: 'a policy that nobody has: a role can get it',
        resources: { 'aws_iam_policy.shared': { name: 'shared', policy: policy() } },
      },
    ],
    bad: [
      {
        says: 'a policy of a user',
        user: { policies: decrypt({}) },
        reports: [`aws_iam_user.App ${decrypts} inline policy "example" of user/App`],
      },
      {
        says: 'a managed policy that a role has too: the user is named',
        role: {},
        user: {},
        attached: decrypt({}),
        reports: [`aws_iam_user.App ${decrypts} managed policy "shared"`],
      },
      {
        says: 'a user through a group',
        resources: {
          ...group(),
          'aws_iam_user.ann': { name: 'ann' },
          'aws_iam_user_group_membership.ann': { user: 'ann', groups: ['ops'] },
        },
        reports: [`aws_iam_user.ann ${decrypts} inline policy "p" of group/ops`],
      },
      {
        says: 'a group without members: only users can join',
        resources: group(),
        reports: [`whoever joins aws_iam_group.ops ${decrypts} inline policy "p" of group/ops`],
      },
    ],
    unsure: [
      {
        says: 'Allow or Deny comes from a variable',
        user: { policies: decrypt({ Effect: hole('var.effect') }) },
        reports: [`aws_iam_user.App ${decrypts} inline policy "example" of user/App`],
      },
    ],
  },
})

function decrypt(more: Readonly<Record<string, ExampleValue>>) {
  return { Effect: 'Allow', Action: 'kms:Decrypt', Resource: one, ...more }
}

function policy() {
  return { Version: '2012-10-17', Statement: decrypt({}) }
}

function group() {
  return {
    'aws_iam_group.ops': { name: 'ops' },
    'aws_iam_group_policy.ops': { name: 'p', group: 'ops', policy: policy() },
  }
}
