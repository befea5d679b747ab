import {
  all,
  declaredHere,
  enabled,
  encryptsResources,
  hole,
  keyElsewhere,
  lacksMaterial,
  listed,
  not,
  resourcesEncryptedWith,
  rule,
  setAttribute,
  surely,
} from 'keyplan'

const logs = { 'aws_cloudwatch_log_group.app': { name: '/app', kms_key_id: hole('aws_kms_key.example.arn') } }
const off = { is_enabled: false }
const inUse = 'aws_kms_key.example is disabled, and aws_cloudwatch_log_group.app is encrypted with it'

export default rule({
  id: 'KMS024',
  name: 'enabled-key',
  title: 'A key must be enabled',
  about: 'key',
  severity: 'high',
  eased: [['medium', not(surely(encryptsResources))]],
  why: 'With a disabled key nothing can be encrypted or decrypted: whatever depends on it stops.',
  fix: {
    terraform: 'Set `is_enabled = true`, or encrypt with another key first and remove this one.',
    cloudformation: 'Set `Enabled: true`, or encrypt with another key first and remove this one.',
  },
  references: ['https://docs.aws.amazon.com/kms/latest/developerguide/enabling-keys.html'],
  replaces: ['checkov:CKV_AWS_227', 'kics:CMK Is Unusable', 'prowler:kms_cmk_are_used'],

  // Without key material a key is not enabled either: that is the concern of KMS034.
  reportedUnder: ['DIFF011'],

  forbid: all(declaredHere, not(lacksMaterial), not(enabled)),

  message: (key, world) => {
    const resources = resourcesEncryptedWith(key, world)
    if (resources.length === 0) return `${key.address} is disabled`
    const verb = resources.length === 1 ? 'is' : 'are'
    return `${key.address} is disabled, and ${listed(resources)} ${verb} encrypted with it`
  },
  correct: ({ at }) => setAttribute(at, 'is_enabled', true),

  examples: {
    good: [
      { says: 'left to the default', key: {}, resources: logs },
      { says: 'enabled', key: { is_enabled: true } },
      { says: 'a key elsewhere, whose policy alone is written', key: {}, resources: keyElsewhere() },
      { says: 'a window for its deletion is no deletion', key: { deletion_window_in_days: 30 } },
      { says: 'material that is still to be imported', type: 'aws_kms_external_key', key: {} },
    ],
    bad: [
      { says: 'disabled', key: off, severity: 'medium', reports: ['aws_kms_key.example is disabled'] },
      { says: 'disabled, and in use', key: off, resources: logs, reports: [inUse] },
    ],
    unsure: [{ says: 'a variable', key: { is_enabled: hole('var.on') }, resources: logs, reports: [inUse] }],
  },
})
