import { all, canRotate, daysInWords, hole, rotates, rotatesSeldom, rule, setAttribute } from 'keyplan'

const every = (days: number) => ({ enable_key_rotation: true, rotation_period_in_days: days })

export default rule({
  id: 'KMS022',
  name: 'rotation-period',
  title: 'A key must rotate as often as the company asks',
  about: 'key',
  profile: 'strict',
  severity: 'low',
  options: { days: { says: 'The longest time between two rotations, in days', default: 365 } },
  why: 'AWS KMS allows up to seven years between two rotations; what auditors allow is mostly one.',
  fix: {
    terraform: 'Lower `rotation_period_in_days`; without it a key rotates every 365 days.',
    cloudformation: 'Lower `RotationPeriodInDays`; without it a key rotates every 365 days.',
  },
  references: ['https://docs.aws.amazon.com/kms/latest/APIReference/API_EnableKeyRotation.html'],

  forbid: all(canRotate, rotates, rotatesSeldom),

  message: ({ address, rotationPeriod }, world) =>
    `${address} rotates after ${daysInWords(rotationPeriod)}: more than ${String(world.option('days'))} are too many`,
  correct: ({ at }, { option }) => setAttribute(at, 'rotation_period_in_days', Number(option('days'))),

  examples: {
    good: [
      { says: 'once a year', key: every(365) },
      { says: 'no period: AWS takes 365 days', key: { enable_key_rotation: true } },
      { says: 'a period that does not count, without rotation', key: { rotation_period_in_days: 2560 } },
      { says: 'a key that cannot rotate', key: { ...every(2560), customer_master_key_spec: 'RSA_3072' } },
      { says: 'nor can this', key: { ...every(2560), custom_key_store_id: 'cks-1234567890abcdef0' } },
      { says: 'as the option allows', options: { days: 730 }, key: every(730) },
    ],
    bad: [
      {
        says: 'seven years',
        key: every(2560),
        reports: ['aws_kms_key.example rotates after 2560 days: more than 365 are too many'],
      },
      {
        says: 'longer than the option allows',
        options: { days: 180 },
        key: every(365),
        reports: ['aws_kms_key.example rotates after 365 days: more than 180 are too many'],
      },
    ],
    unsure: [
      {
        says: 'the period comes from a variable',
        key: { enable_key_rotation: true, rotation_period_in_days: hole('var.days') },
        reports: ['aws_kms_key.example rotates after an unknown number of days: more than 365 are too many'],
      },
    ],
  },
})
