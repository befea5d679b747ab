import {
  all,
  declaredHere,
  hasReplica,
  hole,
  isReplica,
  keyElsewhere,
  multiRegion,
  namedInOption,
  not,
  rule,
} from 'keyplan'

const found = 'aws_kms_key.example is a multi-Region key, and has no replica here'
const replicaOf = (primary: string) => ({
  'aws_kms_replica_key.copy': { primary_key_arn: hole(primary), region: 'eu-west-1' },
})

export default rule({
  id: 'KMS025',
  name: 'multi-region-need',
  title: 'A multi-Region key must have a replica, or a declared need',
  about: 'key',
  profile: 'strict',
  severity: 'low',
  options: {
    keys: { says: 'Keys that are replicated elsewhere: addresses or aliases, with `*`', default: [] },
  },
  why: 'Whoever can replicate the key takes its material to another Region, under a policy of its own.',
  fix: 'Use a single-Region key, or name the key under the option `keys`. AWS KMS cannot make one of the other: it would be a new key.',
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-auth.html',
  ],
  replaces: ['prowler:kms_cmk_not_multi_region'],

  forbid: all(declaredHere, not(isReplica), multiRegion, not(hasReplica), not(namedInOption)),

  message: ({ address }) => `${address} is a multi-Region key, and has no replica here`,

  examples: {
    good: [
      { says: 'a single-Region key', key: {} },
      { says: 'a key elsewhere, whose policy alone is written', key: {}, resources: keyElsewhere() },
      {
        says: 'a replica stands beside it',
        key: { multi_region: true },
        resources: replicaOf('aws_kms_key.example.arn'),
      },
      {
        says: 'replicated elsewhere, as declared',
        key: { multi_region: true },
        options: { keys: ['aws_kms_key.ex*'] },
      },
    ],
    bad: [{ says: 'multi-Region and nothing else', key: { multi_region: true }, reports: [found] }],
    unsure: [
      { says: 'decided by a variable', key: { multi_region: hole('var.multi') }, reports: [found] },
      {
        says: 'a replica of a key that is not told',
        key: { multi_region: true },
        resources: replicaOf('var.primary'),
        reports: [found],
      },
    ],
  },
})
