import {
  all,
  changedKeyName,
  daysBeforeAndAfter,
  either,
  hole,
  keyIs,
  rotatesLessOften,
  rule,
  stopsRotating,
} from 'keyplan'

const on = { enable_key_rotation: true }
const off = 'rotation of aws_kms_key.example is switched off'

export default rule({
  id: 'DIFF009',
  name: 'rotation-slowed',
  title: 'Rotation must not be switched off or slowed down unseen',
  about: 'key-change',
  severity: 'medium',
  why: 'A control that was there is gone, and nothing fails because of it.',
  fix: 'Keep rotation on, with the period that it had.',
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
      {
        says: 'more often',
        key: { ...on, rotation_period_in_days: 90 },
        before: { key: on },
      },
      { says: 'a created key without rotation is judged as it is', key: {} },
    ],
    bad: [
      { says: 'switched off', key: { enable_key_rotation: false }, before: { key: on }, reports: [off] },
      {
        says: 'less often',
        key: { ...on, rotation_period_in_days: 730 },
        before: { key: on },
        reports: ['aws_kms_key.example rotates less often: from 365 days (the default) to 730 days'],
      },
    ],
    unsure: [
      {
        says: 'decided by a variable',
        key: { enable_key_rotation: hole('var.rotate') },
        before: { key: on },
        reports: [off],
      },
    ],
  },
})
