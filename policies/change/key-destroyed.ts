import { all, before, changedKeyName, declaredHere, fewOf, hole, keyIs, rule, usersHaveLeft } from 'keyplan'

const gone = (what: string) => `aws_kms_key.old is destroyed${what}`
const old = { 'aws_kms_key.old': {} }
const onOld = { ...old, 'aws_sqs_queue.app': { name: 'app', kms_master_key_id: hole('aws_kms_key.old.arn') } }

export default rule({
  id: 'DIFF007',
  name: 'key-destroyed',
  title: 'A key must not be destroyed with a change',
  about: 'key-change',
  severity: 'critical',
  eased: [['medium', usersHaveLeft]],
  why: 'From the moment that its deletion is scheduled nothing that it encrypted can be read, and after the waiting period never again.',
  fix: {
    terraform:
      'Keep the key (`removed { lifecycle { destroy = false } }` takes it out of Terraform), disable it, watch AWS CloudTrail for failed calls, and delete it later.',
    cloudformation:
      'Set `DeletionPolicy: Retain` on the key, disable it, watch AWS CloudTrail for failed calls, and delete it later.',
  },
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html',
  ],
  replaces: [
    'prowler:kms_cmk_not_deleted_unintentionally',
    'securityhub:KMS.3',
    'config:kms-cmk-not-scheduled-for-deletion',
  ],

  forbid: all(keyIs('destroyed'), before(declaredHere)),

  message: change => {
    const still = change.stillUsed().map(({ address }) => address)
    return `${changedKeyName(change)} is destroyed${still.length === 0 ? '' : `, and ${fewOf(still)} still names it`}`
  },

  examples: {
    good: [
      { says: 'a key is created', resources: old, before: {} },
      { says: 'a key stays', resources: old, before: { resources: old } },
      { says: 'without a change', resources: old },
    ],
    bad: [
      { says: 'the block is deleted', before: { resources: old }, reports: [gone('')] },
      {
        says: 'a queue still names it',
        resources: { 'aws_sqs_queue.app': { name: 'app', kms_master_key_id: hole('local.key') } },
        before: { resources: onOld },
        reports: [gone(', and aws_sqs_queue.app still names it')],
      },
      {
        says: 'the queue goes on with another key',
        resources: {
          'aws_sqs_queue.app': { name: 'app', kms_master_key_id: hole('aws_kms_key.example.arn') },
        },
        before: { resources: onOld },
        severity: 'medium',
        reports: [gone('')],
      },
      {
        says: 'the queue goes with it',
        before: { resources: onOld },
        severity: 'medium',
        reports: [gone('')],
      },
    ],
  },
})
