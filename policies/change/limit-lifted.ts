import { deniesLess, freedInWords, freesOnlyReads, hole, rule, type ExampleValue } from 'keyplan'

const own = 'arn:aws:iam::111122223333'
const app = `${own}:role/App`
const root = { Effect: 'Allow', Principal: { AWS: `${own}:root` }, Action: 'kms:*', Resource: '*' }
const use = { ...root, Principal: { AWS: app }, Action: ['kms:Decrypt', 'kms:DescribeKey'] }
const outsiders = deny('*', 'kms:*', { StringNotEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } })
const allowed = { Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*' }
const denied = { Effect: 'Deny', Action: 'kms:Decrypt', Resource: '*' }

export default rule({
  id: 'DIFF018',
  name: 'limit-lifted',
  title: 'What keeps callers away from a key must not be taken away unseen',
  about: 'limit-change',
  severity: 'high',
  eased: [['low', freesOnlyReads]],
  why: 'A Deny, a boundary or a service control policy that is gone is a new Allow for everybody whom it stopped.',
  fix: 'Restore it, or check that everybody whom it stopped is meant to have access.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-custom-policy-checks.html',
  ],
  replaces: ['access-analyzer:CheckNoNewAccess'],

  forbid: deniesLess,

  message: limit => `${limit.name} takes less away than before: ${freedInWords(limit)}`,

  examples: {
    good: [
      {
        says: 'a Deny in another place',
        statements: [outsiders, root],
        before: { statements: [root, outsiders] },
      },
      {
        says: 'a Deny that stops more',
        statements: [root, use, deny('*', 'kms:*')],
        before: { statements: [root, use, outsiders] },
      },
      { says: 'a Deny is added', statements: [root, outsiders], before: { statements: root } },
      {
        says: 'a Deny of what nobody was allowed',
        statements: use,
        before: { statements: [use, deny(app, 'kms:Encrypt')] },
      },
    ],
    bad: [
      {
        says: 'a Deny for everybody outside the organization is gone',
        statements: root,
        before: { statements: [root, outsiders] },
        reports: [
          'statement 2 of the policy of aws_kms_key.example takes less away than before: account 111122223333 can now kms:* on aws_kms_key.example more freely',
        ],
      },
      {
        says: 'a Deny of a role is gone',
        statements: use,
        before: { statements: [use, deny(app, 'kms:Decrypt')] },
        reports: [
          `statement 2 of the policy of aws_kms_key.example takes less away than before: ${app} can now kms:Decrypt on aws_kms_key.example`,
        ],
      },
      {
        says: 'a Deny of an IAM policy is gone',
        statements: root,
        role: { policies: allowed },
        before: { statements: root, role: { policies: [allowed, denied] } },
        reports: [
          `statement 2 of the policies of role aws_iam_role.App takes less away than before: ${app} can now kms:Decrypt on aws_kms_key.example`,
        ],
      },
      {
        says: 'a permissions boundary is gone',
        statements: root,
        role: { policies: allowed },
        before: { statements: root, role: { policies: allowed, boundary: { ...allowed, Action: 's3:*' } } },
        reports: [
          `the permissions boundary of role aws_iam_role.App takes less away than before: ${app} can now kms:Decrypt on aws_kms_key.example`,
        ],
      },
      {
        says: 'a look at the key',
        statements: use,
        before: { statements: [use, deny(app, 'kms:DescribeKey')] },
        severity: 'low',
        reports: [
          `statement 2 of the policy of aws_kms_key.example takes less away than before: ${app} can now kms:DescribeKey on aws_kms_key.example`,
        ],
      },
    ],
    unsure: [
      {
        says: 'a Deny of a role of which the input shows nothing, while IAM policies decide',
        statements: root,
        before: { statements: [root, deny(app, 'kms:Encrypt')] },
        reports: [
          'statement 2 of the policy of aws_kms_key.example takes less away than before: the input does not show whom that frees',
        ],
      },
      {
        says: 'whom it stops comes from a variable now',
        statements: [use, deny(hole('var.denied'), 'kms:Decrypt')],
        before: { statements: [use, deny(app, 'kms:Decrypt')] },
        reports: [
          `statement 2 of the policy of aws_kms_key.example takes less away than before: ${app} can now kms:Decrypt on aws_kms_key.example`,
        ],
      },
    ],
  },
})

function deny(AWS: ExampleValue, Action: string, Condition: ExampleValue = {}) {
  return { Effect: 'Deny', Principal: { AWS }, Action, Resource: '*', Condition }
}
