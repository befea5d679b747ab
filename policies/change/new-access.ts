import {
  allow,
  byKmsGrant,
  delegates,
  either,
  growthInWords,
  grows,
  handsOutAccess,
  hole,
  not,
  ofAccess,
  onlyReads,
  own,
  rule,
  text,
  type ExampleAttributes,
} from 'keyplan'

const role = (name: string) => own(`role/${name}`).AWS
const forServices = { Bool: { 'kms:GrantIsForAWSResource': 'true' } }
const admin = allow({ Principal: own('role/Admin'), Action: 'kms:*' })
const viaS3 = { StringEquals: { 'kms:ViaService': 's3.us-west-2.amazonaws.com' } }
const root = allow({ Principal: own('root'), Action: 'kms:*' })
const is = (who: string, what = 'kms:Decrypt') => `${who} can now ${what} on aws_kms_key.example`

export default rule({
  id: 'DIFF001',
  name: 'new-access',
  title: 'New access to a key that is in use must be seen in review',
  about: 'access-change',
  severity: 'high',
  eased: [
    ['info', ofAccess(onlyReads)],
    ['medium', either(not(handsOutAccess), delegates, byKmsGrant)],
  ],
  why: 'What the key has encrypted so far becomes open to somebody who could not reach it.',
  fix: 'Check that each of them is meant to have it; otherwise take the principal or the action out again.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-custom-policy-checks.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html',
  ],
  replaces: ['access-analyzer:CheckNoNewAccess'],
  reportedUnder: [
    'DIFF003',
    'DIFF018',
    'DIFF004',
    'DIFF014',
    'DIFF002',
    'DIFF013',
    'DIFF017',
    'KMS001',
    'KMS002',
  ],

  forbid: grows,

  message: growthInWords,

  examples: {
    good: [
      {
        says: 'statements in another order, with other Sids, in another spelling',
        statements: [use('App', { Sid: 'Use' }), { ...root, Sid: 'Root' }],
        before: { statements: [root, { ...use('App'), Action: ['kms:Decrypt'] }] },
      },
      { says: 'a key that is created is judged as it is', statements: [root, use('App')] },
      { says: 'somebody loses access', statements: root, before: { statements: [root, use('App')] } },
    ],
    bad: [
      {
        says: 'a role is added to a statement',
        statements: [root, use('App', { Principal: { AWS: [role('App'), role('New')] } })],
        before: { statements: [root, use('App')] },
        severity: 'medium',
        reports: [is(role('New'))],
      },
      {
        says: 'ten roles of one statement: one finding',
        statements: [root, use('', { Principal: { AWS: 'abcdefghij'.split('').map(role) } })],
        before: { statements: root },
        severity: 'medium',
        reports: [is(`${role('a')}, ${role('b')} and 8 more`)],
      },
      {
        says: 'somebody who can change who has access',
        statements: [root, use('App', { Action: 'kms:PutKeyPolicy' })],
        before: { statements: root },
        reports: [is(role('App'), 'kms:PutKeyPolicy')],
      },
      {
        says: 'grants for AWS services alone',
        statements: [root, use('App', { Action: 'kms:CreateGrant', Condition: forServices })],
        before: { statements: root },
        severity: 'medium',
        reports: [is(role('App'), 'kms:CreateGrant')],
      },
      {
        says: 'a look at the key',
        statements: [root, use('App', { Action: 'kms:DescribeKey' })],
        before: { statements: root },
        severity: 'info',
        reports: [is(role('App'), 'kms:DescribeKey')],
      },
      {
        says: 'by an IAM policy',
        statements: root,
        role: { policies: allow() },
        before: { statements: root, role: {} },
        severity: 'medium',
        reports: [is(role('App'))],
      },
      {
        says: 'the account, whose IAM policies decide from now on',
        statements: [admin, root],
        before: { statements: admin },
        severity: 'medium',
        reports: [is('account 111122223333', 'kms:*')],
      },
      {
        says: 'a grant with which more grants can be made',
        grant: { grantee_principal: role('App'), operations: ['CreateGrant'] },
        before: {},
        severity: 'medium',
        reports: [`${is(role('App'), 'kms:CreateGrant')}, by a grant`],
      },
      {
        says: 'a condition is gone',
        statements: use('App'),
        before: { statements: use('App', { Condition: viaS3 }) },
        severity: 'medium',
        reports: [`${role('App')} can kms:Decrypt on aws_kms_key.example more freely than before`],
      },
    ],
    unsure: [
      {
        says: 'who is added is known only after apply',
        statements: [root, allow({ Principal: { AWS: text(own('').AWS, hole('local.reader')) } })],
        before: { statements: root },
        severity: 'medium',
        reports: [is('a principal that is not known yet (local.reader)')],
      },
    ],
  },
})

function use(name: string, more: ExampleAttributes = {}) {
  return allow({ Principal: own(`role/${name}`), ...more })
}
