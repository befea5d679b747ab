import {
  allow,
  deniesLess,
  deny as denied,
  freedInWords,
  freesOnlyReads,
  hole,
  own,
  policyOf,
  rule,
  type ExampleValue,
} from 'keyplan'

const app = own('role/App').AWS
const root = allow({ Principal: own('root'), Action: 'kms:*' })
const use = allow({ Principal: own('role/App'), Action: ['kms:Decrypt', 'kms:DescribeKey'] })
const outsiders = deny('*', 'kms:*', { StringNotEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } })
const role = { policies: allow() }
const second = 'statement 2 of the policy of aws_kms_key.example'

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
        reports: [less(second, 'account 111122223333 can now kms:*', ' more freely')],
      },
      {
        says: 'a Deny of a role is gone',
        statements: use,
        before: { statements: [use, deny(app, 'kms:Decrypt')] },
        reports: [less(second)],
      },
      {
        says: 'a Deny of an IAM policy is gone',
        statements: root,
        role,
        before: { statements: root, role: { policies: [allow(), denied()] } },
        reports: [less('statement 2 of the policies of role aws_iam_role.App')],
      },
      {
        says: 'a permissions boundary is gone',
        statements: root,
        role,
        before: { statements: root, role: { ...role, boundary: allow({ Action: 's3:*' }) } },
        reports: [less('the permissions boundary of role aws_iam_role.App')],
      },
      {
        says: 'a service control policy is gone',
        statements: root,
        role,
        before: { statements: root, role, resources: control('SERVICE', denied()) },
        reports: [less('service control policy aws_organizations_policy.limit')],
      },
      {
        says: 'a resource control policy is gone',
        statements: use,
        before: { statements: use, resources: control('RESOURCE', denied({ Principal: '*' })) },
        reports: [less('resource control policy aws_organizations_policy.limit')],
      },
      {
        says: 'a look at the key',
        statements: use,
        before: { statements: [use, deny(app, 'kms:DescribeKey')] },
        severity: 'low',
        reports: [less(second, `${app} can now kms:DescribeKey`)],
      },
    ],
    unsure: [
      {
        says: 'a Deny of a role of which the input shows nothing, while IAM policies decide',
        statements: root,
        before: { statements: [root, deny(app, 'kms:Encrypt')] },
        reports: [`${second} takes less away than before: the input does not show whom that frees`],
      },
      {
        says: 'whom it stops comes from a variable now',
        statements: [use, deny(hole('var.denied'), 'kms:Decrypt')],
        before: { statements: [use, deny(app, 'kms:Decrypt')] },
        reports: [less(second)],
      },
    ],
  },
})

function deny(AWS: ExampleValue, Action: string, Condition: ExampleValue = {}) {
  return denied({ Principal: { AWS }, Action, Condition })
}

function less(limit: string, who = `${app} can now kms:Decrypt`, freely = '') {
  return `${limit} takes less away than before: ${who} on aws_kms_key.example${freely}`
}

function control(kind: string, statement: ExampleValue) {
  const attached = { policy_id: hole('aws_organizations_policy.limit.id'), target_id: '111122223333' }
  return {
    'aws_organizations_policy.limit': { type: `${kind}_CONTROL_POLICY`, content: policyOf(statement) },
    'aws_organizations_policy_attachment.limit': attached,
  }
}
