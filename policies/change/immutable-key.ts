import {
  all,
  changedKeyName,
  hole,
  immutableDiffers,
  immutableInWords,
  keyIs,
  rule,
  type ExampleAttributes,
} from 'keyplan'

const arn = 'arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'
const rsa = { customer_master_key_spec: 'RSA_2048' }

export default rule({
  id: 'DIFF019',
  name: 'immutable-key',
  title: 'An update must not change what of a key can never change',
  about: 'key-change',
  severity: 'medium',
  why: 'The update fails half way, and nothing of what follows in it happens.',
  fix: {
    terraform: 'Declare a second key, and keep this one as it is until nothing uses it any more.',
    cloudformation:
      'Declare a second key under another logical id, and keep this one with `DeletionPolicy: Retain` until nothing uses it any more.',
  },
  references: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-key.html',
  ],

  forbid: all(keyIs('kept'), immutableDiffers),

  message: change => `${changedKeyName(change)} cannot be updated so: ${immutableInWords(change)}`,

  examples: {
    good: [
      { says: 'rotation is switched on', key: { enable_key_rotation: true }, before: { key: {} } },
      {
        says: 'the default is written',
        key: { customer_master_key_spec: 'SYMMETRIC_DEFAULT' },
        before: { key: {} },
      },
      { says: 'a key that is created', key: rsa },
      { says: 'a key that is replaced instead', key: rsa, before: { key: { arn } } },
    ],
    bad: [
      from({}, 'another key spec', rsa, 'key spec RSA_2048 instead of SYMMETRIC_DEFAULT'),
      from({}, 'a multi-Region key', { multi_region: true }, 'multi-Region setting on instead of off'),
      from(
        rsa,
        'another use',
        { ...rsa, key_usage: 'SIGN_VERIFY' },
        'key usage SIGN_VERIFY instead of ENCRYPT_DECRYPT',
      ),
      from(
        {},
        'a key store',
        { custom_key_store_id: 'cks-1234567890abcdef0' },
        'origin AWS_CLOUDHSM instead of AWS_KMS',
      ),
      {
        says: 'a replica of another key',
        resources: replicaOf(arn),
        before: { resources: replicaOf(`${arn}f`) },
        reports: [`aws_kms_replica_key.r cannot be updated so: primary key ${arn} instead of ${arn}f`],
      },
    ],
    unsure: [
      from(
        {},
        'the spec comes from a parameter now',
        { customer_master_key_spec: hole('var.spec') },
        'key spec known after apply instead of SYMMETRIC_DEFAULT',
      ),
    ],
  },
})

function replicaOf(primary_key_arn: string) {
  return { 'aws_kms_replica_key.r': { primary_key_arn } }
}

function from(before: ExampleAttributes, says: string, key: ExampleAttributes, what: string) {
  return {
    says,
    key,
    before: { key: before },
    reports: [`aws_kms_key.example cannot be updated so: ${what}`],
  }
}
