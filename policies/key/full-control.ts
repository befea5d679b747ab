import {
  all,
  allow,
  besideOwnAccount,
  byAdministrators,
  byEveryoneOfOwnAccount,
  byOwnAccount,
  byOwnPrincipals,
  deny,
  either,
  everyKeyAction,
  hole,
  not,
  rule,
  showPrincipal,
  throughService,
} from 'keyplan'

const own = 'arn:aws:iam::111122223333'
const foreign = 'arn:aws:iam::444455556666:root'

export default rule({
  id: 'KMS005',
  name: 'full-control',
  title: 'Nobody but the owning account may have every permission',
  about: 'access',
  severity: 'critical',
  eased: [
    ['info', either(byAdministrators, all(besideOwnAccount, byOwnPrincipals))],
    ['medium', byOwnPrincipals],
    ['high', byEveryoneOfOwnAccount],
  ],
  why: 'Use, administration and deletion lie in one hand: whoever takes it over reads the data, shuts the owner out, or destroys the key.',
  fix: 'List the actions that are needed, and split administration from use. Administrators can be named under `administrators` in keyplan.yaml.',
  references: ['https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html'],
  replaces: ['kics:KMS Key With Full Permissions', 'checkov:CKV_AWS_109', 'checkov:CKV_AWS_111'],
  reportedUnder: ['KMS001', 'KMS006', 'DIFF001'],

  forbid: all(everyKeyAction, not(byOwnAccount), not(throughService)),

  message: ({ principal, key }) =>
    `${showPrincipal(principal)} has every permission (kms:*) on ${key.address}`,

  examples: {
    good: [
      { says: "AWS's default key policy", statements: everything(`${own}:root`) },
      { says: 'the own account by its bare id', statements: everything('111122223333') },
      {
        says: 'only the root user of the own account',
        statements: {
          ...everything(`${own}:root`),
          Condition: { StringEquals: { 'aws:PrincipalType': 'Account' } },
        },
      },
      {
        says: 'administration without use',
        statements: allow({
          Principal: { AWS: `${own}:role/Admin` },
          Action: ['kms:Create*', 'kms:Put*', 'kms:ScheduleKeyDeletion'],
        }),
      },
      {
        says: 'a Deny takes a part of it back',
        statements: [
          everything(`${own}:role/App`),
          deny({ Principal: '*', Action: 'kms:ScheduleKeyDeletion' }),
        ],
      },
      {
        says: 'through a service nobody can change or delete a key',
        statements: {
          ...everything('*'),
          Condition: {
            StringEquals: {
              'kms:CallerAccount': '111122223333',
              'kms:ViaService': 's3.us-west-2.amazonaws.com',
            },
          },
        },
      },
    ],
    bad: [
      {
        says: 'another account beside the own one',
        statements: allow({ Principal: { AWS: [`${own}:root`, foreign] }, Action: 'kms:*' }),
        reports: ['account 444455556666 has every permission (kms:*) on aws_kms_key.example'],
      },
      {
        says: 'an application',
        statements: everything(`${own}:role/App`),
        severity: 'medium',
        reports: ['arn:aws:iam::111122223333:role/App has every permission (kms:*) on aws_kms_key.example'],
      },
      {
        says: 'everything in other words',
        statements: allow({ Principal: { AWS: `${own}:role/App` }, Action: '*' }),
        severity: 'medium',
        reports: ['arn:aws:iam::111122223333:role/App has every permission (kms:*) on aws_kms_key.example'],
      },
      {
        says: 'only by direct calls, through no service',
        statements: { ...everything(`${own}:role/App`), Condition: { Null: { 'kms:ViaService': 'true' } } },
        severity: 'medium',
        reports: ['arn:aws:iam::111122223333:role/App has every permission (kms:*) on aws_kms_key.example'],
      },
      {
        says: 'a declared administrator',
        statements: everything(`${own}:role/Admin`),
        trust: { administrators: ['arn:aws:iam::111122223333:role/Admin*'] },
        severity: 'info',
        reports: ['arn:aws:iam::111122223333:role/Admin has every permission (kms:*) on aws_kms_key.example'],
      },
      {
        says: "the creating user beside the account, as in the CloudTrail console's policy",
        statements: allow({ Principal: { AWS: [`${own}:root`, `${own}:user/alice`] }, Action: 'kms:*' }),
        severity: 'info',
        reports: ['arn:aws:iam::111122223333:user/alice has every permission (kms:*) on aws_kms_key.example'],
      },
      {
        says: 'every principal of the own account, directly',
        statements: {
          ...everything('*'),
          Condition: { StringEquals: { 'kms:CallerAccount': '111122223333' } },
        },
        severity: 'high',
        reports: [
          'every principal of account 111122223333 has every permission (kms:*) on aws_kms_key.example',
        ],
      },
      {
        says: 'another account, even a trusted one',
        statements: everything(foreign),
        trust: { accounts: ['444455556666'] },
        reports: ['account 444455556666 has every permission (kms:*) on aws_kms_key.example'],
      },
      {
        says: 'a service',
        statements: allow({ Principal: { Service: 'logs.us-west-2.amazonaws.com' }, Action: 'kms:*' }),
        reports: [
          'the service logs.us-west-2.amazonaws.com has every permission (kms:*) on aws_kms_key.example',
        ],
      },
    ],
    unsure: [
      {
        says: 'the actions come from a variable',
        statements: allow({ Principal: { AWS: `${own}:role/App` }, Action: hole('var.actions') }),
        severity: 'medium',
        reports: ['arn:aws:iam::111122223333:role/App has every permission (kms:*) on aws_kms_key.example'],
      },
    ],
  },
})

function everything(principal: string) {
  return allow({ Principal: { AWS: principal }, Action: 'kms:*' })
}
