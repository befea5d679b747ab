import {
  all,
  allowedByIam,
  either,
  hole,
  lost,
  needInWords,
  neededByResources,
  not,
  rule,
  shrinks,
  type ExampleValue,
} from 'keyplan'

const own = 'arn:aws:iam::111122223333'
const key = `arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab`
const root = allow({ AWS: `${own}:root` }, 'kms:*')
const admin = allow({ AWS: `${own}:role/Admin` }, 'kms:*')
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
const app = { policies: { Effect: 'Allow', Action: 'kms:Decrypt', Resource: key } }

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

  forbid: either(all(shrinks, neededByResources), all(lost, allowedByIam)),

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
        before: {
          key: { arn: key },
          statements: [admin, allow({ AWS: `${own}:role/App` }, 'kms:Decrypt')],
          role: app,
        },
      },
      {
        says: 'an Allow of everything is no need',
        key: { arn: key },
        statements: admin,
        role: { policies: { Effect: 'Allow', Action: '*', Resource: '*' } },
        before: {
          key: { arn: key },
          statements: [root, admin],
          role: { policies: { Effect: 'Allow', Action: '*', Resource: '*' } },
        },
      },
    ],
    bad: [
      {
        says: 'the principal of CloudWatch Logs is removed while a log group stays',
        statements: root,
        resources: encrypted,
        before: { statements: [root, logs], resources: encrypted },
        reports: [
          'the service logs.us-west-2.amazonaws.com can no longer kms:GenerateDataKey on aws_kms_key.example, and needs it: CloudWatch Logs encrypts the log group with it (aws_cloudwatch_log_group.app)',
        ],
      },
      {
        says: 'an IAM policy still allows it on this very key',
        key: { arn: key },
        statements: admin,
        role: app,
        before: { key: { arn: key }, statements: [root, admin], role: app },
        severity: 'medium',
        reports: [
          `${own}:role/App can no longer kms:Decrypt on aws_kms_key.example, which an IAM policy still allows`,
        ],
      },
    ],
    unsure: [
      {
        says: 'a statement for a principal that comes from a variable',
        statements: [root, { ...logs, Principal: hole('var.principal') }],
        resources: encrypted,
        before: { statements: [root, logs], resources: encrypted },
        reports: [
          'the service logs.us-west-2.amazonaws.com can no longer kms:GenerateDataKey on aws_kms_key.example, and needs it: CloudWatch Logs encrypts the log group with it (aws_cloudwatch_log_group.app)',
        ],
      },
    ],
  },
})

function allow(Principal: ExampleValue, Action: ExampleValue) {
  return { Effect: 'Allow', Principal, Action, Resource: '*' }
}
