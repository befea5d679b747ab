import { hole, problem, problemInWords, rule, type Example } from 'keyplan'

const key = 'aws_kms_key.other'
const says = `the policy of ${key}`

export default rule({
  id: 'POL001',
  name: 'broken-documents',
  title: 'A policy must be a JSON object that each reader reads alike',
  about: 'problem',
  severity: 'high',
  eased: [['medium', problem('duplicate-member')]],
  why: 'AWS refuses what is no JSON of the right shape, and of a repeated name it takes the last one in silence: a reviewer may have read the first.',
  fix: {
    terraform:
      'Write the policy with `jsonencode` or `aws_iam_policy_document`, which always make valid JSON.',
    cloudformation: 'Write the policy as an object of the template instead of text, each name once.',
  },
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_policies.html',
  ],
  replaces: ['access-analyzer:Json syntax error', 'access-analyzer:Data type mismatch'],

  forbid: problem('invalid-json', 'wrong-type', 'duplicate-member'),

  message: problemInWords,

  examples: {
    good: [
      withPolicy('{"Statement": []}'),
      withPolicy('{"Version": "2012-10-17", "Statement": []}'),
      { says: 'a text that is not known yet', resources: { [key]: { policy: hole('var.policy') } } },
    ],
    bad: [
      {
        ...withPolicy('{"Version": "2012-10-17",}'),
        reports: [
          `${says}: the policy is not JSON: expected a name in double quotes (line 1, column 26 of its text)`,
        ],
      },
      {
        ...withPolicy('{“Version”: "2012-10-17"}'),
        reports: [
          `${says}: the policy is not JSON: expected a name in double quotes (line 1, column 2 of its text); \`“\` is a typographic quotation mark: write \`"\``,
        ],
      },
      { ...withPolicy('[]'), reports: [`${says}: a policy document is a JSON object`] },
      {
        ...withPolicy('{"Version": "2012-10-17", "Statement": ["allow"]}'),
        reports: [`${says}: a statement is no JSON object`],
      },
      {
        ...withPolicy('{"Version": "2012-10-17", "Statement": [], "Statement": []}'),
        severity: 'medium',
        reports: [`${says}: \`Statement\` stands twice; the last one counts`],
      },
    ],
  },
})

function withPolicy(policy: string): Example {
  return { says: `\`${policy}\``, resources: { [key]: { policy } } }
}
