import {
  either,
  hole,
  keyIsInOtherRegion,
  keyOfUnwillingAccount,
  own,
  placesInWords,
  rule,
  type ExampleValue,
} from 'keyplan'

const far = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'
const replica = { replica_kms_key_id: far }
const queue = {
  'aws_sqs_queue.q': { name: 'q', region: 'eu-west-1', kms_master_key_id: hole('aws_kms_key.example.arn') },
}
const elsewhere = 'aws_sqs_queue.q is in eu-west-1, and its key aws_kms_key.example in us-west-2'

export default rule({
  id: 'GRAPH007',
  name: 'key-beside-resource',
  title: 'A resource and its key must stand in one Region, and in one account or with its leave',
  about: 'use',
  severity: 'high',
  why: 'A service uses a key of its own Region alone, and one of another account only where that account admits it: the apply fails half-way.',
  fix: 'Name a key of the Region of the resource (a replica, for a multi-Region key); of another account, have its key policy admit the account of the resource.',
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html',
  ],

  forbid: either(keyIsInOtherRegion, keyOfUnwillingAccount),

  message: placesInWords,

  examples: {
    good: [
      volume('the same Region', hole('aws_kms_key.example.arn')),
      volume('a key that is named by its id', far.split('/')[1] ?? ''),
      volume('a multi-Region key', far.replace('key/1234abcd', 'key/mrk-1234abcd')),
      volume(
        'a key of another account that the input does not have',
        far.replace('us-east-1:111122223333', 'us-west-2:444455556666'),
      ),
      {
        says: 'replication encrypts with a key of the Region that it goes to',
        resources: {
          'aws_s3_bucket_replication_configuration.r': {
            bucket: 'b',
            role: own('role/App').AWS,
            rule: [{ destination: [{ bucket: 'arn:aws:s3:::c', encryption_configuration: [replica] }] }],
          },
        },
      },
      {
        says: 'a trail has the key of its bucket',
        resources: { 'aws_cloudtrail.t': { name: 't', s3_bucket_name: 'b', kms_key_id: far } },
      },
      {
        says: 'the copy of a secret has a key of its own Region',
        resources: {
          'aws_secretsmanager_secret.s': { name: 's', replica: [{ region: 'us-east-1', kms_key_id: far }] },
        },
      },
    ],
    bad: [
      {
        ...volume('a key of another Region', far),
        reports: [`aws_ebs_volume.v is in us-west-2, and its key ${far} in us-east-1`],
      },
      {
        says: 'a queue that stands in another Region than the key of the input',
        resources: queue,
        reports: [elsewhere],
      },
    ],
    unsure: [
      {
        says: 'whether it is a multi-Region key is not told',
        key: { multi_region: hole('var.multi_region') },
        resources: queue,
        reports: [elsewhere],
      },
    ],
  },
})

function volume(says: string, kms_key_id: ExampleValue) {
  return { says, resources: { 'aws_ebs_volume.v': { kms_key_id } } }
}
