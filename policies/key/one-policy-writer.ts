import { allow, hasSeveralPolicyWriters, hole, listed, policyWritersOf, rule } from 'keyplan'

const statement = allow({ Principal: { AWS: 'arn:aws:iam::111122223333:root' }, Action: 'kms:*' })
const writes = (key_id: string) => ({
  key_id: hole(key_id),
  policy: { Version: '2012-10-17', Statement: statement },
})
const own = writes('aws_kms_key.example.key_id')

export default rule({
  id: 'KMS028',
  name: 'one-policy-writer',
  title: 'One resource alone must write the policy of a key',
  about: 'key',
  severity: 'medium',
  why: 'A key has one policy: the last writer wins, each apply turns it round, and who has access is left to chance.',
  fix: 'Keep one of them: the `policy` argument of the key, or one `aws_kms_key_policy`.',
  references: ['https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html'],

  forbid: hasSeveralPolicyWriters,

  message: key => `${listed(policyWritersOf(key))} write the policy of ${key.address}: the last one wins`,

  examples: {
    good: [
      { says: 'the key itself', statements: statement },
      { says: 'one resource beside the key', resources: { 'aws_kms_key_policy.a': own } },
      { says: 'nobody', key: {} },
    ],
    bad: [
      {
        says: 'the key and a resource beside it',
        statements: statement,
        resources: { 'aws_kms_key_policy.a': own },
        reports: [
          'aws_kms_key.example and aws_kms_key_policy.a write the policy of aws_kms_key.example: the last one wins',
        ],
      },
      {
        says: 'two resources, with the same text',
        resources: { 'aws_kms_key_policy.a': own, 'aws_kms_key_policy.b': own },
        reports: [
          'aws_kms_key_policy.a and aws_kms_key_policy.b write the policy of aws_kms_key.example: the last one wins',
        ],
      },
    ],
  },
})
