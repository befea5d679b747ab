import { all, changedKeyName, fallsBackToDefault, hole, keyIs, rule } from 'keyplan'

const statements = {
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::111122223333:role/Admin' },
  Action: 'kms:*',
  Resource: '*',
}
const policy = { Version: '2012-10-17', Statement: statements }
const written = { 'aws_kms_key_policy.example': { key_id: hole('aws_kms_key.example.id'), policy } }

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
      { says: 'the policy moves into the key', statements, before: { resources: written } },
      { says: 'the default policy as before', key: {}, before: { key: {} } },
      { says: 'a key that is created with the default policy', key: {} },
    ],
    bad: [
      {
        says: 'the policy is gone',
        key: {},
        before: { statements },
        reports: ["the policy of aws_kms_key.example is removed, and AWS's default policy takes its place"],
      },
    ],
  },
})
