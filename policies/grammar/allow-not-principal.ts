import { hole, problem, problemInWords, rule, type ExampleAttributes } from 'keyplan'

const reported =
  'the policy of aws_kms_key.example: its statement allows everybody whom its `NotPrincipal` does not name'
const NotPrincipal = { AWS: 'arn:aws:iam::111122223333:user/Eve' }

export default rule({
  id: 'POL029',
  name: 'allow-not-principal',
  title: 'No Allow may be written with `NotPrincipal`',
  about: 'problem',
  severity: 'medium',
  why: 'It allows everybody else, of any account, and AWS does not support it.',
  fix: 'Name whom to allow under `Principal`; keep somebody out by a Deny.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html',
  ],
  replaces: ['access-analyzer:ALLOW_WITH_NOT_PRINCIPAL'],
  reportedUnder: ['KMS006', 'KMS001', 'POL011', 'POL026'],

  forbid: problem('allow-with-not-principal'),

  message: problemInWords,

  examples: {
    good: [
      { says: 'a principal', statements: statement({ Principal: { AWS: '111122223333' } }) },
      { says: 'a Deny', statements: statement({ Effect: 'Deny', NotPrincipal }) },
    ],
    bad: [{ says: 'everybody but a user', statements: statement({ NotPrincipal }), reports: [reported] }],
    unsure: [
      {
        says: 'Allow or Deny comes from a variable',
        statements: statement({ Effect: hole('var.effect'), NotPrincipal }),
        reports: [reported],
      },
    ],
  },
})

function statement(element: ExampleAttributes) {
  return { Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*', ...element }
}
