import { hole, problem, problemInWords, rule, type ExampleValue, type Severity } from 'keyplan'

const place = 'the policy of aws_kms_key.example: its statement'

export default rule({
  id: 'POL016',
  name: 'valid-condition-values',
  title: 'The values of a condition must be such as requests have',
  about: 'problem',
  severity: 'high',
  eased: [
    ['low', problem('unreadable-value')],
    [
      'medium',
      problem(
        'several-booleans',
        'impossible-value',
        'impossible-values-of-allow',
        'mixed-values',
        'repeated-condition-key',
      ),
    ],
    ['info', problem('rough-address-range')],
  ],
  why: 'A value that no request has never matches: an Allow allows nothing, a Deny denies nothing, and a negated condition always holds.',
  fix: 'Write the value in the form that the operator and the condition key want.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html',
  ],
  replaces: [
    'access-analyzer:DUPLICATE_KEYS_WITH_DIFFERENT_CASE',
    'access-analyzer:INVALID_CONDITION_DATA_TYPE',
    'access-analyzer:INVALID_CONDITION_MULTIPLE_BOOLEAN',
    'access-analyzer:INVALID_REGION',
    'access-analyzer:INVALID_VPC_FORMAT',
    'access-analyzer:INVALID_VPCE_FORMAT',
    'access-analyzer:INVALID_DATE_VALUE',
    'access-analyzer:TYPE_MISMATCH_BOOLEAN',
    'access-analyzer:TYPE_MISMATCH_DATE',
    'access-analyzer:TYPE_MISMATCH_IP_RANGE',
    'access-analyzer:TYPE_MISMATCH_NUMBER',
    'access-analyzer:TYPE_MISMATCH_STRING',
    'access-analyzer:IMPROVE_IP_RANGE',
  ],

  forbid: problem(
    'unreadable-value',
    'several-booleans',
    'impossible-value',
    'impossible-values',
    'impossible-values-of-allow',
    'mixed-values',
    'repeated-condition-key',
    'rough-address-range',
  ),

  message: problemInWords,

  examples: {
    good: [
      { says: 'a boolean of JSON', statements: under({ Bool: { 'aws:SecureTransport': true } }) },
      { says: 'a day', statements: under({ DateLessThan: { 'aws:CurrentTime': '2026-01-31' } }) },
      { says: 'one address', statements: under({ IpAddress: { 'aws:SourceIp': '203.0.113.7' } }) },
      { says: 'a pattern', statements: under({ StringLike: { 'aws:PrincipalOrgID': 'o-*' } }) },
      {
        says: 'a value that is not known',
        statements: under({ StringEquals: { 'aws:SourceVpce': hole('var.vpce') } }),
      },
    ],
    bad: [
      found(
        'no boolean',
        under({ Bool: { 'aws:SecureTransport': 'yes' } }),
        ' compares `aws:SecureTransport` by `Bool` with `yes`, which is not `true` or `false`',
        'low',
      ),
      found(
        'both booleans',
        under({ Bool: { 'aws:SecureTransport': ['true', 'false'] } }),
        ' compares `aws:SecureTransport` by `Bool` with several values, where one is enough',
        'medium',
      ),
      found(
        'a VPC for an endpoint, so that nobody is denied',
        under({ StringEquals: { 'aws:SourceVpce': 'vpc-12345678' } }, 'Deny'),
        ' compares `aws:SourceVpce` with `vpc-12345678`, which is not the id of a VPC endpoint, `vpce-…`: it never holds',
      ),
      found(
        'no organization, so that nobody is allowed',
        under({ StringEquals: { 'aws:PrincipalOrgID': 'o-short' } }),
        ' compares `aws:PrincipalOrgID` with `o-short`, which is not an organization id such as `o-a1b2c3d4e5`: it never holds',
        'medium',
      ),
      found(
        'one account of two',
        under({ StringEquals: { 'kms:CallerAccount': ['111122223333', '1111-2222'] } }),
        ' compares `kms:CallerAccount` with `1111-2222`, which is not an account id of 12 digits',
        'medium',
      ),
      found(
        'one condition key in two spellings',
        under({ StringEquals: { 'aws:username': 'Anna', 'aws:UserName': 'Bea' } }),
        ' has `aws:username` and `aws:UserName` under `StringEquals`, which is one condition key',
        'medium',
      ),
      found(
        'values of several JSON types',
        under({ StringEquals: { 'aws:username': ['Anna', 7] } }),
        ': it compares `aws:username` with values of several JSON types: number, string',
        'medium',
      ),
      found(
        'an address within a range',
        under({ IpAddress: { 'aws:SourceIp': '203.0.113.7/24' } }),
        ' compares `aws:SourceIp` by `IpAddress` with `203.0.113.7/24`, which is no start of such a range',
        'info',
      ),
    ],
  },
})

function under(Condition: ExampleValue, Effect = 'Allow') {
  return { Effect, Principal: { AWS: '111122223333' }, Action: 'kms:Decrypt', Resource: '*', Condition }
}

function found(says: string, statements: ExampleValue, rest: string, severity?: Severity) {
  const reports = [`${place}${rest}`]
  return { says, statements, reports, ...(severity === undefined ? {} : { severity }) }
}
