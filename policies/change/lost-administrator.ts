import {
  all,
  anotherGains,
  byClass,
  byKeyPolicy,
  can,
  hole,
  lost,
  not,
  ofAccess,
  rule,
  text,
  whoInWords,
  type ExampleValue,
} from 'keyplan'

const own = 'arn:aws:iam::111122223333'
const root = allow(`${own}:root`, 'kms:*')
const gone = `${own}:role/Admin can no longer change the policy of aws_kms_key.example`

export default rule({
  id: 'DIFF005',
  name: 'lost-administrator',
  title: 'An administrator of a key must not be removed unseen',
  about: 'access-change',
  severity: 'medium',
  eased: [['low', anotherGains('kms:PutKeyPolicy')]],
  why: 'Fewer people can repair the key policy; once nobody is left, only AWS Support can.',
  fix: 'Confirm that those who are left can administer the key; otherwise put the statement back.',
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html',
    'https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html',
  ],

  forbid: all(lost, byKeyPolicy, not(ofAccess(byClass)), ofAccess(can('kms:PutKeyPolicy'))),

  message: subject =>
    `${whoInWords(subject)} can no longer change the policy of ${subject.change.access.key.address}`,

  examples: {
    good: [
      {
        says: 'the statement is renamed and split',
        statements: [root, allow(`${own}:role/Admin`, 'kms:Put*'), allow(`${own}:role/Admin`, 'kms:Get*')],
        before: { statements: [root, allow(`${own}:role/Admin`, ['kms:Get*', 'kms:Put*'])] },
      },
      {
        says: 'a user of the key is removed',
        statements: root,
        before: { statements: [root, allow(`${own}:role/App`, 'kms:Decrypt')] },
      },
      {
        says: 'an IAM policy that allowed it is gone: the key policy names the same administrators',
        statements: root,
        role: {},
        before: { statements: root, role: { policies: { Effect: 'Allow', Action: 'kms:*', Resource: '*' } } },
      },
    ],
    bad: [
      {
        says: 'the statement for administrators is gone',
        statements: root,
        before: { statements: [root, allow(`${own}:role/Admin`, 'kms:*')] },
        reports: [gone],
      },
      {
        says: 'another role takes its place',
        statements: [root, allow(`${own}:role/New`, 'kms:*')],
        before: { statements: [root, allow(`${own}:role/Admin`, 'kms:*')] },
        severity: 'low',
        reports: [gone],
      },
      {
        says: 'the account',
        statements: allow(`${own}:role/Admin`, 'kms:*'),
        before: { statements: [root, allow(`${own}:role/Admin`, 'kms:*')] },
        reports: ['account 111122223333 can no longer change the policy of aws_kms_key.example'],
      },
    ],
    unsure: [
      {
        says: 'a principal that is not known yet may be the one that is gone',
        statements: [root, allow(text(own, ':', hole('local.admin')), 'kms:*')],
        before: { statements: [root, allow(`${own}:role/Admin`, 'kms:*')] },
        reports: [gone],
      },
    ],
  },
})

function allow(AWS: ExampleValue, Action: ExampleValue) {
  return { Effect: 'Allow', Principal: { AWS }, Action, Resource: '*' }
}
