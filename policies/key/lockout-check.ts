import {
  bypassesLockoutCheck,
  either,
  hole,
  not,
  onlyDeletablePrincipalsCan,
  rule,
  someoneCan,
  surely,
} from 'keyplan'

const unmanageable = either(
  not(someoneCan('kms:PutKeyPolicy')),
  onlyDeletablePrincipalsCan('kms:PutKeyPolicy'),
)

export default rule({
  id: 'KMS008',
  name: 'lockout-check',
  title: "AWS's check against locking yourself out must stay on",
  about: 'key',
  severity: 'high',
  eased: [['medium', not(surely(unmanageable))]],
  why: 'The check is the only net on the server: without it AWS accepts a policy that its own caller can never change again.',
  fix: {
    terraform:
      'Remove `bypass_policy_lockout_safety_check`, and apply as a principal that the policy lets call `kms:PutKeyPolicy`.',
    cloudformation:
      'Remove `BypassPolicyLockoutSafetyCheck`, and deploy as a principal that the policy lets call `kms:PutKeyPolicy`.',
  },
  references: ['https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html'],

  forbid: bypassesLockoutCheck,

  message: key => `the policy of ${key.address} is written without AWS's lockout check`,

  examples: {
    good: [
      { says: 'left to the default', key: {} },
      { says: 'switched off', key: { bypass_policy_lockout_safety_check: false } },
    ],
    bad: [
      {
        says: 'a policy that stays manageable',
        key: { bypass_policy_lockout_safety_check: true },
        severity: 'medium',
        reports: ["the policy of aws_kms_key.example is written without AWS's lockout check"],
      },
      {
        says: 'a policy that is not known before apply',
        key: { bypass_policy_lockout_safety_check: true, policy: hole('local.policy') },
        severity: 'medium',
        reports: ["the policy of aws_kms_key.example is written without AWS's lockout check"],
      },
      {
        says: 'a policy that nobody can change again',
        key: {
          bypass_policy_lockout_safety_check: true,
          policy: {
            Version: '2012-10-17',
            Statement: {
              Effect: 'Allow',
              Principal: { AWS: 'arn:aws:iam::111122223333:role/App' },
              Action: 'kms:Decrypt',
              Resource: '*',
            },
          },
        },
        reports: ["the policy of aws_kms_key.example is written without AWS's lockout check"],
      },
    ],
    unsure: [
      {
        says: 'decided by a variable',
        key: { bypass_policy_lockout_safety_check: hole('var.bypass') },
        severity: 'medium',
        reports: ["the policy of aws_kms_key.example is written without AWS's lockout check"],
      },
    ],
  },
})
