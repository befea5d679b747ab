import {
  all,
  daysInWords,
  either,
  hasRotationPeriod,
  hole,
  keyElsewhere,
  not,
  refusesRotation,
  rotates,
  rotationPeriodIsInvalid,
  rule,
  setAttribute,
  type Key,
} from 'keyplan'

const impossible = all(refusesRotation, rotates)
const withoutEffect = all(hasRotationPeriod, not(rotates))
const refused = 'aws_kms_key.example is to rotate, which AWS KMS refuses for its kind of key'
const ofPrimary = { key_spec: 'RSA_2048', key_rotation_enabled: true }
const rsa = { customer_master_key_spec: 'RSA_3072', enable_key_rotation: true }

export default rule({
  id: 'KMS021',
  name: 'impossible-rotation',
  title: 'Rotation must be set only where AWS KMS can rotate',
  about: 'key',
  severity: 'low',
  why: 'AWS KMS refuses automatic rotation for asymmetric and HMAC keys, for imported material and in custom key stores: the apply fails, and nothing rotates.',
  fix: {
    terraform:
      'Remove `enable_key_rotation` and `rotation_period_in_days`, and rotate by hand: a new key behind the alias. A period is 90 to 2560 days, and needs `enable_key_rotation = true`.',
    cloudformation:
      'Remove `EnableKeyRotation` and `RotationPeriodInDays`, and rotate by hand: a new key behind the alias. A period is 90 to 2560 days, and needs `EnableKeyRotation: true`.',
  },
  references: [
    'https://docs.aws.amazon.com/kms/latest/APIReference/API_EnableKeyRotation.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html',
  ],
  replaces: ['kics:CMK Rotation Disabled'],
  reportedUnder: ['KMS020'],

  forbid: either(impossible, rotationPeriodIsInvalid, withoutEffect),

  message: (key, world) => {
    const { address, rotationPeriod } = key
    if (impossible.ask(key, world).is === 'yes')
      return `${address} is to rotate, which AWS KMS refuses for its kind of key`
    if (rotationPeriod === undefined) return `${address} may be to rotate, and of a kind that cannot`
    const period = `a rotation period of ${daysInWords(rotationPeriod)}`
    return rotationPeriodIsInvalid.ask(key, world).is === 'no'
      ? `${address} has ${period}, and does not rotate`
      : `${address} has ${period}: AWS KMS takes 90 to 2560`
  },
  correct: key => (key.rotationPeriod === undefined ? withoutRotation(key) : undefined),

  examples: {
    good: [
      { says: 'an asymmetric key that is not to rotate', key: { ...rsa, enable_key_rotation: false } },
      { says: 'the longest period', key: { enable_key_rotation: true, rotation_period_in_days: 2560 } },
      { says: 'the shortest period', key: { enable_key_rotation: true, rotation_period_in_days: 90 } },
      { says: 'a replica, which its primary rotates', type: 'aws_kms_replica_key', key: ofPrimary },
      { says: 'a key elsewhere, whose policy alone is written', key: {}, resources: keyElsewhere() },
    ],
    bad: [
      { says: 'an asymmetric key', key: rsa, reports: [refused] },
      {
        says: 'an HMAC key',
        key: { ...rsa, customer_master_key_spec: 'HMAC_256', key_usage: 'GENERATE_VERIFY_MAC' },
        reports: [refused],
      },
      {
        says: 'a key in a custom key store',
        key: { enable_key_rotation: true, custom_key_store_id: 'cks-1234567890abcdef0' },
        reports: [refused],
      },
      {
        says: 'a period that is too long',
        key: { enable_key_rotation: true, rotation_period_in_days: 2561 },
        reports: ['aws_kms_key.example has a rotation period of 2561 days: AWS KMS takes 90 to 2560'],
      },
      {
        says: 'a period that is too short',
        key: { enable_key_rotation: true, rotation_period_in_days: 89 },
        reports: ['aws_kms_key.example has a rotation period of 89 days: AWS KMS takes 90 to 2560'],
      },
      {
        says: 'a period without rotation',
        key: { rotation_period_in_days: 180 },
        reports: ['aws_kms_key.example has a rotation period of 180 days, and does not rotate'],
      },
    ],
    unsure: [
      {
        says: 'the kind comes from a variable',
        key: { enable_key_rotation: true, customer_master_key_spec: hole('var.spec') },
        reports: ['aws_kms_key.example may be to rotate, and of a kind that cannot'],
      },
    ],
  },
})

function withoutRotation({ at }: Key) {
  return setAttribute(at, 'enable_key_rotation', undefined)
}
