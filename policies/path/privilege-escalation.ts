import {
  all,
  allow,
  beginsWith,
  byAccountAdministrators,
  detourInWords,
  hole,
  keyItselfGivesTheMeans,
  not,
  own,
  reachesPlaintext,
  reachesPlaintextDirectly,
  rule,
  type ExampleValue,
} from 'keyplan'

const dev = own('role/Dev')
const administrators = [dev.AWS]
const guarded = allow({ Principal: own('role/App') })
const root = allow({ Principal: own('root'), Action: 'kms:*' })
const app = { name: 'App' }
const trust = { Effect: 'Allow', Principal: dev, Action: 'sts:AssumeRole' }
const decrypt = 'kms:Decrypt on aws_kms_key.example'
const everything = 'kms:Decrypt, kms:GenerateDataKey and 2 more actions on aws_kms_key.example'

export default rule({
  id: 'GRAPH002',
  name: 'privilege-escalation',
  title: 'Nobody may be one change away from plaintext that he is not given',
  about: 'detour',
  severity: 'high',
  // IAM policies with these actions of KMS are weighed as statements, too (IAM007, IAM011).
  eased: [['low', beginsWith('put-key-policy', 'create-grant')]],
  why: 'Whoever can give himself access has it: the change takes one call, and the key policy and his IAM policies do not show it.',
  fix: 'Narrow the IAM actions to the roles that he administers, set a permissions boundary, or let the key policy name its users instead of leaving them to the account. List who administers keys under `administrators`.',
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/grants.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html',
  ],
  replaces: [
    'prowler:iam_policy_allows_privilege_escalation',
    'checkov:CKV_AWS_110',
    'checkov:CKV_AWS_286',
    'cloudsplaining:PrivilegeEscalation',
  ],

  forbid: all(
    beginsWith(
      'change-iam-policy',
      'change-trust-policy',
      'lift-boundary',
      'take-over-user',
      'replicate-key',
      'put-key-policy',
      'create-grant',
    ),
    reachesPlaintext,
    not(keyItselfGivesTheMeans),
    not(byAccountAdministrators),
    not(reachesPlaintextDirectly),
  ),

  message: detourInWords,

  examples: {
    good: [
      {
        says: 'a guarded key leaves nothing to IAM policies',
        role: able('iam:PutRolePolicy', own('role/Other').AWS),
        statements: guarded,
      },
      { says: 'an administrator', role: able('iam:PutRolePolicy'), trust: { administrators } },
      { says: 'whoever applies the change', role: able('iam:*'), trust: { deployer: dev.AWS } },
      { says: 'every action on everything', role: able('*'), statements: guarded },
      { says: 'access that the principal has anyway', role: able(['kms:Decrypt', 'iam:PutRolePolicy']) },
      {
        says: 'a deploy role that can touch no key',
        role: able(['iam:PassRole', 'ec2:*', 's3:*']),
        statements: guarded,
      },
      {
        says: 'key administrators as the console writes them',
        role: able('s3:ListAllMyBuckets'),
        statements: [root, allow({ Principal: dev, Action: ['kms:Create*', 'kms:Put*'] })],
      },
      {
        says: 'a role that it may assume is what GRAPH001 and TRUST001 tell',
        role: [...able('sts:AssumeRole'), { ...app, trust, policies: allow() }],
      },
      {
        says: 'the only user of the key can only encrypt',
        role: [...able('iam:UpdateAssumeRolePolicy'), app],
        statements: { ...guarded, Action: 'kms:Encrypt' },
      },
    ],
    bad: [
      {
        says: 'it can write the policy of a role that the key leaves access to',
        role: able('iam:PutRolePolicy'),
        reports: [by('by changing IAM policies', everything)],
      },
      {
        says: 'one finding, however many keys leave access to IAM policies',
        role: able('iam:PutRolePolicy'),
        resources: { 'aws_kms_key.b': {}, 'aws_kms_key.c': {} },
        reports: [`${by('by changing IAM policies', everything)}, and the same with 2 more keys`],
      },
      {
        says: 'it can have the only user of a guarded key trust it',
        role: [...able('iam:UpdateAssumeRolePolicy'), app],
        statements: guarded,
        reports: [by('by changing whom a role trusts', decrypt)],
      },
      {
        says: 'a grant, by an IAM policy',
        role: able('kms:CreateGrant'),
        severity: 'low',
        reports: [by('by creating a grant', everything)],
      },
    ],
    unsure: [
      {
        says: 'which role it can change is not told',
        role: [...able('iam:UpdateAssumeRolePolicy', hole('var.role_arn', 'arn')), app],
        statements: guarded,
        reports: [by('by changing whom a role trusts', decrypt)],
      },
    ],
  },
})

function able(Action: ExampleValue, Resource: ExampleValue = '*') {
  return [{ name: 'Dev', policies: allow({ Action, Resource }) }]
}

function by(how: string, what: string) {
  return `${dev.AWS}, ${how}, can ${what}`
}
