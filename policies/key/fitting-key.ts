import { hole, kindNeededBy, kindUsedBy, needsAnotherKind, rule } from 'keyplan'

const rsa = { customer_master_key_spec: 'RSA_3072' }
const signing = { customer_master_key_spec: 'ECC_NIST_P256', key_usage: 'SIGN_VERIFY' }
const logs = { 'aws_cloudwatch_log_group.app': { name: '/app', kms_key_id: hole('aws_kms_key.example.arn') } }
const zone = {
  'aws_route53_key_signing_key.zone': {
    name: 'zone',
    hosted_zone_id: 'Z1',
    key_management_service_arn: hole('aws_kms_key.example.arn'),
  },
}
const notForLogs = (spec: string) =>
  `aws_cloudwatch_log_group.app needs a symmetric encryption key, and names aws_kms_key.example, a key ${spec}`

export default rule({
  id: 'KMS033',
  name: 'fitting-key',
  title: 'A resource must name a key of the kind that it can use',
  about: 'use',
  severity: 'high',
  why: 'AWS services encrypt with symmetric encryption keys alone: with another key the resource cannot be created, or its data cannot be read.',
  fix: use => `Name ${kindNeededBy(use)}.`,
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/symmetric-asymmetric.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/service-integration.html',
    'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-configuring-dnssec-cmk-requirements.html',
  ],

  forbid: needsAnotherKind,

  message: (use, world) => `${use.address} needs ${kindNeededBy(use)}, and names ${kindUsedBy(use, world)}`,

  examples: {
    good: [
      { says: 'a symmetric encryption key', key: {}, resources: logs },
      { says: 'a key that signs a zone', key: signing, resources: zone },
      { says: 'an asymmetric key that no resource names', key: rsa },
    ],
    bad: [
      { says: 'an asymmetric key', key: rsa, resources: logs, reports: [notForLogs('of spec RSA_3072')] },
      {
        says: 'an HMAC key',
        key: { customer_master_key_spec: 'HMAC_256', key_usage: 'GENERATE_VERIFY_MAC' },
        resources: logs,
        reports: [notForLogs('of spec HMAC_256')],
      },
      {
        says: 'a symmetric key for a zone',
        key: {},
        resources: zone,
        reports: [
          'aws_route53_key_signing_key.zone needs a signing key on the curve P-256, and names aws_kms_key.example, a key of spec SYMMETRIC_DEFAULT',
        ],
      },
    ],
    unsure: [
      {
        says: 'the spec comes from a variable',
        key: { customer_master_key_spec: hole('var.spec') },
        resources: logs,
        reports: [notForLogs('whose spec is not known yet')],
      },
    ],
  },
})
