import {
  all,
  allow as allowed,
  anotherGains,
  byClass,
  byKeyPolicy,
  can,
  delegates,
  either,
  hole,
  leftToRootUser,
  lost,
  not,
  ofAccess,
  own,
  rule,
  text,
  whoInWords,
  type ExampleValue,
} from 'keyplan'

const root = allow(own('root').AWS)
const admin = own('role/Admin').AWS
const guarded = { ...root, Condition: { StringEquals: { 'aws:PrincipalType': 'Account' } } }
const everybody = allow('*', 'kms:*', { StringEquals: { 'kms:CallerAccount': '111122223333' } })
const gone = `${admin} can no longer change the policy of aws_kms_key.example`

export default rule({
  id: 'DIFF005',
  name: 'lost-administrator',
  title: 'An administrator of a key must not be removed unseen',
  about: 'access-change',
  severity: 'medium',
  eased: [['low', either(anotherGains('kms:PutKeyPolicy'), all(delegates, leftToRootUser))]],
  reportedUnder: ['DIFF013'],
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
        statements: [root, allow(admin, 'kms:Put*'), allow(admin, 'kms:Get*')],
        before: { statements: [root, allow(admin, ['kms:Get*', 'kms:Put*'])] },
      },
      {
        says: 'a user of the key is removed',
        statements: root,
        before: { statements: [root, allow(own('role/App').AWS, 'kms:Decrypt')] },
      },
      {
        says: 'everybody of the account, who were never named',
        statements: root,
        before: { statements: [root, everybody] },
      },
      {
        says: 'an IAM policy that allowed it is gone: the key policy names the same administrators',
        statements: root,
        role: {},
        before: { statements: root, role: { policies: allowed({ Action: 'kms:*' }) } },
      },
    ],
    bad: [
      {
        says: 'the statement for administrators is gone',
        statements: root,
        before: { statements: [root, allow(admin)] },
        reports: [gone],
      },
      {
        says: 'another role takes its place',
        statements: [root, allow(own('role/New').AWS)],
        before: { statements: [root, allow(admin)] },
        severity: 'low',
        reports: [gone],
      },
      {
        says: 'the account',
        statements: allow(admin),
        before: { statements: [root, allow(admin)] },
        reports: ['account 111122223333 can no longer change the policy of aws_kms_key.example'],
      },
      {
        says: 'the account, but for its root user',
        statements: [guarded, allow(admin)],
        before: { statements: [root, allow(admin)] },
        severity: 'low',
        reports: ['account 111122223333 can no longer change the policy of aws_kms_key.example'],
      },
      {
        says: 'an administrator, of a key that leaves the account to its root user',
        statements: guarded,
        before: { statements: [guarded, allow(admin)] },
        reports: [gone],
      },
    ],
    unsure: [
      {
        says: 'a principal that is not known yet may be the one that is gone',
        statements: [root, allow(text(own('').AWS, hole('local.admin')))],
        before: { statements: [root, allow(admin)] },
        reports: [gone],
      },
    ],
  },
})

function allow(AWS: ExampleValue, Action: ExampleValue = 'kms:*', Condition: ExampleValue = {}) {
  return allowed({ Principal: { AWS }, Action, Condition })
}
