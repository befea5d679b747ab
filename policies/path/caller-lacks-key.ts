import { allow, callersLackKey, hole, lackingCallersInWords, own, rule, type ExampleValue } from 'keyplan'

const queue = 'arn:aws:sqs:us-west-2:111122223333:jobs'
const receive = allow({ Action: 'sqs:ReceiveMessage', Resource: queue })
const resources = {
  'aws_sqs_queue.jobs': { name: 'jobs', kms_master_key_id: hole('aws_kms_key.example.arn') },
}
const untold = allow({ Resource: hole('var.key_arn', 'arn') })
const reports = [
  'aws_kms_key.example: role/App may sqs:ReceiveMessage on aws_sqs_queue.jobs, which is encrypted with it, but not kms:Decrypt',
]

export default rule({
  id: 'GRAPH006',
  name: 'caller-lacks-key',
  title: 'Whoever may use an encrypted resource must be allowed what that needs of its key',
  about: 'use',
  severity: 'medium',
  why: 'The call fails with AccessDenied when it is made, and the policy of the resource shows no reason.',
  fix: 'Allow the missing actions on the ARN of the key, in an IAM policy where the key leaves access to the account, else in the key policy.',
  references: [
    'https://docs.aws.amazon.com/prescriptive-guidance/latest/aws-kms-best-practices/access.html',
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html',
  ],
  reportedUnder: ['DIFF006', 'GRAPH005'],

  forbid: callersLackKey,

  message: lackingCallersInWords,

  examples: {
    good: [
      { says: 'both halves', ...may(receive, allow()) },
      { says: 'the key policy names the role', ...may(receive), statements: admitting('App') },
      { says: 'every queue, so none in particular', ...may({ ...receive, Resource: '*' }) },
      { says: 'an action that reads no message', ...may({ ...receive, Action: 'sqs:GetQueueUrl' }) },
      { says: 'another queue', ...may({ ...receive, Resource: `${queue}-2` }) },
      { says: 'only through the service, which is how it calls', ...may(receive, via('sqs')) },
    ],
    bad: [
      { says: 'the queue alone', ...may(receive), reports },
      {
        says: 'a key policy that leaves nothing to IAM policies',
        ...may(receive, allow()),
        statements: admitting('Other'),
        reports,
      },
      { says: 'only through another service', ...may(receive, via('s3')), reports },
    ],
    unsure: [{ says: 'which key it may use is not told', ...may(receive, untold), reports }],
  },
})

function may(...policies: readonly ExampleValue[]) {
  return { role: { policies }, resources }
}

function admitting(role: string) {
  return allow({ Principal: own(`role/${role}`) })
}

function via(service: string) {
  return allow({ Condition: { StringEquals: { 'kms:ViaService': `${service}.us-west-2.amazonaws.com` } } })
}
