import { inDocument, problem, problemInWords, rule, type Example } from 'keyplan'

const says = 'the policy of aws_kms_key.example: its statement'
const short =
  'the account id `12345678901` of 11 digits instead of 12, as a number without quotes has that begins with 0'

export default rule({
  id: 'POL034',
  name: 'quoted-account-ids',
  title: 'An account id must be text, in quotes',
  about: 'problem',
  severity: 'high',
  eased: [
    ['low', problem('number-for-account-id')],
    ['medium', inDocument('key-policy')],
  ],
  why: 'YAML, HCL and JSON read it as a number, which loses its first zeros: it then names nobody, or AWS refuses the policy.',
  fix: 'Write the id in quotes: `"012345678901"`.',
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html'],
  reportedUnder: ['KMS018'],

  forbid: problem('number-as-account-id', 'number-for-account-id'),

  message: problemInWords,

  examples: {
    good: [
      {
        says: 'no id at all',
        statements: { Effect: 'allow', Principal: { AWS: 'app' }, Action: 'kms:*', Resource: '*' },
      },
      admitting('text', '012345678901'),
    ],
    bad: [
      {
        ...admitting('a number that has lost its zero', 12345678901),
        severity: 'medium',
        reports: [`${says} names ${short}`],
      },
      {
        says: 'the same in a trust policy',
        role: { trust: { Effect: 'Allow', Principal: { AWS: 12345678901 }, Action: 'sts:AssumeRole' } },
        reports: [`the trust policy of aws_iam_role.App: its statement names ${short}`],
      },
      {
        ...admitting('a number that has lost nothing', 444455556666),
        severity: 'low',
        reports: [`${says}: it has the account id 444455556666 without quotes`],
      },
    ],
  },
})

function admitting(what: string, AWS: string | number): Example {
  return {
    says: what,
    statements: { Effect: 'Allow', Principal: { AWS }, Action: 'kms:Decrypt', Resource: '*' },
  }
}
