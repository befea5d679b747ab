import {
  all,
  changedKeyName,
  daysBeforeAndAfter,
  deletionWindowAsBefore,
  deletesSooner,
  hole,
  keyIs,
  rule,
} from 'keyplan'

const arn = 'arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'
const days = (deletion_window_in_days: number) => ({ deletion_window_in_days })

export default rule({
  id: 'DIFF010',
  name: 'shorter-deletion-window',
  title: 'The waiting period before a deletion must not become shorter',
  about: 'key-change',
  severity: 'low',
  why: 'There is less time to notice that a key was deleted by mistake.',
  fix: 'Keep 14 days or more.',
  correct: deletionWindowAsBefore,
  references: ['https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html'],

  forbid: all(keyIs('kept'), deletesSooner),

  message: change =>
    `a deletion of ${changedKeyName(change)} waits fewer days: ${daysBeforeAndAfter(change.before?.deletionWindow, change.after?.deletionWindow, 30)}`,

  examples: {
    good: [
      { says: 'longer', key: days(30), before: { key: days(7) } },
      { says: 'the default is the longest', key: {}, before: { key: days(7) } },
      { says: 'short as before', key: days(7), before: { key: days(7) } },
      { says: 'a replaced key is told as that', key: days(7), before: { key: { ...days(30), arn } } },
    ],
    bad: [
      {
        says: 'shorter',
        key: days(7),
        before: { key: days(30) },
        reports: ['a deletion of aws_kms_key.example waits fewer days: from 30 days to 7 days'],
      },
      {
        says: 'shorter than the default',
        key: days(7),
        before: { key: {} },
        reports: ['a deletion of aws_kms_key.example waits fewer days: from 30 days (the default) to 7 days'],
      },
    ],
    unsure: [
      {
        says: 'decided by a variable',
        key: { deletion_window_in_days: hole('var.days') },
        before: { key: days(30) },
        reports: [
          'a deletion of aws_kms_key.example waits fewer days: from 30 days to a number that is not known yet',
        ],
      },
    ],
  },
})
