import {
  all,
  allow,
  beginsWith,
  byAccountAdministrators,
  detourInWords,
  not,
  own,
  reachesPlaintext,
  reachesPlaintextDirectly,
  rule,
  type ExampleValue,
} from 'keyplan'

const passes = 'by passing a role to a service that runs its code'
const passed = `${own('role/Dev').AWS}, ${passes}, can kms:Decrypt on aws_kms_key.example`
const administrators = [own('role/Dev').AWS]

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
      { says: 'another role, without keys', role: [reader(), dev(passing(own('role/Plain').AWS))] },
      { says: 'a role that only encrypts', role: [reader('kms:Encrypt'), dev(passing('*'))] },
      {
        says: 'nothing that it could start',
        role: [reader(), dev({ ...passing('*'), Action: 'iam:PassRole' })],
      },
      {
        says: 'a condition names another service than the role trusts',
        role: [reader(), dev(passing('*', 'ec2'))],
      },
      { says: 'access that it has anyway', role: [reader('kms:*'), dev([passing('*'), allow()])] },
      { says: 'an administrator', role: [reader(), dev(passing('*'))], trust: { administrators } },
      { says: 'another way', role: [reader(), dev(allow({ Action: 'iam:PutRolePolicy' }))] },
    ],
    bad: [
      { says: 'any role, and Lambda functions', role: [reader(), dev(passing('*'))], reports: [passed] },
      {
        says: 'a condition that names the service which the role trusts',
        role: [reader(), dev(passing('*', 'lambda'))],
        reports: [passed],
      },
    ],
    unsure: [
      {
        says: 'whether something runs under the role already',
        role: [reader(), dev(allow({ Action: 'lambda:UpdateFunctionCode' }))],
        reports: [passed.replace(passes, 'by changing what runs under a role')],
      },
      {
        says: 'whether something else invokes the function that it creates',
        role: [reader(), dev(allow({ Action: ['iam:PassRole', 'lambda:CreateFunction'] }))],
        reports: [passed],
      },
    ],
  },
})

function reader(Action = 'kms:Decrypt') {
  const trust = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }
  return { policies: allow({ Action }), trust }
}

function passing(role: string, service = '*') {
  const Action = ['iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction']
  const Condition = { StringLikeIfExists: { 'iam:PassedToService': `${service}.amazonaws.com` } }
  return allow({ Action, Resource: [role, 'arn:aws:lambda:*'], Condition })
}

function dev(policies: ExampleValue) {
  return { name: 'Dev', policies }
}
