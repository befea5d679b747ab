import {
  allow,
  deny,
  hole,
  isOfUntrustedAccount,
  namingInWords,
  rule,
  text,
  type ExampleValue,
} from 'keyplan'

const id = 'key/1234abcd-12ab-34cd-56ef-1234567890ab'
const foreign = `arn:aws:kms:us-west-2:444455556666:${id}`
const byRole = `inline policy "example" of role/App allows kms:Decrypt on ${foreign}, a key of an account that is not trusted`

export default rule({
  id: 'IAM010',
  name: 'trusted-key-owner',
  title: 'Keys of other accounts must belong to trusted ones',
  about: 'outside-key',
  severity: 'medium',
  why: 'Whoever owns the key decides who reads what it encrypts, sees when it is used, and can end that at any time.',
  fix: 'Use a key of your own account; or, after review, name the account under `trusted.accounts` in keyplan.yaml.',
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/iam-policies-best-practices.html',
  ],

  undetermined: 'where the account of the key is not told',

  forbid: isOfUntrustedAccount,

  message: named => `${namingInWords(named)}, a key of an account that is not trusted`,

  examples: {
    good: [
      { says: 'a key of the own account', ...on(`arn:aws:kms:us-west-2:111122223333:${id}`) },
      { says: 'a key of a trusted account', ...on(foreign), trust: { accounts: ['444455556666'] } },
      { says: 'every account is another rule', ...on('*') },
      { says: 'the account of whoever calls', ...on('arn:aws:kms:*:${aws:PrincipalAccount}:key/*') },
      {
        says: 'an account from a variable is counted, not told',
        ...on(text('arn:aws:kms:us-west-2:', hole('var.account', 'account-id'), `:${id}`)),
      },
      { says: 'so is a key from a variable', ...logsWith(hole('var.key')) },
      { says: 'another service', ...on('arn:aws:sns:us-west-2:444455556666:topic') },
      { says: 'a Deny', role: { policies: deny({ Action: 'kms:*', Resource: foreign }) } },
      { says: 'a resource with an own key', ...logsWith(`arn:aws:kms:us-west-2:111122223333:${id}`) },
    ],
    bad: [
      { says: 'an IAM policy names a key of another account', ...on(foreign), reports: [byRole] },
      {
        says: 'a resource is encrypted with one',
        ...logsWith(foreign),
        reports: [
          `aws_cloudwatch_log_group.app is encrypted with ${foreign}, a key of an account that is not trusted`,
        ],
      },
    ],
  },
})

function on(Resource: ExampleValue) {
  return { role: { policies: allow({ Resource }) } }
}

function logsWith(kms_key_id: ExampleValue) {
  return { resources: { 'aws_cloudwatch_log_group.app': { name: '/app', kms_key_id } } }
}
