import { all, changedKeyName, hole, immutableDiffers, immutableInWords, keyIs, rule } from 'keyplan'

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
    ],
    bad: [
      {
        says: 'another key spec',
        key: rsa,
        before: { key: {} },
        reports: ['aws_kms_key.example cannot be updated so: key spec RSA_2048 instead of SYMMETRIC_DEFAULT'],
      },
      {
        says: 'a multi-Region key',
        key: { multi_region: true },
        before: { key: {} },
        reports: ['aws_kms_key.example cannot be updated so: multi-Region setting on instead of off'],
      },
    ],
    unsure: [
      {
        says: 'the spec comes from a parameter now',
        key: { customer_master_key_spec: hole('var.spec') },
        before: { key: {} },
        reports: [
          'aws_kms_key.example cannot be updated so: key spec known after apply instead of SYMMETRIC_DEFAULT',
        ],
      },
    ],
  },
})
