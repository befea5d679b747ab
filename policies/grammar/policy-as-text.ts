import { problem, problemInWords, rule } from 'keyplan'

const Statement = { Effect: 'Deny', Principal: '*', Action: 'kms:Decrypt', Resource: '*' }

export default rule({
  id: 'POL035',
  name: 'policy-as-text',
  title: 'The policy of a template must be an object, and not text',
  about: 'problem',
  profile: 'strict',
  severity: 'info',
  why: 'Text has no lines of its own in a review, no functions inside, and each tool that looks at the template may read it otherwise.',
  fix: {
    terraform: 'Write the policy with `jsonencode` or `aws_iam_policy_document`.',
    cloudformation:
      'Write the policy as an object of the template: `KeyPolicy: { Version: …, Statement: … }`.',
  },
  references: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-key.html',
  ],

  forbid: problem('policy-as-text'),

  message: problemInWords,

  examples: {
    good: [
      { says: 'an object', key: { policy: { Version: '2012-10-17', Statement } } },
      { says: 'a fault of another kind', key: { policy: { Statement } } },
    ],
    // Only templates have both ways: Terraform always has text.
    bad: [],
  },
})
