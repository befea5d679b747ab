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
  const kind = kinds.get(type)
  if (kind === undefined) return { because: `${type}: its template is not written here` }
  const properties: [string, ExampleValue][] = []
  for (const [argument, value] of Object.entries(attributes)) {
    const property = kind.properties[argument]
    if (property === undefined) return { because: `${argument}: ${kind.type} has no such property` }
    properties.push([property, referring(value)])
  }
  return {
    id: templateName(`beside.${type}.${name}`),
    address,
    resource: { Type: kind.type, Properties: Object.fromEntries(properties) },
  }
}

/** A hole that is named like a reference to the example's key is that reference. */
function referring(value: ExampleValue): ExampleValue {
  if (!isUnknown(value)) return value
  return referenceIn(value) ?? value
}

function referenceIn({ name }: Unknown): ExampleValue | undefined {
  const [type = '', key, attribute] = name.split('.')
  if (!/^aws_kms_(?:external_|replica_)?key$/.test(type) || key !== 'example') return undefined
  return attribute === 'arn' ? { 'Fn::GetAtt': ['KeyExample', 'Arn'] } : { Ref: 'KeyExample' }
}
