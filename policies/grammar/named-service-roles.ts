import { hole, problem, problemInWords, rule, type ExampleAttributes } from 'keyplan'

const place = 'inline policy "example" of role/App: its statement lets the role of any service be created'
const rds = 'arn:aws:iam::*:role/aws-service-role/rds.amazonaws.com/AWSServiceRoleForRDS'
const others = 'on all that its `NotResource` does not name'

export default rule({
  id: 'POL028',
  name: 'named-service-roles',
  title: '`iam:CreateServiceLinkedRole` must name its roles or its service',
  about: 'problem',
  profile: 'strict',
  severity: 'low',
  eased: [['info', problem('any-service-linked-role-among-all')]],
  why: 'Each such role lets a service act in the account, and nobody asked for those of all services.',
  fix: 'Name the ARN of the role, or add `iam:AWSServiceName`.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html',
  ],
  replaces: [
    'access-analyzer:CREATE_SLR_WITH_NOT_RESOURCE',
    'access-analyzer:CREATE_SLR_WITH_STAR_IN_ACTION_AND_NOT_RESOURCE',
    'access-analyzer:CREATE_SLR_WITH_NOT_ACTION_AND_NOT_RESOURCE',
    'access-analyzer:CREATE_SLR_WITH_STAR_IN_RESOURCE',
    'access-analyzer:CREATE_SLR_WITH_STAR_IN_ACTION_AND_RESOURCE',
    'access-analyzer:CREATE_SLR_WITH_STAR_IN_RESOURCE_AND_NOT_ACTION',
  ],
  reportedUnder: ['IAM005', 'IAM013', 'POL027'],

  forbid: problem('any-service-linked-role', 'any-service-linked-role-among-all'),

  message: problemInWords,

  examples: {
    good: [
      { says: 'a named role', role: having({ Action: 'iam:CreateServiceLinkedRole', Resource: rds }) },
      {
        says: 'for one service',
        role: having({
          Action: 'iam:CreateServiceLinkedRole',
          Resource: '*',
          Condition: { StringLike: { 'iam:AWSServiceName': 'rds.amazonaws.com' } },
        }),
      },
      { says: 'all actions but those of IAM', role: having({ NotAction: 'iam:*', NotResource: rds }) },
    ],
    bad: [
      found(
        'star in resource',
        { Action: 'iam:CreateServiceLinkedRole', Resource: '*' },
        ': `iam:CreateServiceLinkedRole` on `*`',
      ),
      found(
        'star in action and resource',
        { Action: 'iam:CreateS*', Resource: 'arn:aws:iam::*:role/aws-service-role/*' },
        ': `iam:CreateS*` on `arn:aws:iam::*:role/aws-service-role/*`',
      ),
      found(
        'star in resource and NotAction',
        { NotAction: 'iam:PassRole', Resource: '*' },
        ': `iam:CreateServiceLinkedRole` is not among its `NotAction` on `*`',
      ),
      found(
        'NotResource',
        { Action: 'iam:CreateServiceLinkedRole', NotResource: rds },
        `: \`iam:CreateServiceLinkedRole\` ${others}`,
      ),
      found(
        'star in action and NotResource',
        { Action: 'iam:CreateS*', NotResource: rds },
        `: \`iam:CreateS*\` ${others}`,
      ),
      found(
        'NotAction and NotResource',
        { NotAction: 'iam:PassRole', NotResource: rds },
        `: \`iam:CreateServiceLinkedRole\` is not among its \`NotAction\` ${others}`,
      ),
      {
        ...found('everything, which is worse', { Action: '*', Resource: '*' }, ': `*` on `*`'),
        severity: 'info',
      },
    ],
    unsure: [
      {
        says: 'what is excepted comes from a variable',
        role: having({ NotAction: hole('var.kept'), Resource: '*' }),
        reports: [`${place}: \`iam:CreateServiceLinkedRole\` is not among its \`NotAction\` on \`*\``],
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
