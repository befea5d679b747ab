import { allow, hole, problem, problemInWords, rule, type ExampleAttributes } from 'keyplan'

const reported =
  'the policy of aws_kms_key.example: its statement admits `sns.amazonaws.com` for every customer: `aws:SourceArn` or `aws:SourceAccount` is missing'

export default rule({
  id: 'POL032',
  name: 'service-principal-source',
  title: 'A statement for a service should say for whom the service may act',
  about: 'problem',
  // KMS014 weighs what the service could do, and reports where anything is to be done.
  severity: 'info',
  why: 'The service acts for other customers too, and could be made to use the key for one of them.',
  fix: 'Add `aws:SourceArn` or `aws:SourceAccount`, where the guide of the service says that it sends it.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-services.html',
  ],
  replaces: [
    'access-analyzer:RESTRICT_ACCESS_TO_SERVICE_PRINCIPAL',
    'access-analyzer:RECOMMENDED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL',
  ],
  reportedUnder: ['KMS014'],

  forbid: problem('unrestricted-service'),

  message: problemInWords,

  examples: {
    good: [
      {
        says: 'for one account',
        statements: statement({ Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } } }),
      },
      {
        says: 'for one topic, by the encryption context',
        statements: statement({
          Condition: {
            StringEquals: {
              'kms:EncryptionContext:aws:sns:topicArn': 'arn:aws:sns:us-west-2:111122223333:app',
            },
          },
        }),
      },
      { says: 'reading about the key', statements: statement({ Action: 'kms:DescribeKey' }) },
      {
        says: 'a service that says nothing of it',
        statements: statement({ Principal: { Service: 'events.amazonaws.com' } }),
      },
      { says: 'a role', statements: statement({ Principal: { AWS: '111122223333' } }) },
    ],
    bad: [{ says: 'no condition', statements: statement({}), reports: [reported] }],
    unsure: [
      {
        says: 'the condition comes from a variable',
        statements: statement({ Condition: hole('var.condition') }),
        reports: [reported],
      },
    ],
  },
})

function statement(element: ExampleAttributes) {
  return allow({ Principal: { Service: 'sns.amazonaws.com' }, ...element })
}
