import {
  all,
  allow as allowed,
  deny,
  freedFromDeny,
  growthInWords,
  hole,
  not,
  ofAccess,
  onlyReads,
  own,
  rule,
  weakeningInWords,
  widened,
  type ExampleValue,
} from 'keyplan'

const Principal = own('role/App')
const s3 = 's3.us-west-2.amazonaws.com'
const sqs = 'sqs.us-west-2.amazonaws.com'
const via = (...services: readonly ExampleValue[]) => ({ StringEquals: { 'kms:ViaService': services } })
const freely = (action = 'kms:Decrypt') =>
  `${Principal.AWS} can ${action} on aws_kms_key.example more freely than before`

export default rule({
  id: 'DIFF014',
  name: 'weaker-condition',
  title: 'A condition of a key policy must not be removed or weakened unseen',
  about: 'access-change',
  severity: 'high',
  eased: [['low', ofAccess(onlyReads)]],
  why: 'The statement names the same principals and actions, and lets more of their calls through.',
  fix: 'Restore the condition, or check that the calls that it stopped are meant to be allowed.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-custom-policy-checks.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html',
  ],
  replaces: ['access-analyzer:CheckNoNewAccess'],
  reportedUnder: ['DIFF003', 'DIFF002', 'DIFF004', 'DIFF018'],

  forbid: all(widened, not(freedFromDeny)),

  message: subject => `${growthInWords(subject)}: ${weakeningInWords(subject)}`,

  examples: {
    good: [
      { says: 'fewer services', statements: allow(via(s3)), before: { statements: allow(via(s3, sqs)) } },
      { says: 'another order', statements: allow(via(s3, sqs)), before: { statements: allow(via(sqs, s3)) } },
      {
        says: 'the same in other words',
        statements: allow({ StringLike: { 'KMS:viaservice': s3 } }),
        before: { statements: allow(via(s3)) },
      },
      { says: 'a condition is added', statements: allow(via(s3)), before: { statements: allow({}) } },
      {
        says: 'a Deny is gone, which is told of that',
        statements: allow({}),
        before: { statements: [allow({}), deny({ Principal, Condition: via(s3) })] },
      },
    ],
    bad: [
      {
        says: 'a condition is removed',
        statements: allow({}),
        before: { statements: allow(via(s3)) },
        reports: [`${freely()}: no longer only when kms:ViaService is ${s3}`],
      },
      {
        says: 'grants no longer for AWS services alone',
        statements: allow({}, 'kms:CreateGrant'),
        before: { statements: allow({ Bool: { 'kms:GrantIsForAWSResource': 'true' } }, 'kms:CreateGrant') },
        reports: [`${freely('kms:CreateGrant')}: no longer only when kms:GrantIsForAWSResource is true`],
      },
      {
        says: 'more services',
        statements: allow(via(s3, sqs)),
        before: { statements: allow(via(s3)) },
        reports: [
          `${freely()}: when kms:ViaService is ${s3} or ${sqs}, no longer only when kms:ViaService is ${s3}`,
        ],
      },
      {
        says: 'the encryption context no longer counts',
        statements: allow({}),
        before: { statements: allow({ StringEquals: { 'kms:EncryptionContext:app': 'a' } }) },
        reports: [`${freely()}: no longer only when kms:EncryptionContext:app is a`],
      },
      {
        says: 'a look at the key',
        statements: allow({}, 'kms:DescribeKey'),
        before: { statements: allow(via(s3), 'kms:DescribeKey') },
        severity: 'low',
        reports: [`${freely('kms:DescribeKey')}: no longer only when kms:ViaService is ${s3}`],
      },
    ],
    unsure: [
      {
        says: 'the value comes from a variable now',
        statements: allow(via(hole('var.service'))),
        before: { statements: allow(via(s3)) },
        reports: [
          `${freely()}: when kms:ViaService is \${var.service}, no longer only when kms:ViaService is ${s3}`,
        ],
      },
    ],
  },
})

function allow(Condition: ExampleValue, Action = 'kms:Decrypt') {
  return allowed({ Principal, Action, Condition })
}
