import { hole, problem, problemInWords, rule, type ExampleAttributes } from 'keyplan'

const place = 'inline policy "example" of role/App: its statement lets any role be passed to any service'
const app = 'arn:aws:iam::111122223333:role/App'
const admin = 'arn:aws:iam::111122223333:role/Admin'
const others = 'on all that its `NotResource` does not name'

export default rule({
  id: 'POL027',
  name: 'named-passed-roles',
  title: '`iam:PassRole` must name its roles or its service',
  about: 'problem',
  severity: 'medium',
  eased: [['info', problem('any-passed-role-among-all')]],
  why: 'Whoever can pass any role to a service can do what the mightiest role of the account can, with its keys too.',
  fix: 'Name the ARNs of the roles, or add `iam:PassedToService`.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html',
  ],
  replaces: [
    'access-analyzer:PASS_ROLE_WITH_NOT_RESOURCE',
    'access-analyzer:PASS_ROLE_WITH_STAR_IN_ACTION_AND_NOT_RESOURCE',
    'access-analyzer:PASS_ROLE_WITH_NOT_ACTION_AND_NOT_RESOURCE',
    'access-analyzer:PASS_ROLE_WITH_STAR_IN_RESOURCE',
    'access-analyzer:PASS_ROLE_WITH_STAR_IN_ACTION_AND_RESOURCE',
    'access-analyzer:PASS_ROLE_WITH_STAR_IN_RESOURCE_AND_NOT_ACTION',
    'cfn-guard:IAM_POLICY_NO_WILDCARD_RESOURCE_ON_PASSROLE',
    'cfn_nag:F38',
    'cfn_nag:F39',
    'cfn_nag:F40',
  ],
  reportedUnder: ['IAM005', 'IAM013'],

  forbid: problem('any-passed-role', 'any-passed-role-among-all'),

  message: problemInWords,

  examples: {
    good: [
      { says: 'a named role', role: having({ Action: 'iam:PassRole', Resource: app }) },
      {
        says: 'roles by how their names begin',
        role: having({ Action: 'iam:PassRole', Resource: `${app}-*` }),
      },
      { says: 'every action on a named role', role: having({ Action: 'iam:*', Resource: app }) },
      {
        says: 'to one service',
        role: having({
          Action: 'iam:PassRole',
          Resource: '*',
          Condition: { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } },
        }),
      },
      {
        says: 'all actions but those of IAM',
        role: having({ NotAction: ['iam:*', 'kms:*'], Resource: '*' }),
      },
      { says: 'a Deny', role: having({ Effect: 'Deny', Action: 'iam:PassRole', Resource: '*' }) },
    ],
    bad: [
      found('star in resource', { Action: 'iam:PassRole', Resource: '*' }, ': `iam:PassRole` on `*`'),
      found(
        'every role of the account',
        { Action: 'iam:PassRole', Resource: 'arn:aws:iam::111122223333:role/*' },
        ': `iam:PassRole` on `arn:aws:iam::111122223333:role/*`',
      ),
      found('star in action and resource', { Action: 'iam:Pass*', Resource: '*' }, ': `iam:Pass*` on `*`'),
      found(
        'star in resource and NotAction',
        { NotAction: 'kms:*', Resource: '*' },
        ': `iam:PassRole` is not among its `NotAction` on `*`',
      ),
      found('NotResource', { Action: 'iam:PassRole', NotResource: admin }, `: \`iam:PassRole\` ${others}`),
      found(
        'star in action and NotResource',
        { Action: 'iam:Pass*', NotResource: admin },
        `: \`iam:Pass*\` ${others}`,
      ),
      found(
        'NotAction and NotResource',
        { NotAction: 'kms:*', NotResource: admin },
        `: \`iam:PassRole\` is not among its \`NotAction\` ${others}`,
      ),
      found(
        'a service that may be absent',
        {
          Action: 'iam:PassRole',
          Resource: '*',
          Condition: { StringEqualsIfExists: { 'iam:PassedToService': 'ec2.amazonaws.com' } },
        },
        ': `iam:PassRole` on `*`',
      ),
      {
        ...found('everything, which is worse', { Action: '*', Resource: '*' }, ': `*` on `*`'),
        severity: 'info',
      },
    ],
    unsure: [
      {
        says: 'the action comes from a variable',
        role: having({ Action: hole('var.action'), Resource: '*' }),
        reports: [`${place}: \`iam:PassRole\` on \`*\``],
      },
      {
        says: 'the condition comes from a variable',
        role: having({ Action: 'iam:PassRole', Resource: '*', Condition: hole('var.condition') }),
        reports: [`${place}: \`iam:PassRole\` on \`*\``],
      },
    ],
  },
})

function having(statement: ExampleAttributes) {
  return { policies: { Effect: 'Allow', ...statement } }
}

function found(says: string, given: ExampleAttributes, rest: string) {
  return { says, role: having(given), reports: [`${place}${rest}`] }
}
