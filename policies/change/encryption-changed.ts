import { changesItsKey, encryptionOf, hole, rule, wasUnderAwsKey, type ExampleValue } from 'keyplan'

const keys = { 'aws_kms_key.a': {}, 'aws_kms_key.b': {} }
const alias = { 'aws_kms_alias.a': { name: 'alias/a', target_key_id: hole('aws_kms_key.a.key_id') } }
const a = hole('aws_kms_key.a.arn')
const b = hole('aws_kms_key.b.arn')
const says = (was: string, is: string) =>
  `aws_s3_bucket_server_side_encryption_configuration.data is encrypted with ${is}, no longer with ${was}`

export default rule({
  id: 'DIFF016',
  name: 'encryption-changed',
  title: 'A resource must not change or lose its key unseen',
  about: 'use-change',
  severity: 'high',
  eased: [['medium', wasUnderAwsKey]],
  why: 'Readers without access to the other key are locked out, or data lies under a key that nobody chose; some services replace the resource.',
  fix: 'Give those who read the data access to both keys, encrypt what exists anew, and take the old key away only then.',
  references: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/service-integration.html',
  ],

  forbid: changesItsKey,

  message: ({ before, after, keysBefore, keysAfter }) =>
    `${(before ?? after)?.address} is encrypted with ${encryptionOf(after, keysAfter)}, no longer with ${encryptionOf(before, keysBefore)}`,

  examples: {
    good: [
      {
        says: 'the same key by its alias',
        resources: { ...alias, ...bucket(hole('aws_kms_alias.a.arn')) },
        before: { resources: { ...alias, ...bucket(a) } },
      },
      { says: 'a new bucket', resources: bucket(a), before: { resources: keys } },
      { says: 'the bucket is gone', resources: keys, before: { resources: bucket(a) } },
    ],
    bad: [
      {
        says: 'another key',
        resources: bucket(b),
        before: { resources: bucket(a) },
        reports: [says('aws_kms_key.a', 'aws_kms_key.b')],
      },
      {
        says: 'no key any more',
        resources: bucket(undefined),
        before: { resources: bucket(a) },
        reports: [says('aws_kms_key.a', 'no key that is named')],
      },
      {
        says: 'the key that AWS manages',
        resources: bucket('alias/aws/s3'),
        before: { resources: bucket(a) },
        reports: [says('aws_kms_key.a', 'alias/aws/s3')],
      },
      {
        says: 'a key of its own, after the one that AWS manages',
        resources: bucket(a),
        before: { resources: bucket('alias/aws/s3') },
        severity: 'medium',
        reports: [says('alias/aws/s3', 'aws_kms_key.a')],
      },
    ],
    unsure: [
      {
        says: 'which key is known only after apply',
        resources: bucket(hole('local.key')),
        before: { resources: bucket(a) },
        reports: [says('aws_kms_key.a', 'a key that is not known yet')],
      },
    ],
  },
})

function bucket(kms_master_key_id: ExampleValue | undefined) {
  const byKey = { sse_algorithm: 'aws:kms', kms_master_key_id: kms_master_key_id ?? null }
  const one = kms_master_key_id === undefined ? { sse_algorithm: 'AES256' } : byKey
  return {
    ...keys,
    'aws_s3_bucket_server_side_encryption_configuration.data': {
      bucket: 'data',
      rule: [{ apply_server_side_encryption_by_default: [one] }],
    },
  }
}
