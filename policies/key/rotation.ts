import { all, canRotate, hole, keyElsewhere, not, rotates, rule, setAttribute } from 'keyplan'

const off = 'aws_kms_key.example does not rotate'

export default rule({
  id: 'KMS020',
  name: 'rotation',
  title: 'A key that can rotate must rotate',
  about: 'key',
  severity: 'medium',
  why: 'Rotation limits how much data one key material protects.',
  fix: { terraform: 'Set `enable_key_rotation = true`.', cloudformation: 'Set `EnableKeyRotation: true`.' },
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html',
    'https://docs.aws.amazon.com/kms/latest/APIReference/API_EnableKeyRotation.html',
  ],
  replaces: [
    'checkov:CKV_AWS_7',
    'trivy:AVD-AWS-0065',
    'tfsec:aws-kms-auto-rotate-keys',
    'kics:CMK Rotation Disabled',
    'cfn_nag:F19',
    'cfn-guard:CMK_BACKING_KEY_ROTATION_ENABLED',
    'control-tower:CT.KMS.PR.1',
    'securityhub:KMS.4',
    'cis-aws:3.8',
    'prowler:kms_cmk_rotation_enabled',
    'cdk-nag:AwsSolutions-KMS5',
  ],

  forbid: all(canRotate, not(rotates)),

  message: key => `${key.address} does not rotate`,
  correct: key => setAttribute(key.at, 'enable_key_rotation', true),

  examples: {
    good: [
      { says: 'rotation on', key: { enable_key_rotation: true } },
      {
        says: 'an HMAC key cannot rotate',
        key: { customer_master_key_spec: 'HMAC_256', key_usage: 'GENERATE_VERIFY_MAC' },
      },
      {
        says: 'a signing key cannot rotate',
        key: { customer_master_key_spec: 'RSA_3072', key_usage: 'SIGN_VERIFY' },
      },
      { says: 'an asymmetric encryption key cannot rotate', key: { customer_master_key_spec: 'RSA_3072' } },
      {
        says: 'a key in a custom key store cannot rotate',
        key: { custom_key_store_id: 'cks-1234567890abcdef0' },
      },
      { says: 'imported material cannot rotate', type: 'aws_kms_external_key', key: {} },
      { says: 'a replica rotates with its primary', type: 'aws_kms_replica_key', key: {} },
      {
        says: 'a key elsewhere, whose policy alone is written',
        key: { enable_key_rotation: true },
        resources: keyElsewhere(),
      },
    ],
    bad: [
      { says: 'left to the default', key: {}, reports: [off] },
      { says: 'switched off', key: { enable_key_rotation: false }, reports: [off] },
      { says: 'a disabled key keeps its data', key: { is_enabled: false }, reports: [off] },
    ],
    unsure: [
      { says: 'decided by a variable', key: { enable_key_rotation: hole('var.rotate') }, reports: [off] },
    ],
  },
})
