import { problem, problemInWords, rule, type ExampleValue, type Severity } from 'keyplan'

const place = 'the policy of aws_kms_key.example: its statement tests'
const context = { StringEquals: { 'kms:EncryptionContext:App': 'x' } }

export default rule({
  id: 'POL014',
  name: 'applicable-condition-keys',
  title: 'A condition must test what requests for the listed actions have',
  about: 'problem',
  severity: 'low',
  eased: [['info', problem('condition-key-of-other-actions')]],
  why: 'Where the request lacks the condition key, the condition does not hold: the action is listed, and neither allowed nor denied.',
  fix: 'Move these actions to a statement without the condition, or delete them.',
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/kms-api-permissions-reference.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/abac.html',
  ],
  replaces: [
    'access-analyzer:UNSUPPORTED_ACTION_FOR_CONDITION_KEY',
    'access-analyzer:UNSUPPORTED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL',
    'access-analyzer:IRRELEVANT_CONDITION_KEY_IN_POLICY',
  ],
  reportedUnder: ['KMS017', 'KMS016'],

  forbid: problem(
    'condition-key-of-no-action',
    'condition-key-of-other-actions',
    'condition-key-of-iam-alone',
    'condition-key-of-accounts',
  ),

  message: problemInWords,

  examples: {
    good: [
      { says: 'all actions have it', statements: allowing(['kms:Encrypt', 'kms:Decrypt'], context) },
      {
        says: 'actions of a wildcard, as the guide of CloudWatch Logs has them',
        statements: allowing(['kms:Decrypt*', 'kms:Describe*'], context),
      },
      {
        says: 'a negated operator holds without it',
        statements: allowing('kms:DescribeKey', { StringNotEquals: { 'kms:EncryptionContext:App': 'x' } }),
      },
      {
        says: 'it may be absent',
        statements: allowing('kms:DescribeKey', {
          StringEqualsIfExists: { 'kms:EncryptionContext:App': 'x' },
        }),
      },
      {
        says: 'tags in an IAM policy',
        role: { policies: allowing('kms:Decrypt', { StringEquals: { 'aws:ResourceTag/a': 'b' } }) },
      },
    ],
    bad: [
      found(
        'one of two actions',
        allowing(['kms:Decrypt', 'kms:DescribeKey'], context),
        ' `kms:EncryptionContext:App`, which requests for `kms:DescribeKey` never have: they are not covered',
        'info',
      ),
      found(
        'the only action',
        allowing('kms:Decrypt', { Bool: { 'kms:GrantIsForAWSResource': 'true' } }),
        ' `kms:GrantIsForAWSResource`, which requests for `kms:Decrypt` never have: they are not covered',
      ),
      found(
        'tags in a key policy',
        allowing('kms:Decrypt', { StringEquals: { 'aws:ResourceTag/a': 'b' } }),
        ' `aws:ResourceTag/a`, which counts in IAM policies alone: in a key policy it never holds',
      ),
      found(
        'the organization of a service',
        {
          ...allowing('kms:Decrypt', { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }),
          Principal: { Service: 'sns.amazonaws.com' },
        },
        ' `aws:PrincipalOrgID`, which AWS services do not have',
      ),
    ],
  },
})

function allowing(Action: ExampleValue, Condition: ExampleValue) {
  return { Effect: 'Allow', Principal: { AWS: '111122223333' }, Action, Resource: '*', Condition }
}

function found(says: string, statements: ExampleValue, rest: string, severity?: Severity) {
  const reports = [`${place}${rest}`]
  return { says, statements, reports, ...(severity === undefined ? {} : { severity }) }
}
