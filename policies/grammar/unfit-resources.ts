import { hole, problem, problemInWords, rule, type Example, type ExampleValue } from 'keyplan'

const key = 'arn:aws:kms:us-west-2:111122223333:key/*'
const bucket = 'arn:aws:s3:::bucket/*'
const says = 'inline policy "example" of role/App: its statement lists'

export default rule({
  id: 'POL010',
  name: 'unfit-resources',
  title: 'An action of KMS must stand with a resource that it takes',
  about: 'problem',
  severity: 'low',
  why: 'On a resource that it does not take, an action is neither allowed nor denied.',
  fix: 'Give the actions of each service a statement with resources of that service; `kms:ListKeys`, `kms:CreateKey` and their like take `*` alone.',
  references: [
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awskeymanagementservice.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/cmks-in-iam-policies.html',
  ],
  replaces: ['access-analyzer:Unsupported resource ARN in policy'],
  reportedUnder: ['IAM004', 'IAM012'],

  forbid: problem('resource-of-other-kind'),

  message: problemInWords,

  examples: {
    good: [
      on('no action at all is another matter', 'kms:Decypt', bucket),
      on('a key', 'kms:Decrypt', key),
      on('each action has its resource', ['s3:GetObject', 'kms:Decrypt'], [bucket, key]),
      on('every resource', ['kms:ListKeys', 'kms:Decrypt'], '*'),
      on('a wildcard that covers an action on keys', 'kms:List*', key),
      on(
        'an alias for actions on aliases',
        'kms:CreateAlias',
        'arn:aws:kms:us-west-2:111122223333:alias/app',
      ),
      on('a resource that is not known yet', 'kms:Decrypt', [bucket, hole('var.key')]),
      on('actions of other services', 's3:GetObject', key),
      on('a wildcard in the place of the resource', 'kms:ListKeys', 'arn:aws:kms:us-west-2:111122223333:*'),
    ],
    bad: [
      {
        ...on('a bucket', ['s3:GetObject', 'kms:Decrypt', 'kms:GenerateDataKey'], bucket),
        reports: [
          `${says} \`kms:Decrypt\`, \`kms:GenerateDataKey\` with no resource that they take: write the ARN of a key`,
        ],
      },
      {
        ...on('an action on no key', ['kms:Decrypt', 'kms:ListKeys'], key),
        reports: [`${says} \`kms:ListKeys\` with no resource that it takes: write \`*\``],
      },
    ],
  },
})

function on(what: string, Action: ExampleValue, Resource: ExampleValue): Example {
  return { says: what, role: { policies: { Effect: 'Allow', Action, Resource } } }
}
