import { hole, listed, rule, servesManyServices, servicesOf } from 'keyplan'

const key = hole('aws_kms_key.example.arn')
const two = {
  'aws_sqs_queue.q': { name: 'q', kms_master_key_id: key },
  'aws_ebs_volume.v': { kms_key_id: key },
}

export default rule({
  id: 'GRAPH009',
  name: 'one-purpose',
  title: 'One key should not encrypt data of many kinds',
  about: 'key',
  profile: 'strict',
  severity: 'info',
  options: { services: { says: 'Of how many services the resources of one key may be.', default: 3 } },
  why: 'Whoever is admitted for one of them can decrypt the others, as far as no condition tells them apart; and a key that is lost takes all along.',
  fix: 'Give each class of data a key of its own.',
  references: [
    'https://docs.aws.amazon.com/prescriptive-guidance/latest/aws-kms-best-practices/data-protection.html',
  ],

  forbid: servesManyServices,

  message: (subject, world) =>
    `${subject.address} encrypts resources of ${servicesOf(subject, world).length} services: ${listed(servicesOf(subject, world))}`,

  examples: {
    good: [
      { says: 'a few services', resources: two },
      {
        says: 'two resources of one service',
        resources: { ...two, 'aws_sqs_queue.r': { name: 'r', kms_master_key_id: key } },
        options: { services: 2 },
      },
    ],
    bad: [
      {
        says: 'more than the option allows',
        resources: two,
        options: { services: 1 },
        reports: ['aws_kms_key.example encrypts resources of 2 services: ec2 and sqs'],
      },
      {
        says: 'more than by default',
        resources: {
          ...two,
          'aws_sns_topic.t': { name: 't', kms_master_key_id: key },
          'aws_secretsmanager_secret.s': { name: 's', kms_key_id: key },
        },
        reports: ['aws_kms_key.example encrypts resources of 4 services: ec2, secretsmanager, sns and sqs'],
      },
    ],
  },
})
