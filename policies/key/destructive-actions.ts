import {
  actionsInWords,
  all,
  allow,
  amongMany,
  byAdministrators,
  byOwnAccount,
  changesPolicyToo,
  destroysKey,
  destructiveActionsOf,
  either,
  hasAdministrators,
  hole,
  losesData,
  not,
  own,
  reachesPlaintextToo,
  rule,
  showPrincipal,
  type ExampleValue,
} from 'keyplan'

const role = 'arn:aws:iam::111122223333:role'
const can = `${role}/App, who is no administrator, can kms:ScheduleKeyDeletion on aws_kms_key.example`

export default rule({
  id: 'KMS019',
  name: 'destructive-actions',
  title: 'Only administrators may delete a key or switch it off',
  about: 'access',
  severity: 'high',
  eased: [
    ['low', not(losesData)],
    ['medium', not(either(reachesPlaintextToo, amongMany))],
  ],
  options: {
    principals: { says: 'More callers than these who can delete one key are too many.', default: 10 },
  },
  why: 'A key that is deleted takes all data with it that it encrypts, for good.',
  fix: 'Move these actions to the statement of the administrators (`administrators` in keyplan.yaml can name them); `kms:ScheduleKeyDeletionPendingWindowInDays` can ask for a long wait.',
  references: ['https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys-adding-permission.html'],
  replaces: [
    'aws-iam-permissions-guardrails:IAM-KMS-2',
    'prowler:kms_cmk_not_deleted_unintentionally',
    'securityhub:KMS.3',
    'cfn-guard:KMS_CMK_NOT_SCHEDULED_FOR_DELETION',
  ],
  reportedUnder: ['KMS005', 'KMS006'],

  forbid: all(
    destroysKey,
    not(byOwnAccount),
    not(byAdministrators),
    either(hasAdministrators, not(changesPolicyToo)),
  ),

  message: (access, { profile }) =>
    `${showPrincipal(access.principal)}, who is no administrator, can ${actionsInWords(destructiveActionsOf(access, profile === 'strict'))} on ${access.key.address}`,

  examples: {
    good: [
      { says: "AWS's default key policy" },
      { says: 'use of the key', statements: admit('App', 'kms:Decrypt') },
      {
        says: 'the account',
        statements: allow({ Principal: own('root'), Action: 'kms:ScheduleKeyDeletion' }),
      },
      {
        says: 'who can change the policy is an administrator',
        statements: admit('Admin', ['kms:Put*', 'kms:ScheduleKeyDeletion']),
      },
      {
        says: 'one whom the configuration calls so',
        statements: admit('App', 'kms:ScheduleKeyDeletion'),
        trust: { administrators: ['*:role/App'] },
      },
    ],
    bad: [
      {
        says: 'an application',
        statements: [admit('App', 'kms:ScheduleKeyDeletion'), admit('App', 'kms:Decrypt')],
        reports: [can],
      },
      {
        says: 'without use of the key',
        statements: admit('App', 'kms:ScheduleKeyDeletion'),
        severity: 'medium',
        reports: [can],
      },
      {
        says: 'who can change the policy, but is not among the administrators that are declared',
        statements: admit('App', ['kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion']),
        trust: { administrators: [`${role}/Admin`] },
        severity: 'medium',
        reports: [can],
      },
      {
        says: 'too many of them',
        statements: [admit('App', 'kms:ScheduleKeyDeletion'), admit('Admin', ['kms:Put*', 'kms:Schedule*'])],
        options: { principals: 1 },
        reports: [can],
      },
      {
        says: 'to switch it off can be undone: a role for emergencies may',
        statements: admit('App', 'kms:DisableKey'),
        severity: 'low',
        reports: [`${role}/App, who is no administrator, can kms:DisableKey on aws_kms_key.example`],
      },
      {
        says: 'to revoke grants, in the profile `strict`',
        profile: 'strict',
        statements: admit('App', 'kms:RevokeGrant'),
        severity: 'low',
        reports: [`${role}/App, who is no administrator, can kms:RevokeGrant on aws_kms_key.example`],
      },
    ],
    unsure: [
      {
        says: 'the effect comes from a variable',
        statements: { ...admit('App', 'kms:ScheduleKeyDeletion'), Effect: hole('var.effect') },
        severity: 'medium',
        reports: [can],
      },
    ],
  },
})

function admit(name: string, Action: ExampleValue) {
  return allow({ Principal: { AWS: `${role}/${name}` }, Action })
}
