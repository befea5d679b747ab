import {
  administersAndUses,
  all,
  allow,
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

const root = 'arn:aws:iam::111122223333:root'
const role = 'arn:aws:iam::111122223333:role'
const trust = { administrators: ['*:role/Ops'] }
const ofCreator = allow({ Principal: { AWS: [root, `${role}/Ops`] }, Action: 'kms:*' })
const inPart = [admit('Ops', 'kms:PutKeyPolicy'), admit('Ops', hole('var.actions'))]
const both = ['kms:PutKeyPolicy', 'kms:Decrypt']
const found = { reports: [`${role}/Ops administers aws_kms_key.example and reaches plaintext with it`] }

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
    'https://docs.aws.amazon.com/kms/latest/developerguide/rbac.html',
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
      { says: 'two roles', statements: [admit('Admin', 'kms:PutKeyPolicy'), admit('App', 'kms:Decrypt')] },
      { says: 'the account is no role' },
      { says: 'to encrypt is not to read', statements: admit('Ops', ['kms:PutKeyPolicy', 'kms:Encrypt']) },
      { says: 'through IAM policies, which only `strict` asks about', role: ops(both) },
      { says: 'use alone through IAM policies', profile: 'strict', role: ops('kms:Decrypt') },
    ],
    bad: [
      {
        says: 'in two statements',
        statements: [admit('Ops', 'kms:Sch*'), admit('Ops', 'kms:D*t')],
        ...found,
      },
      { says: 'an administrator with less than everything', statements: admit('Ops', both), trust, ...found },
      { says: 'an administrator', statements: admit('Ops', 'kms:*'), trust, severity: 'info', ...found },
      { says: 'everything, and no administrator', statements: admit('Ops', 'kms:*'), ...found },
      { says: 'the creating user, as AWS writes it', statements: ofCreator, severity: 'info', ...found },
      { says: 'through IAM policies, in the profile `strict`', profile: 'strict', role: ops(both), ...found },
    ],
    unsure: [{ says: 'a part of its actions is not known', statements: inPart, ...found }],
  },
})

function admit(name: string, Action: ExampleValue) {
  return allow({ Principal: { AWS: `${role}/${name}` }, Action })
}

function ops(Action: ExampleValue) {
  return { name: 'Ops', policies: allow({ Action }) }
}
