import {
  daysInWords,
  deletionWindowIsInvalid,
  deletionWindowIsShort,
  either,
  hole,
  not,
  rule,
  setAttribute,
} from 'keyplan'

const after = (days: number) => ({ deletion_window_in_days: days })
const hidden = { deletion_window_in_days: hole('var.days') }
const found = (days: string) => `aws_kms_key.example is deleted after ${days}: AWS KMS waits up to 30`

export default rule({
  id: 'KMS023',
  name: 'deletion-window',
  title: 'A deletion must leave time to notice it',
  about: 'key',
  severity: 'medium',
  eased: [['low', not(deletionWindowIsInvalid)]],
  options: {
    days: { says: 'The fewest days that a deletion waits', default: 14 },
    strict: { says: 'The same in the profile `strict`', default: 30 },
  },
  why: 'A deleted key takes all that it encrypts with it; until its window ends, a deletion can be called off.',
  fix: {
    terraform: 'Set `deletion_window_in_days = 30`, or leave it out: 30 is the default.',
    cloudformation: 'Set `PendingWindowInDays: 30`, or leave it out: 30 is the default.',
  },
  references: [
    'https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html',
  ],
  replaces: ['kics:KMS Key With No Deletion Window'],

  forbid: either(deletionWindowIsInvalid, deletionWindowIsShort),

  message: ({ address, deletionWindow }) =>
    `${address} is deleted after ${daysInWords(deletionWindow)}: AWS KMS waits up to 30`,
  correct: ({ at }) => setAttribute(at, 'deletion_window_in_days', 30),

  examples: {
    good: [
      { says: 'unset: AWS waits 30 days, the longest', key: {} },
      { says: 'the longest', key: after(30) },
      { says: 'the fewest days that the option allows', key: after(14) },
      { says: 'fewer, as the option allows', options: { days: 7 }, key: after(7) },
    ],
    bad: [
      { says: 'a week', key: after(7), severity: 'low', reports: [found('7 days')] },
      { says: 'a day too few', key: after(13), severity: 'low', reports: [found('13 days')] },
      {
        says: 'in the profile `strict` nothing but the longest',
        profile: 'strict',
        key: after(29),
        severity: 'low',
        reports: [found('29 days')],
      },
      { says: 'fewer than AWS KMS takes', key: after(6), reports: [found('6 days')] },
      { says: 'more than AWS KMS takes', key: after(31), reports: [found('31 days')] },
    ],
    unsure: [{ says: 'decided by a variable', key: hidden, reports: [found('an unknown number of days')] }],
  },
})
