import { hole, type Example, type ExampleAttributes, type ExampleValue } from '../rules/example.ts'
import { isAttributes } from '../rules/example-value.ts'
import { policyOf } from './example-node.ts'
import type { NoTemplate, TemplateResource } from './template-resources.ts'

/**
 * Terraform's argument → CloudFormation's property (Template Reference, "AWS::KMS::Key"; AWS provider, "aws_kms_key",
 * "aws_kms_external_key", "aws_kms_replica_key").
 */
const properties: ReadonlyMap<string, string> = new Map([
  ['bypass_policy_lockout_safety_check', 'BypassPolicyLockoutSafetyCheck'],
  ['customer_master_key_spec', 'KeySpec'],
  ['deletion_window_in_days', 'PendingWindowInDays'],
  ['description', 'Description'],
  ['enable_key_rotation', 'EnableKeyRotation'],
  ['enabled', 'Enabled'],
  ['is_enabled', 'Enabled'],
  ['key_spec', 'KeySpec'],
  ['key_usage', 'KeyUsage'],
  ['multi_region', 'MultiRegion'],
  ['policy', 'KeyPolicy'],
  ['rotation_period_in_days', 'RotationPeriodInDays'],
  ['tags', 'Tags'],
])

/** A replica has the rest from its primary (Template Reference, "AWS::KMS::ReplicaKey"). */
const ofReplicas: ReadonlySet<string> = new Set([
  'Description',
  'Enabled',
  'KeyPolicy',
  'PendingWindowInDays',
  'Tags',
])

const primary = 'arn:aws:kms:us-east-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab'

/** What each of Terraform's types of keys is in CloudFormation, and what it has by being of its type. */
const types: ReadonlyMap<
  string,
  { readonly type: string; readonly own: { readonly [name: string]: string } }
> = new Map([
  ['aws_kms_key', { type: 'AWS::KMS::Key', own: {} }],
  ['aws_kms_external_key', { type: 'AWS::KMS::Key', own: { Origin: 'EXTERNAL' } }],
  ['aws_kms_replica_key', { type: 'AWS::KMS::ReplicaKey', own: { PrimaryKeyArn: primary } }],
])

/** The key of an example. */
export function keyResource(example: Example): TemplateResource | NoTemplate {
  const { type: written = 'aws_kms_key', statements } = example
  const { lifecycle, ...key } = example.key ?? {}
  const kind = types.get(written)
  if (kind === undefined) return { because: `CloudFormation has nothing like ${written}` }
  const policy = statements === undefined ? {} : { policy: policyOf(statements) }
  const own = new Map<string, ExampleValue>(Object.entries(kind.own))
  for (const [name, value] of Object.entries({ ...key, ...policy })) {
    const property = properties.get(name)
    if (property === undefined || (kind.type === 'AWS::KMS::ReplicaKey' && !ofReplicas.has(property)))
      return { because: `${name}: ${kind.type} has no such property` }
    own.set(property, property === 'Tags' ? tagsOf(value) : value)
  }
  return {
    id: 'KeyExample',
    address: `${written}.example`,
    resource: {
      Type: kind.type,
      Properties: Object.fromEntries(own),
      ...deletionPolicyFor(lifecycle),
    },
  }
}

/** Terraform has tags by their names, CloudFormation as a list. */
function tagsOf(tags: ExampleValue): ExampleValue {
  if (!isAttributes(tags)) return tags
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))
}

/** What a plan does not tell for want of sources, a template always tells: it has to be a hole there. */
function deletionPolicyFor(lifecycle: ExampleValue | undefined): ExampleAttributes {
  if (lifecycle === undefined) return { DeletionPolicy: hole('prevent_destroy') }
  const isKept = typeof lifecycle === 'object' && lifecycle !== null && 'prevent_destroy' in lifecycle
  return isKept ? { DeletionPolicy: 'Retain' } : {}
}
