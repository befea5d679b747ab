import {
  all,
  allow,
  delegates,
  either,
  growthInWords,
  grows,
  hole,
  not,
  ofAccess,
  ofSensitiveKey,
  onlyReads,
  own,
  rule,
  text,
  wasGuarded,
  widened,
} from 'keyplan'

const admin = allow({ Principal: own('role/Admin'), Action: 'kms:*' })
const guard = { StringEquals: { 'aws:PrincipalType': 'Account' } }
const open = allow({ Principal: own('root'), Action: 'kms:*' })
const guarded = { ...open, Condition: guard }
const onlyA = { ...open, Condition: { ArnLike: { 'aws:PrincipalArn': own('role/a/*').AWS } } }
const someAccount = text('arn:aws:iam::', hole('var.account', 'account-id'), ':root')
const now = 'account 111122223333 can now kms:* on aws_kms_key.example'

export default rule({
  id: 'DIFF004',
  name: 'wider-delegation',
  title: 'A key must not be handed to the IAM policies of its account unseen',
  about: 'access-change',
  severity: 'high',
  eased: [
    ['low', ofAccess(onlyReads)],
    ['medium', not(either(widened, wasGuarded, ofAccess(ofSensitiveKey)))],
  ],
  why: 'From now on every IAM policy of the account that allows KMS actions counts for this key, also those that nobody looked at for it.',
  fix: 'Keep the condition (`aws:PrincipalType` or `aws:PrincipalArn`) on the statement for the account, or name the principals that need the key.',
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html',
  ],
  reportedUnder: ['DIFF003', 'DIFF018', 'DIFF013'],

  forbid: all(grows, delegates),

  message: subject => `${growthInWords(subject)}: its IAM policies decide who`,

  examples: {
    good: [
      {
        says: 'the guard is kept, and a user is added',
        statements: [guarded, admin, allow({ Principal: own('user/Bob') })],
        before: { statements: [guarded, admin] },
      },
      { says: 'delegation as before', statements: [open, admin], before: { statements: open } },
      { says: 'a key that is created', statements: open },
      {
        says: 'another account is no delegation',
        statements: [open, allow({ Principal: { AWS: '444455556666' } })],
        before: { statements: open },
      },
      { says: 'the account is taken away', statements: admin, before: { statements: [admin, open] } },
    ],
    bad: [
      {
        says: 'the account is added',
        statements: [admin, open],
        before: { statements: admin },
        severity: 'medium',
        reports: [`${now}: its IAM policies decide who`],
      },
      {
        says: 'the account is added to a key that is called sensitive',
        statements: [admin, open],
        before: { statements: admin },
        trust: { sensitive: ['aws_kms_key.*', 'KeyExample'] },
        reports: [`${now}: its IAM policies decide who`],
      },
      {
        says: 'the condition that left only the root user is gone',
        statements: [admin, open],
        before: { statements: [admin, guarded] },
        reports: [`${now}: its IAM policies decide who`],
      },
      {
        says: 'the condition that left only some roles is gone',
        statements: [admin, open],
        before: { statements: [admin, onlyA] },
        reports: [
          'account 111122223333 can kms:* on aws_kms_key.example more freely than before: its IAM policies decide who',
        ],
      },
      {
        says: 'a look at the key',
        statements: [admin, { ...open, Action: 'kms:DescribeKey' }],
        before: { statements: admin },
        severity: 'low',
        reports: [
          'account 111122223333 can now kms:DescribeKey on aws_kms_key.example: its IAM policies decide who',
        ],
      },
    ],
    unsure: [
      {
        says: 'an account that is not known yet may be the own one',
        statements: [admin, { ...open, Principal: { AWS: someAccount } }],
        before: { statements: admin },
        severity: 'medium',
        reports: ['account var.account can now kms:* on aws_kms_key.example: its IAM policies decide who'],
      },
    ],
  },
})
