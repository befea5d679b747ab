import { all, allow, declaredHere, hasDefaultPolicy, hole, inDefaultProfile, rule } from 'keyplan'

const left = "aws_kms_key.example has AWS's default policy: IAM policies of its account decide who can use it"
const alone = allow({ Principal: { AWS: 'arn:aws:iam::111122223333:root' }, Action: 'kms:*' })
const byAnother = {
  'aws_kms_key_policy.example': {
    key_id: hole('aws_kms_key.example.key_id'),
    policy: { Version: '2012-10-17', Statement: alone },
  },
}

export default rule({
  id: 'KMS011',
  name: 'default-policy',
  title: 'The policy of a key should be written down',
  about: 'key',
  severity: 'low',
  eased: [['info', inDefaultProfile]],
  why: "AWS's default policy leaves everything to IAM policies, so whoever reviews the key has to look for them there.",
  fix: {
    terraform: 'Write the policy: the `policy` argument, or an `aws_kms_key_policy`.',
    cloudformation: 'Write the policy: the property `KeyPolicy`.',
  },
  references: ['https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html'],
  replaces: ['checkov:CKV2_AWS_64'],
  reportedUnder: ['KMS026', 'DIFF013'],

  forbid: all(declaredHere, hasDefaultPolicy),

  message: key =>
    `${key.address} has AWS's default policy: IAM policies of its account decide who can use it`,

  examples: {
    good: [
      { says: 'a policy that is written', statements: alone },
      { says: 'a policy that is known only after apply', key: { policy: hole('local.policy') } },
      { says: 'a policy that another resource writes', resources: byAnother },
    ],
    bad: [
      { says: 'no policy', key: {}, severity: 'info', reports: [left] },
      { says: 'in the profile `strict`', profile: 'strict', key: {}, reports: [left] },
      {
        says: 'a key with imported material',
        type: 'aws_kms_external_key',
        severity: 'info',
        reports: [left.replace('aws_kms_key', 'aws_kms_external_key')],
      },
    ],
  },
})
