import { isUnknown, type Unknown } from '../model/unknown.ts'
import type { Example, ExampleAttributes, ExampleValue } from '../rules/example.ts'
import { templateName, type NoTemplate, type TemplateResource } from './template-resources.ts'

interface Kind {
  readonly type: string
  /** Terraform's argument → CloudFormation's property; `undefined`: the template has nothing for it, and needs nothing. */
  readonly properties: Readonly<Record<string, string | undefined>>
}

/** What Terraform's types beside a key are in CloudFormation (AWS provider; Template Reference). */
const kinds: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  [
    'aws_kms_alias',
    { type: 'AWS::KMS::Alias', properties: { name: 'AliasName', target_key_id: 'TargetKeyId' } },
  ],
  [
    'aws_cloudwatch_log_group',
    { type: 'AWS::Logs::LogGroup', properties: { name: 'LogGroupName', kms_key_id: 'KmsKeyId' } },
  ],
  [
    'aws_route53_key_signing_key',
    {
      type: 'AWS::Route53::KeySigningKey',
      properties: {
        name: 'Name',
        hosted_zone_id: 'HostedZoneId',
        key_management_service_arn: 'KeyManagementServiceArn',
      },
    },
  ],
  [
    'aws_vpc_endpoint',
    {
      type: 'AWS::EC2::VPCEndpoint',
      properties: {
        vpc_id: 'VpcId',
        vpc_endpoint_type: 'VpcEndpointType',
        service_name: 'ServiceName',
        policy: 'PolicyDocument',
      },
    },
  ],
])

/** Those whose arguments are properties of the same meaning, each by another name. */
const plain: ReadonlyMap<string, Kind> = new Map(
  Object.entries({
    aws_sqs_queue: kind('AWS::SQS::Queue', { name: 'QueueName', kms_master_key_id: 'KmsMasterKeyId' }),
    aws_sns_topic: kind('AWS::SNS::Topic', { name: 'TopicName', kms_master_key_id: 'KmsMasterKeyId' }),
    aws_secretsmanager_secret: kind('AWS::SecretsManager::Secret', { name: 'Name', kms_key_id: 'KmsKeyId' }),
    aws_ebs_volume: kind('AWS::EC2::Volume', {
      availability_zone: 'AvailabilityZone',
      size: 'Size',
      encrypted: 'Encrypted',
      kms_key_id: 'KmsKeyId',
    }),
    aws_cloudtrail: kind('AWS::CloudTrail::Trail', {
      name: 'TrailName',
      s3_bucket_name: 'S3BucketName',
      kms_key_id: 'KMSKeyId',
    }),
    aws_cloudwatch_event_bus: kind('AWS::Events::EventBus', {
      name: 'Name',
      kms_key_identifier: 'KmsKeyIdentifier',
    }),
    aws_organizations_policy: kind('AWS::Organizations::Policy', {
      name: 'Name',
      type: 'Type',
      content: 'Content',
    }),
    aws_kms_key: kind('AWS::KMS::Key', {
      policy: 'KeyPolicy',
      is_enabled: 'Enabled',
      enable_key_rotation: 'EnableKeyRotation',
      multi_region: 'MultiRegion',
    }),
  }),
)

function kind(type: string, properties: Kind['properties']): Kind {
  return { type, properties }
}

/** The resources of an example beside its key, roles and users. */
export function besideResources({ resources = {} }: Example): readonly TemplateResource[] | NoTemplate {
  const found: TemplateResource[] = []
  for (const [address, attributes] of Object.entries(resources)) {
    const one = resourceOf(address, attributes)
    if ('because' in one) return one
    found.push(one)
  }
  return found
}

function resourceOf(address: string, attributes: ExampleAttributes): TemplateResource | NoTemplate {
  const [type = '', name = ''] = address.split('.')
  const found = kinds.get(type) ?? plain.get(type)
  if (found === undefined) return { because: `${type}: its template is not written here` }
  const properties: [string, ExampleValue][] = []
  for (const [argument, value] of Object.entries(attributes)) {
    const property = found.properties[argument]
    if (property === undefined) return { because: `${argument}: ${found.type} has no such property` }
    if (isUnknown(value) && /^aws_kms_alias\..*\.(?!name$)/.test(value.name))
      return { because: `${value.name}: AWS::KMS::Alias gives its name alone` }
    properties.push([property, referring(value)])
  }
  return {
    id: templateName(`beside.${type}.${name}`),
    address,
    resource: { Type: found.type, Properties: Object.fromEntries(properties) },
  }
}

/** A hole that is named like a reference to a key or alias is that reference. */
function referring(value: ExampleValue): ExampleValue {
  if (!isUnknown(value)) return value
  return referenceIn(value) ?? value
}

function referenceIn({ name }: Unknown): ExampleValue | undefined {
  const [type = '', key = '', attribute] = name.split('.')
  if (type === 'aws_kms_alias') return { Ref: templateName(`beside.${type}.${key}`) }
  if (!/^aws_kms_(?:external_|replica_)?key$/.test(type)) return undefined
  const id = key === 'example' ? 'KeyExample' : templateName(`beside.${type}.${key}`)
  return attribute === 'arn' ? { 'Fn::GetAtt': [id, 'Arn'] } : { Ref: id }
}
