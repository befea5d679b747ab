import {
  allow as allowed,
  allowedByIam,
  either,
  hole,
  needInWords,
  neededByResources,
  not,
  own,
  rule,
  type ExampleValue,
} from 'keyplan'

const key = 'arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'
const root = allow(own('root'), 'kms:*')
const admin = allow(own('role/Admin'), 'kms:*')
const logs = allow({ Service: 'logs.us-west-2.amazonaws.com' }, [
  'kms:Encrypt*',
  'kms:Decrypt*',
  'kms:ReEncrypt*',
  'kms:GenerateDataKey*',
  'kms:Describe*',
])
const logGroup = (kms_key_id: ExampleValue) => ({
  'aws_cloudwatch_log_group.app': { name: '/app', kms_key_id },
})
const encrypted = logGroup(hole('aws_kms_key.example.arn'))
const app = { policies: allowed({ Resource: key }) }
const everything = { policies: allowed({ Action: '*' }) }
const reports = [
  'the service logs.us-west-2.amazonaws.com can no longer kms:GenerateDataKey on aws_kms_key.example, and needs it: CloudWatch Logs encrypts the log group with it (aws_cloudwatch_log_group.app)',
]
const still = [
  `${own('role/App').AWS} can no longer kms:Decrypt on aws_kms_key.example, which an IAM policy still allows`,
]

export default rule({
  id: 'DIFF006',
  name: 'still-needed',
  title: 'Access that something still needs must not be taken away',
  about: 'access-change',
  severity: 'high',
  eased: [['medium', not(neededByResources)]],
  why: 'What needs the key fails with its next request once this change is applied.',
  fix: 'Put the statement back, or move whatever needs the key to another one first.',
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/service-integration.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/policy-evaluation.html',
  ],

  forbid: either(neededByResources, allowedByIam),

  message: needInWords,

  examples: {
    good: [
      {
        says: 'the log group goes with the principal',
        statements: root,
        before: { statements: [root, logs], resources: encrypted },
      },
      {
        says: 'a service that nothing in the input uses',
        statements: root,
        before: { statements: [root, logs] },
      },
      {
        says: 'the role keeps its access in another way',
        key: { arn: key },
        statements: [root, admin],
        role: app,
        before: { key: { arn: key }, statements: [admin, allow(own('role/App'), 'kms:Decrypt')], role: app },
      },
      {
        says: 'an Allow of everything is no need',
        key: { arn: key },
        statements: admin,
        role: everything,
        before: { key: { arn: key }, statements: [root, admin], role: everything },
      },
    ],
    bad: [
      {
        says: 'the principal of CloudWatch Logs is removed while a log group stays',
        statements: root,
        resources: encrypted,
        before: { statements: [root, logs], resources: encrypted },
        reports,
      },
      {
        says: 'an IAM policy still allows it on this very key',
        key: { arn: key },
        statements: admin,
        role: app,
        before: { key: { arn: key }, statements: [root, admin], role: app },
        severity: 'medium',
        reports: still,
      },
    ],
    unsure: [
      {
        says: 'a statement for a principal that comes from a variable',
        statements: [root, { ...logs, Principal: hole('var.principal') }],
        resources: encrypted,
        before: { statements: [root, logs], resources: encrypted },
        reports,
      },
      {
        says: 'whoever keeps it comes from a variable',
        key: { arn: key },
        statements: [admin, allow(hole('var.reader'), 'kms:Decrypt')],
        role: app,
        before: { key: { arn: key }, statements: [root, admin], role: app },
        severity: 'medium',
        reports: still,
      },
    ],
  },
})

function allow(Principal: ExampleValue, Action: ExampleValue) {
  return allowed({ Principal, Action })
}
