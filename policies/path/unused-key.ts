import { all, declaredHere, hole, nothingNamesKey, rule } from 'keyplan'

const message = 'nothing in this configuration names aws_kms_key.example'

export default rule({
  id: 'GRAPH011',
  name: 'unused-key',
  title: 'A key should be used by something',
  about: 'key',
  profile: 'strict',
  severity: 'info',
  why: 'A key that nothing uses costs money every month, and is a door that nobody watches.',
  fix: 'Remove the key, or name what uses it: an output counts.',
  references: ['https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyLastUsage.html'],
  replaces: ['prowler:kms_cmk_are_used'],
  undetermined: 'because a state tells no references',

  forbid: all(declaredHere, nothingNamesKey),

  message: key => `nothing in this configuration names ${key.address}`,

  examples: {
    good: [
      {
        says: 'a resource is encrypted with it',
        resources: { 'aws_ebs_volume.v': { kms_key_id: hole('aws_kms_key.example.arn') } },
      },
      { says: 'a grant is on it', grant: {} },
    ],
    bad: [
      { says: 'an orphan', reports: [message] },
      {
        says: 'an alias alone is no use',
        resources: {
          'aws_kms_alias.a': { name: 'alias/a', target_key_id: hole('aws_kms_key.example.key_id') },
        },
        reports: [message],
      },
    ],
  },
})
