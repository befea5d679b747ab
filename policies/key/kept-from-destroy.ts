import {
  all,
  declaredHere,
  either,
  encryptsResources,
  hole,
  inDefaultProfile,
  isReplica,
  keptFromDestroy,
  not,
  rule,
} from 'keyplan'

const found = 'one destroy deletes aws_kms_key.example: nothing keeps it'
const kept = { lifecycle: { prevent_destroy: true } }
const open = { lifecycle: {} }
const logs = { 'aws_cloudwatch_log_group.app': { name: '/app', kms_key_id: hole('aws_kms_key.example.arn') } }

export default rule({
  id: 'KMS029',
  name: 'kept-from-destroy',
  title: 'A key must outlive what declares it',
  about: 'key',
  severity: 'medium',
  eased: [['info', inDefaultProfile]],
  why: 'One `destroy`, or the deletion of a stack, starts the clock of the deletion of all that the key encrypts.',
  fix: {
    terraform: 'Add `lifecycle { prevent_destroy = true }`.',
    cloudformation: 'Set `DeletionPolicy: Retain`.',
  },
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html',
  ],
  replaces: ['cfn-lint:I3011'],
  undetermined: '`prevent_destroy` is not in plan JSON; give the sources with `--source`',

  // A replica can be made again of its primary.
  forbid: all(
    declaredHere,
    not(isReplica),
    either(not(inDefaultProfile), encryptsResources),
    not(keptFromDestroy),
  ),

  message: ({ address }) => `one destroy deletes ${address}: nothing keeps it`,

  examples: {
    good: [
      { says: 'kept', profile: 'strict', key: kept, resources: logs },
      { says: 'by default a key that encrypts nothing here', key: open },
      { says: 'a replica', profile: 'strict', type: 'aws_kms_replica_key', key: open },
      { says: 'a plan without its sources does not tell', profile: 'strict', key: {}, resources: logs },
    ],
    bad: [
      { says: 'not kept', profile: 'strict', key: open, reports: [found] },
      {
        says: 'by default a key that encrypts something',
        key: open,
        resources: logs,
        severity: 'info',
        reports: [found],
      },
    ],
  },
})
