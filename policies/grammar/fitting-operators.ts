import { allow, correctedCondition, problem, problemInWords, rule } from 'keyplan'

const place = 'the policy of aws_kms_key.example: its statement compares'
const text = 'it is a text, for the operators `String…`'
const logs = 'arn:aws:logs:us-west-2:111122223333:*'
const role = 'arn:aws:iam::111122223333:role'

export default rule({
  id: 'POL015',
  name: 'fitting-operators',
  title: 'The operator of a condition must fit the type of its key',
  about: 'problem',
  severity: 'low',
  why: 'An operator of another type does not compare as one reads it, and mostly never holds.',
  fix: 'Use an operator of the type of the condition key.',
  correct: correctedCondition,
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html',
  ],
  replaces: ['access-analyzer:TYPE_MISMATCH'],

  forbid: problem('operator-type'),

  message: problemInWords,

  examples: {
    good: [
      { says: 'true or false', statements: comparing('Bool', 'kms:GrantIsForAWSResource', 'true') },
      { says: 'an ARN as a text', statements: comparing('StringLike', 'aws:PrincipalArn', `${role}/a*`) },
      {
        says: 'an encryption context as an ARN, as the guide of CloudWatch Logs has it',
        statements: comparing('ArnLike', 'kms:EncryptionContext:aws:logs:arn', logs),
      },
      { says: 'a fault of another kind', statements: allow({ Action: 'kms:Decypt' }) },
      { says: 'whether it is there', statements: comparing('Null', 'kms:ViaService', 'false') },
      { says: 'seconds since 1970', statements: comparing('NumericLessThan', 'aws:EpochTime', '1800000000') },
    ],
    bad: [
      found('a text as true or false', ['Bool', 'kms:ViaService', 'true'], text),
      found(
        'true or false as a text',
        ['StringEquals', 'kms:GrantIsForAWSResource', 'true'],
        'it is `true` or `false`, for the operator `Bool`',
      ),
      found('a grantee, which is a text to KMS', ['ArnEquals', 'kms:GranteePrincipal', `${role}/App`], text),
      found(
        'an address as a text',
        ['StringEquals', 'aws:SourceIp', '203.0.113.0/24'],
        'it is an address, for `IpAddress` and `NotIpAddress`',
      ),
    ],
  },
})

function comparing(operator: string, key: string, value: string) {
  const Condition = { [operator]: { [key]: value } }
  return allow({ Principal: { AWS: '111122223333' }, Action: 'kms:CreateGrant', Condition })
}

function found(says: string, compared: Parameters<typeof comparing>, rest: string) {
  const [operator, key] = compared
  return {
    says,
    statements: comparing(...compared),
    reports: [`${place} \`${key}\` by \`${operator}\`: ${rest}`],
  }
}
