import {
  administersAndUses,
  all,
  besideOwnAccount,
  byAdministrators,
  byOwnPrincipals,
  delegatesBoth,
  either,
  everyKeyAction,
  hole,
  inDefaultProfile,
  listed,
  not,
  rule,
  showPrincipal,
  thoseWhoDoBoth,
  type ExampleValue,
} from 'keyplan'

const own = 'arn:aws:iam::111122223333'
const both =
  'arn:aws:iam::111122223333:role/Ops administers aws_kms_key.example and reaches plaintext with it'

export default rule({
  id: 'KMS012',
  name: 'separate-duties',
  title: 'Who administers a key should not use it',
  about: 'access',
  severity: 'medium',
  eased: [['info', all(everyKeyAction, either(byAdministrators, all(besideOwnAccount, byOwnPrincipals)))]],
  why: 'Without separate duties one set of credentials is enough to read the data and to change, hide or destroy who else can.',
  fix: 'Use two roles: one for administration (`kms:PutKeyPolicy`, `kms:ScheduleKeyDeletion`, `kms:DisableKey`), one for use.',
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html',
    'https://docs.aws.amazon.com/prescriptive-guidance/latest/aws-kms-best-practices/data-protection.html',
  ],
  replaces: ['prowler:iam_role_kms_enforce_separation_of_duties'],
  reportedUnder: ['KMS005', 'KMS006'],

  forbid: either(administersAndUses, all(not(inDefaultProfile), delegatesBoth)),

  message: ({ principal, key }, world) => {
    const who = principal.kind === 'account' ? listed(thoseWhoDoBoth(key, world)) : showPrincipal(principal)
    return `${who} administers ${key.address} and reaches plaintext with it`
  },

  examples: {
    good: [
      { says: 'two roles', statements: [allow('Admin', 'kms:PutKeyPolicy'), allow('App', 'kms:Decrypt')] },
      { says: 'the account is no role' },
      { says: 'to encrypt is not to read', statements: allow('Ops', ['kms:PutKeyPolicy', 'kms:Encrypt']) },
      {
        says: 'through IAM policies, which only `strict` asks about',
        role: {
          name: 'Ops',
          policies: { Effect: 'Allow', Action: ['kms:PutKeyPolicy', 'kms:Decrypt'], Resource: '*' },
        },
      },
    ],
    bad: [
      {
        says: 'one role in two statements',
        statements: [
          allow('Ops', 'kms:ScheduleKeyDeletion'),
          allow('Ops', ['kms:Decrypt', 'kms:DescribeKey']),
        ],
        reports: [both],
      },
      {
        says: "the creating user beside the account, as in the CloudTrail console's policy",
        statements: { ...allow('Ops', 'kms:*'), Principal: { AWS: [`${own}:root`, `${own}:role/Ops`] } },
        severity: 'info',
        reports: [both],
      },
      {
        says: 'through IAM policies, in the profile `strict`',
        profile: 'strict',
        role: {
          name: 'Ops',
          policies: { Effect: 'Allow', Action: ['kms:PutKeyPolicy', 'kms:Decrypt'], Resource: '*' },
        },
        reports: [both],
      },
    ],
    unsure: [
      {
        says: 'a part of its actions is not known',
        statements: [allow('Ops', 'kms:PutKeyPolicy'), allow('Ops', hole('var.actions'))],
        reports: [both],
      },
    ],
  },
})

function allow(role: string, Action: ExampleValue) {
  return { Effect: 'Allow', Principal: { AWS: `${own}:role/${role}` }, Action, Resource: '*' }
}
