import type { KeyUse } from '../../../model/key-use.ts'
import { showText } from '../../../model/text.ts'
import { isUnknown } from '../../../model/unknown.ts'
import { changed, readChanges } from '../../terraform/test-plan.ts'
import { resource } from '../test-stack.ts'
import { needIn, usesOf } from './test-uses.ts'

/** For tests only: a key elsewhere, and a role. */
export const k = 'arn:aws:kms:eu-central-1:111122223333:key/1'
const here = 'eu-central-1:111122223333'
export const role = 'arn:aws:iam::111122223333:role/R'

/** What both sides have beside the resource in question. */
const plan = [
  changed('aws_sqs_queue.q', { name: 'q', kms_master_key_id: k }),
  changed('aws_sns_topic.t', { name: 't', kms_master_key_id: k }),
  changed('aws_s3_bucket.b', { bucket: 'b' }),
  changed('aws_s3_bucket_server_side_encryption_configuration.b', {
    bucket: 'b',
    rule: [{ apply_server_side_encryption_by_default: [{ kms_master_key_id: k }] }],
  }),
  changed('aws_launch_template.l', { name: 'l', block_device_mappings: [{ ebs: [{ kms_key_id: k }] }] }),
]
/** For tests only: the encryption of a bucket. */
export const BucketEncryption = {
  ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { KMSMasterKeyID: k } }],
}
const template = {
  Q: resource('AWS::SQS::Queue', { QueueName: 'q', KmsMasterKeyId: k }),
  T: resource('AWS::SNS::Topic', { TopicName: 't', KmsMasterKeyId: k }),
  B: resource('AWS::S3::Bucket', { BucketName: 'b', BucketEncryption }),
  L: resource('AWS::EC2::LaunchTemplate', {
    LaunchTemplateName: 'l',
    LaunchTemplateData: { BlockDeviceMappings: [{ Ebs: { KmsKeyId: k } }] },
  }),
}

/** Each need with the key and what is encrypted; holes are told without the addresses in them. */
function told(uses: readonly KeyUse[]): readonly string[] {
  return uses.map(({ account, key: { name = [], unknown }, needs, encrypted }) =>
    [
      showText(name),
      unknown?.name ?? '',
      isUnknown(account) ? account.name : account,
      ...needs.map(needIn),
      encrypted === undefined ? '' : showText(encrypted.arn),
    ]
      .join(' ')
      .replaceAll(/\$\{(the [\w ]+?) of [^}]*\}/g, '<$1>')
      .replaceAll(/\$\{[^}]*\}/g, '<id>'),
  )
}

const aws = {
  name: 'aws',
  expressions: {
    region: { constant_value: 'eu-central-1' },
    allowed_account_ids: { constant_value: ['111122223333'] },
  },
}

/** For tests only: a resource, and those that its provider keeps apart from it, beside the resource of a template that is all of them. */
export type Twins = readonly [string, readonly (readonly [string, object])[], string, object]

/** For tests only: the queue and the topic that both sides have. */
export const queue = `arn:aws:sqs:${here}:q`
export const topic = `arn:aws:sns:${here}:t`

/** For tests only: the needs of both sides. */
export function needsOfBoth([name, resources, type, properties]: Twins): Readonly<
  Record<'plan' | 'template', readonly string[]>
> {
  const beside = resources.map(([kind, after]) => changed(`${kind}.x`, after))
  const terraform = readChanges([...plan, ...beside], { resources: [] }, { aws }).inventory.uses
  const recorder = { C: resource('AWS::Config::ConfigurationRecorder', { RoleARN: role }) }
  const cloudFormation = usesOf({ ...template, ...recorder, X: resource(type, properties) })
  const found = told(cloudFormation.filter(({ address }) => address === 'X')).toSorted()
  return {
    plan: told(terraform.filter(({ address }) => address === `${resources[0]?.[0]}.x`)).toSorted(),
    // The encryption of the bucket that is replicated is a resource of its own in a plan.
    template: name === 'replication' ? found.filter(use => !use.includes(' s3 caller')) : found,
  }
}
