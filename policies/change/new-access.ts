import {
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
  rule,
  text,
  type ExampleValue,
} from 'keyplan'

const own = 'arn:aws:iam::111122223333'
const forServices = { Bool: { 'kms:GrantIsForAWSResource': 'true' } }
const root = allow(`${own}:root`, 'kms:*')

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
        statements: [root, allow([`${own}:role/App`, `${own}:role/New`], 'kms:Decrypt')],
        before: { statements: [root, use('App')] },
        severity: 'medium',
        reports: [`${own}:role/New can now kms:Decrypt on aws_kms_key.example`],
      },
      {
        says: 'ten roles of one statement: one finding',
        statements: [
          root,
          allow(
            'abcdefghij'.split('').map(name => `${own}:role/${name}`),
            'kms:Decrypt',
          ),
        ],
        before: { statements: root },
        severity: 'medium',
        reports: [`${own}:role/a, ${own}:role/b and 8 more can now kms:Decrypt on aws_kms_key.example`],
      },
      {
        says: 'somebody who can change who has access',
        statements: [root, use('App', { Action: 'kms:PutKeyPolicy' })],
        before: { statements: root },
        reports: [`${own}:role/App can now kms:PutKeyPolicy on aws_kms_key.example`],
      },
      {
        says: 'grants for AWS services alone',
        statements: [root, use('App', { Action: 'kms:CreateGrant', Condition: forServices })],
        before: { statements: root },
        severity: 'medium',
        reports: [`${own}:role/App can now kms:CreateGrant on aws_kms_key.example`],
      },
      {
        says: 'a look at the key',
        statements: [root, use('App', { Action: 'kms:DescribeKey' })],
        before: { statements: root },
        severity: 'info',
        reports: [`${own}:role/App can now kms:DescribeKey on aws_kms_key.example`],
      },
      {
        says: 'by an IAM policy',
        statements: root,
        role: { policies: { Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*' } },
        before: { statements: root, role: {} },
        severity: 'medium',
        reports: [`${own}:role/App can now kms:Decrypt on aws_kms_key.example`],
      },
    ],
    unsure: [
      {
        says: 'who is added is known only after apply',
        statements: [root, allow(text(own, ':', hole('local.reader')), 'kms:Decrypt')],
        before: { statements: root },
        severity: 'medium',
        reports: [
          'a principal that is not known yet (local.reader) can now kms:Decrypt on aws_kms_key.example',
        ],
      },
    ],
  },
})

function use(role: string, more: object = {}) {
  return { ...allow(`${own}:role/${role}`, 'kms:Decrypt'), ...more }
}

function allow(AWS: ExampleValue, Action: string) {
  return { Effect: 'Allow', Principal: { AWS }, Action, Resource: '*' }
}
