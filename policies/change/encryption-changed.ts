import { changesItsKey, encryptionOf, hole, rule, wasUnderAwsKey, type ExampleValue } from 'keyplan'

const alias = { name: 'alias/a', target_key_id: hole('aws_kms_key.a.key_id') }
const keys = { 'aws_kms_key.a': {}, 'aws_kms_key.b': {}, 'aws_kms_alias.a': alias }
const a = hole('aws_kms_key.a.arn')
const b = hole('aws_kms_key.b.arn')
const untold = 'a key that is not known yet'
const [ofA, ofB, aws] = ['aws_kms_key.a', 'aws_kms_key.b', 'alias/aws/s3'] as const

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
      { says: 'the same key by its alias', ...change(a, hole('aws_kms_alias.a.arn')) },
      { says: 'a new bucket', resources: bucket(a), before: { resources: keys } },
      { says: 'the bucket is gone', resources: keys, before: { resources: bucket(a) } },
    ],
    bad: [
      { says: 'another key', ...change(a, b), ...told(ofA, ofB) },
      { says: 'no key any more', ...change(a, undefined), ...told(ofA, 'no key that is named') },
      { says: 'the key that AWS manages', ...change(a, aws), ...told(ofA, aws) },
      {
        says: 'a key after the one that AWS manages',
        ...change(aws, a),
        severity: 'medium',
        ...told(aws, ofA),
      },
    ],
    unsure: [{ says: 'which key is not known yet', ...change(a, hole('local.key')), ...told(ofA, untold) }],
  },
})

function change(was: ExampleValue, is: ExampleValue | undefined) {
  return { resources: bucket(is), before: { resources: bucket(was) } }
}

function told(was: string, is: string) {
  const resource = 'aws_s3_bucket_server_side_encryption_configuration.data'
  return { reports: [`${resource} is encrypted with ${is}, no longer with ${was}`] }
}

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
