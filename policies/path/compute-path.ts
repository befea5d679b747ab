import {
  all,
  beginsWith,
  byAccountAdministrators,
  detourInWords,
  not,
  reachesPlaintext,
  reachesPlaintextDirectly,
  rule,
  type ExampleValue,
} from 'keyplan'

const own = 'arn:aws:iam::111122223333'
const passed = `${own}:role/Dev, by passing a role to a service that runs its code, can kms:Decrypt on aws_kms_key.example`

export default rule({
  id: 'GRAPH003',
  name: 'compute-path',
  title: 'Whoever starts code must not get a role with access to keys for it',
  about: 'detour',
  severity: 'high',
  why: 'Code that runs under a role has the access of that role, so whoever can pass the role or change the code has it too.',
  fix: 'Name under `Resource` of `iam:PassRole` the roles that are meant, and with `iam:PassedToService` the service.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html',
  ],
  replaces: [
    'access-analyzer:PASS_ROLE_WITH_STAR_IN_RESOURCE',
    'cfn-guard:IAM_POLICY_NO_WILDCARD_RESOURCE_ON_PASSROLE',
  ],

  forbid: all(
    beginsWith('pass-role', 'run-code'),
    reachesPlaintext,
    not(byAccountAdministrators),
    not(reachesPlaintextDirectly),
  ),

  message: detourInWords,

  examples: {
    good: [
      { says: 'another role, without keys', role: [reader(), dev(passing(`${own}:role/Plain`))] },
      {
        says: 'nothing that it could start',
        role: [reader(), dev({ ...passing('*'), Action: 'iam:PassRole' })],
      },
      {
        says: 'a condition names another service than the role trusts',
        role: [reader(), dev([passing('*', { 'iam:PassedToService': 'ec2.amazonaws.com' })])],
      },
      { says: 'access that it has anyway', role: [reader(), dev([passing('*'), decrypting()])] },
    ],
    bad: [
      { says: 'any role, and Lambda functions', role: [reader(), dev(passing('*'))], reports: [passed] },
      {
        says: 'a condition that names the service which the role trusts',
        role: [reader(), dev(passing('*', { 'iam:PassedToService': 'lambda.amazonaws.com' }))],
        reports: [passed],
      },
    ],
    unsure: [
      {
        says: 'whether something runs under the role already',
        role: [reader(), dev({ Effect: 'Allow', Action: 'lambda:UpdateFunctionCode', Resource: '*' })],
        reports: [
          passed.replace(
            'by passing a role to a service that runs its code',
            'by changing what runs under a role',
          ),
        ],
      },
    ],
  },
})

function decrypting() {
  return { Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*' }
}

function reader() {
  const trust = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }
  return { policies: decrypting(), trust }
}

function passing(role: string, StringEquals: ExampleValue = {}) {
  const Action = ['iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction']
  const compute = { Effect: 'Allow', Action: Action.slice(1), Resource: '*' }
  return {
    ...compute,
    Action,
    Resource: [role, 'arn:aws:lambda:*'],
    Condition: { StringEqualsIfExists: StringEquals },
  }
}

function dev(policies: ExampleValue) {
  return { name: 'Dev', policies }
}
