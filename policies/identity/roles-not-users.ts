import {
  actionsInWords,
  allow,
  deny,
  heldByUser,
  hole,
  policyOf,
  resourcesInWords,
  rule,
  usersInWords,
} from 'keyplan'

const one = 'arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'
const decrypt = allow({ Resource: one })
const shared = { 'aws_iam_policy.shared': { name: 'shared', policy: policyOf(decrypt) } }
const group = {
  'aws_iam_group.ops': { name: 'ops' },
  'aws_iam_group_policy.ops': { name: 'p', group: 'ops', policy: policyOf(decrypt) },
}
const member = {
  ...group,
  'aws_iam_user.ann': { name: 'ann' },
  'aws_iam_user_group_membership.ann': { user: 'ann', groups: ['ops'] },
}
const ofUser = 'inline policy "example" of user/App'
const ofGroup = 'inline policy "p" of group/ops'
const ofApp = found('aws_iam_user.App', ofUser)
const both = { role: {}, user: {}, attached: decrypt }
const sharing = found('aws_iam_user.App', 'managed policy "shared"')
const joining = found('whoever joins aws_iam_group.ops', ofGroup)
const hidden = { ...decrypt, Effect: hole('var.effect') }

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
      { says: 'a role', role: { policies: decrypt } },
      { says: 'a user with other permissions', user: { policies: allow({ Action: 's3:GetObject' }) } },
      { says: 'a Deny', user: { policies: deny({ Resource: one }) } },
      { says: 'a policy that nobody has: a role can get it', resources: shared },
    ],
    bad: [
      { says: 'a policy of a user', user: { policies: decrypt }, ...ofApp },
      { says: 'a policy that a role has too: the user is named', ...both, ...sharing },
      { says: 'a user through a group', resources: member, ...found('aws_iam_user.ann', ofGroup) },
      { says: 'a group, which only users can join', resources: group, ...joining },
    ],
    unsure: [{ says: 'Allow or Deny is a variable', user: { policies: hidden }, ...ofApp }],
  },
})

function found(who: string, by: string) {
  return { reports: [`${who} can kms:Decrypt on ${one}, with long-term credentials, by ${by}`] }
}
