import { all, allow, changedKeyName, fallsBackToDefault, hole, keyIs, own, policyOf, rule } from 'keyplan'

const arn = 'arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'
const statements = allow({ Principal: own('role/Admin'), Action: 'kms:*' })
const policy = policyOf(statements)
const beside = { 'aws_kms_key_policy.example': { key_id: hole('aws_kms_key.example.id'), policy } }
const reports = ["the policy of aws_kms_key.example is removed, and AWS's default policy takes its place"]

export default rule({
  id: 'DIFF013',
  name: 'policy-removed',
  title: "A key policy must not give way to AWS's default policy",
  about: 'key-change',
  severity: 'high',
  why: 'The default policy hands the key to all IAM policies of the account, whatever the old one kept back.',
  fix: {
    terraform: 'Move the policy into the key (`policy`) in the same change, or keep `aws_kms_key_policy`.',
    cloudformation: 'Keep `KeyPolicy` on the key.',
  },
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html',
    'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/kms_key_policy',
  ],

  forbid: all(keyIs('kept'), fallsBackToDefault),

  message: change =>
    `the policy of ${changedKeyName(change)} is removed, and AWS's default policy takes its place`,

  examples: {
    good: [
      { says: 'the policy moves into the key', statements, before: { resources: beside } },
      { says: 'the default policy as before', key: {}, before: { key: {} } },
      {
        says: 'the policy that is gone says the same',
        key: {},
        before: { statements: allow({ Principal: own('root'), Action: 'kms:*' }) },
      },
      { says: 'a key that is created with the default policy', key: {} },
      { says: 'a replaced key is told as that', key: {}, before: { key: { arn }, statements } },
    ],
    bad: [
      { says: 'the policy is gone', key: {}, before: { statements }, reports },
      { says: 'the resource that wrote it is gone', key: {}, before: { resources: beside }, reports },
    ],
  },
})
