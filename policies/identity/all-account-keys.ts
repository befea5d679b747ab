import {
  actionsInWords,
  all,
  allow,
  coversKeysOfOneAccount,
  hole,
  inDefaultProfile,
  keysAreNarrowed,
  not,
  permissionInWords,
  reachesPlaintext,
  rule,
  text,
  type ExampleAttributes,
  type ExampleValue,
} from 'keyplan'

const every = 'arn:aws:kms:*:111122223333:key/*'
const told = { severity: 'info', reports: [can(every)] } as const
const hidden = { Effect: hole('var.effect') }
const alias = { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/app' } }
const tag = { StringEquals: { 'aws:ResourceTag/team': 'a' } }
const ofAccount = text('arn:aws:kms:*:', hole('var.account', 'account-id'), ':key/*')
const untold = 'arn:aws:kms:*:${var.account}:key/*'
const one = 'arn:aws:kms:us-west-2:111122223333:key/1234abcd'

export default rule({
  id: 'IAM003',
  name: 'all-account-keys',
  title: 'An IAM policy should name the keys whose plaintext it reaches',
  about: 'permission',
  severity: 'low',
  eased: [['info', inDefaultProfile]],
  why: 'A pattern for all keys of an account reaches those that are created tomorrow, too. It is what AWS recommends where naming keys is impractical.',
  fix: 'Name the ARNs of the keys, or add a condition on `kms:ResourceAliases` or `aws:ResourceTag/…`.',
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/cmks-in-iam-policies.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/iam-policies-best-practices.html',
  ],
  reportedUnder: ['IAM005', 'IAM013', 'IAM001'],

  forbid: all(reachesPlaintext, coversKeysOfOneAccount, not(keysAreNarrowed)),

  message: permission => permissionInWords(permission, actionsInWords(permission.actions)),

  examples: {
    good: [
      { says: 'the ARN of a key', ...on(one) },
      {
        says: 'one multi-Region key in all its Regions',
        ...on('arn:aws:kms:*:111122223333:key/mrk-1234abcd'),
      },
      { says: 'no action that reaches plaintext', ...on(every, { Action: 'kms:Encrypt' }) },
      { says: 'every key of every account is another rule', ...on('*') },
      { says: 'keys with an alias', ...on(every, { Condition: alias }) },
      { says: 'keys with a tag', ...on(every, { Condition: tag }) },
    ],
    bad: [
      { says: 'every key of the account', ...on(every), ...told },
      { says: 'the same where more is asked', profile: 'strict', ...on(every), reports: [can(every)] },
      { says: 'an account that is not told', ...on(ofAccount), severity: 'info', reports: [can(untold)] },
    ],
    unsure: [{ says: 'Allow or Deny is a variable', ...on(every, hidden), ...told }],
  },
})

function can(where: string) {
  return `aws_iam_role.App can kms:Decrypt on ${where}, by inline policy "example" of role/App`
}

function on(Resource: ExampleValue, given: ExampleAttributes = {}) {
  return { role: { policies: allow({ Resource, ...given }) } }
}
