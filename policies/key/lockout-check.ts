import {
  allow,
  bypassesLockoutCheck,
  either,
  hole,
  not,
  onlyDeletablePrincipalsCan,
  own,
  rule,
  setAttribute,
  someoneCan,
  surely,
} from 'keyplan'

const put = 'kms:PutKeyPolicy'
const unmanageable = either(not(someoneCan(put)), onlyDeletablePrincipalsCan(put))
const off = { bypass_policy_lockout_safety_check: true }
const app = allow({ Principal: own('role/App') })
const reports = ["the policy of aws_kms_key.example is written without AWS's lockout check"]

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
  correct: ({ at }) => setAttribute(at, 'bypass_policy_lockout_safety_check', undefined),

  examples: {
    good: [
      { says: 'left to the default', key: {} },
      { says: 'switched off', key: { bypass_policy_lockout_safety_check: false } },
    ],
    bad: [
      { says: 'a policy that stays manageable', key: off, severity: 'medium', reports },
      {
        says: 'a policy not known yet',
        key: { ...off, policy: hole('local.p') },
        severity: 'medium',
        reports,
      },
      { says: 'a policy that nobody can change again', key: off, statements: app, reports },
      { says: 'one that a role alone can', key: off, statements: { ...app, Action: 'kms:*' }, reports },
    ],
    unsure: [
      {
        says: 'decided by a variable',
        key: { bypass_policy_lockout_safety_check: hole('var.bypass') },
        severity: 'medium',
        reports,
      },
    ],
  },
})
