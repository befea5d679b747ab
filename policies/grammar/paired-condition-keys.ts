import { hole, problem, problemInWords, rule, type ExampleAttributes } from 'keyplan'

const place = 'the policy of aws_kms_key.example: its statement tests'
const way = { 'kms:ViaService': 's3.us-west-2.amazonaws.com' }
const wayAlone = `${place} \`kms:ViaService\` without \`kms:CallerAccount\`: it tells the way, and not who calls`
const anyone = { AWS: '*' }

export default rule({
  id: 'POL030',
  name: 'paired-condition-keys',
  title: 'A condition key that says little alone needs the one that belongs to it',
  about: 'problem',
  severity: 'medium',
  why: 'Alone, such a condition seems to narrow the statement, and others than those who were meant pass it.',
  fix: 'Add the missing condition key to the same statement.',
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html',
  ],
  replaces: ['access-analyzer:MISSING_PAIRED_CONDITION_KEYS'],
  reportedUnder: ['KMS001', 'KMS002', 'KMS006', 'POL017'],

  forbid: problem('missing-paired-key'),

  message: problemInWords,

  examples: {
    good: [
      {
        says: 'the way and the account',
        statements: statement({
          Condition: { StringEquals: { ...way, 'kms:CallerAccount': '111122223333' } },
        }),
      },
      {
        says: 'the way, for named principals',
        statements: statement({ Principal: { AWS: '111122223333' }, Condition: { StringEquals: way } }),
      },
      { says: 'a Deny', statements: statement({ Effect: 'Deny', Condition: { StringEquals: way } }) },
      {
        says: 'an address and its network',
        statements: statement({
          Condition: {
            IpAddress: { 'aws:VpcSourceIp': '10.0.0.0/8' },
            StringEquals: { 'aws:SourceVpc': 'vpc-12345678' },
          },
        }),
      },
    ],
    bad: [
      {
        says: 'the way alone',
        statements: statement({ Condition: { StringEquals: way } }),
        reports: [wayAlone],
      },
      found(
        'an address alone',
        { Condition: { IpAddress: { 'aws:VpcSourceIp': '10.0.0.0/8' } } },
        ' `aws:VpcSourceIp` without `aws:SourceVpc`: every VPC can have such addresses',
      ),
      found(
        'names of an encryption context that need not be there',
        { Condition: { 'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': 'App' } } },
        ' `kms:EncryptionContextKeys` by `ForAllValues` alone: a call without encryption context passes too',
      ),
    ],
    unsure: [
      {
        says: 'Allow or Deny comes from a variable',
        statements: statement({ Effect: hole('var.effect'), Condition: { StringEquals: way } }),
        reports: [wayAlone],
      },
      {
        says: 'another condition comes from a variable',
        statements: statement({ Condition: { StringEquals: way, StringLike: hole('var.who') } }),
        reports: [wayAlone],
      },
    ],
  },
})

function statement(element: ExampleAttributes) {
  return { Effect: 'Allow', Principal: anyone, Action: 'kms:Decrypt', Resource: '*', ...element }
}

function found(says: string, given: ExampleAttributes, rest: string) {
  return { says, statements: statement(given), reports: [`${place}${rest}`] }
}
