import {
  all,
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

const own = '111122223333'
const s3 = 's3.us-west-2.amazonaws.com'
const direct = `every principal of account ${own} reads data of aws_kms_key.example, without any IAM policy`

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

  examples: {
    good: [
      { says: 'the account as principal: IAM policies decide' },
      { says: 'reading about the key', statements: { ...decrypt({}), Action: 'kms:DescribeKey' } },
      {
        says: 'some roles by a pattern',
        statements: {
          ...decrypt({}),
          Condition: { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${own}:role/App*` } },
        },
      },
    ],
    bad: [
      { says: 'everybody of the account', statements: decrypt({}), reports: [direct] },
      {
        says: 'through a service, as keys of AWS have it',
        statements: decrypt({ 'kms:ViaService': s3 }),
        severity: 'info',
        reports: [direct],
      },
      {
        says: "log files of trails, as in the CloudTrail console's policy",
        statements: decrypt({
          'kms:EncryptionContext:aws:cloudtrail:arn': `arn:aws:cloudtrail:us-west-2:${own}:trail/t`,
        }),
        severity: 'info',
        reports: [direct],
      },
    ],
    unsure: [
      {
        says: 'which account it is comes from a variable',
        statements: decrypt({ 'kms:CallerAccount': hole('var.account', 'account-id') }),
        reports: [
          'every principal of account var.account reads data of aws_kms_key.example, without any IAM policy',
        ],
      },
    ],
  },
})

function decrypt(more: Record<string, ExampleValue>) {
  const Condition = { StringEquals: { 'kms:CallerAccount': own, ...more } }
  return { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'kms:Decrypt', Resource: '*', Condition }
}
