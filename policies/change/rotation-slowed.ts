import {
  all,
  changedKeyName,
  daysBeforeAndAfter,
  either,
  hole,
  keyIs,
  rotatesLessOften,
  rotationAsBefore,
  rule,
  stopsRotating,
} from 'keyplan'

const on = { enable_key_rotation: true }
const before = { key: on }
const arn = 'arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'
const off = 'rotation of aws_kms_key.example is switched off'

export default rule({
  id: 'DIFF009',
  name: 'rotation-slowed',
  title: 'Rotation must not be switched off or slowed down unseen',
  about: 'key-change',
  severity: 'medium',
  why: 'A control that was there is gone, and nothing fails because of it.',
  fix: 'Keep rotation on, with the period that it had.',
  correct: rotationAsBefore,
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html',
  ],
  replaces: ['securityhub:KMS.4'],

  forbid: all(keyIs('kept'), either(stopsRotating, rotatesLessOften)),

  message: change =>
    change.after?.rotation.value === true
      ? `${changedKeyName(change)} rotates less often: ${daysBeforeAndAfter(change.before?.rotationPeriod, change.after.rotationPeriod, 365)}`
      : `rotation of ${changedKeyName(change)} is switched off`,

  examples: {
    good: [
      { says: 'switched on', key: on, before: { key: {} } },
      { says: 'off as before', key: {}, before: { key: {} } },
      { says: 'more often', key: { ...on, rotation_period_in_days: 90 }, before },
      { says: 'a created key without rotation is judged as it is', key: {} },
      { says: 'a replaced key is told as that', key: {}, before: { key: { ...on, arn } } },
      { says: 'a period without rotation', key: { rotation_period_in_days: 730 }, before: { key: {} } },
      { says: 'a key that cannot rotate any more', key: { customer_master_key_spec: 'RSA_2048' }, before },
    ],
    bad: [
      { says: 'switched off', key: { enable_key_rotation: false }, before, reports: [off] },
      {
        says: 'less often',
        key: { ...on, rotation_period_in_days: 730 },
        before,
        reports: ['aws_kms_key.example rotates less often: from 365 days (the default) to 730 days'],
      },
    ],
    unsure: [
      {
        says: 'decided by a variable',
        key: { enable_key_rotation: hole('var.rotate') },
        before,
        reports: [off],
      },
    ],
  },
})
