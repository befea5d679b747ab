import { callersLackKey, hole, lackingCallersInWords, rule, type ExampleValue } from 'keyplan'

const queue = 'arn:aws:sqs:us-west-2:111122223333:jobs'
const resources = {
  'aws_sqs_queue.jobs': { name: 'jobs', kms_master_key_id: hole('aws_kms_key.example.arn') },
}
const lacking =
  'aws_kms_key.example: role/App may sqs:ReceiveMessage on aws_sqs_queue.jobs, which is encrypted with it, but not kms:Decrypt'

export default rule({
  id: 'GRAPH006',
  name: 'caller-lacks-key',
  title: 'Whoever may use an encrypted resource must be allowed what that needs of its key',
  about: 'use',
  severity: 'medium',
  why: 'The call fails with AccessDenied when it is made, and the policy of the resource shows no reason.',
  fix: 'Allow the missing actions on the ARN of the key, in an IAM policy where the key leaves access to the account, else in the key policy.',
  references: [
    'https://docs.aws.amazon.com/prescriptive-guidance/latest/aws-kms-best-practices/data-protection-key-policies.html',
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html',
  ],
  reportedUnder: ['DIFF006', 'GRAPH005'],

  forbid: callersLackKey,

  message: lackingCallersInWords,

  examples: {
    good: [
      {
        says: 'both halves',
        role: { policies: [may('sqs:ReceiveMessage', queue), may('kms:Decrypt', '*')] },
        resources,
      },
      {
        says: 'the key policy names the role',
        role: { policies: may('sqs:ReceiveMessage', queue) },
        statements: admitting(),
        resources,
      },
      {
        says: 'every queue, so none in particular',
        role: { policies: may('sqs:ReceiveMessage', '*') },
        resources,
      },
      {
        says: 'an action that reads no message',
        role: { policies: may('sqs:GetQueueUrl', queue) },
        resources,
      },
      { says: 'another queue', role: { policies: may('sqs:ReceiveMessage', `${queue}-2`) }, resources },
      {
        says: 'only through the service, which is how it calls',
        role: { policies: [may('sqs:ReceiveMessage', queue), via('sqs')] },
        resources,
      },
    ],
    bad: [
      {
        says: 'the queue alone',
        role: { policies: may('sqs:ReceiveMessage', queue) },
        resources,
        reports: [lacking],
      },
      {
        says: 'a key policy that leaves nothing to IAM policies',
        role: { policies: [may('sqs:ReceiveMessage', queue), may('kms:Decrypt', '*')] },
        statements: { ...admitting(), Principal: { AWS: 'arn:aws:iam::111122223333:role/Other' } },
        resources,
        reports: [lacking],
      },
      {
        says: 'only through another service',
        role: { policies: [may('sqs:ReceiveMessage', queue), via('s3')] },
        resources,
        reports: [lacking],
      },
    ],
    unsure: [
      {
        says: 'which key it may use is not told',
        role: {
          policies: [may('sqs:ReceiveMessage', queue), may('kms:Decrypt', hole('var.key_arn', 'arn'))],
        },
        resources,
        reports: [lacking],
      },
    ],
  },
})

function may(Action: string, Resource: ExampleValue) {
  return { Effect: 'Allow', Action, Resource }
}

function admitting() {
  const Principal = { AWS: 'arn:aws:iam::111122223333:role/App' }
  return { Effect: 'Allow', Principal, Action: 'kms:Decrypt', Resource: '*' }
}

function via(service: string) {
  const Condition = { StringEquals: { 'kms:ViaService': `${service}.us-west-2.amazonaws.com` } }
  return { ...may('kms:Decrypt', '*'), Condition }
}
