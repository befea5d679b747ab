import {
  all,
  allow,
  byAccountAlone,
  byWholeOwnAccount,
  either,
  hole,
  reachesPlaintext,
  rule,
  showPrincipal,
  throughService,
  withEncryptionContext,
  type ExampleValue,
} from 'keyplan'

const account = '111122223333'
const viaS3 = { 'kms:ViaService': 's3.us-west-2.amazonaws.com' }
const trail = {
  'kms:EncryptionContext:aws:cloudtrail:arn': `arn:aws:cloudtrail:us-west-2:${account}:trail/t`,
}
const ofApp = { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${account}:role/App*` } }
const direct = `every principal of account ${account} reads data of aws_kms_key.example, without any IAM policy`
const mild = { severity: 'info', reports: [direct] } as const

export default rule({
  id: 'KMS036',
  name: 'direct-access',
  title: 'A key should not be open to every principal of its account',
  about: 'access',
  severity: 'medium',
  eased: [['info', either(throughService, withEncryptionContext)]],
  why: 'In the own account a principal that the key policy admits needs no IAM policy: each user and role reads the data, also those who are given nothing. That is more than the account as principal.',
  fix: 'Name `arn:aws:iam::ACCOUNT:root` instead of `*`, so that IAM policies decide, or add `kms:ViaService`.',
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-caller-account',
    'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html',
  ],
  reportedUnder: ['KMS001', 'KMS005', 'KMS006'],

  forbid: all(byWholeOwnAccount, reachesPlaintext),

  message: ({ principal, key }) =>
    `${showPrincipal(principal)} reads data of ${key.address}, without any IAM policy`,
  correct: byAccountAlone,

  examples: {
    good: [
      { says: 'the account as principal: IAM policies decide' },
      { says: 'reading about the key', statements: { ...decrypt({}), Action: 'kms:DescribeKey' } },
      { says: 'some roles by a pattern', statements: allow({ Principal: '*', Condition: ofApp }) },
    ],
    bad: [
      { says: 'everybody of the account', statements: decrypt({}), reports: [direct] },
      { says: 'through a service, as keys of AWS', statements: decrypt(viaS3), ...mild },
      { says: 'logs of trails, as the console of CloudTrail writes it', statements: decrypt(trail), ...mild },
    ],
    unsure: [
      {
        says: 'which account it is comes from a variable',
        statements: decrypt({ 'kms:CallerAccount': hole('var.account', 'account-id') }),
        reports: [direct.replace(account, 'var.account')],
      },
    ],
  },
})

function decrypt(more: Record<string, ExampleValue>) {
  return allow({ Principal: '*', Condition: { StringEquals: { 'kms:CallerAccount': account, ...more } } })
}
