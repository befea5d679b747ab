import type {
  Example,
  ExampleAttributes,
  ExampleIdentity,
  ExampleRole,
  ExampleValue,
} from '../rules/example.ts'
import { rolesOf } from '../rules/example-value.ts'
import { hclResource } from './hcl-resource.ts'

/** An example as a reader would write it in Terraform's language: only what differs from an empty world. */
export function exampleSource(example: Example): string {
  const { before } = example
  const after = worldOf(example).join('\n\n')
  if (before === undefined) return after
  const was = worldOf({ says: '', ...before }).join('\n\n')
  return [`# before`, was === '' ? '# nothing' : was, '', '# after', after === '' ? '# nothing' : after].join(
    '\n',
  )
}

function worldOf(example: Example): readonly string[] {
  const { grant, resources = {}, bounded = [], attached, user } = example
  const others = [
    ...rolesOf(example).flatMap(role => identityOf('role', role, attached)),
    ...(user === undefined ? [] : identityOf('user', user, attached)),
    ...(attached === undefined ? [] : [hclResource('aws_iam_policy.shared', { policy: policyOf(attached) })]),
    ...(grant === undefined ? [] : [grantOf(grant)]),
    ...Object.entries(resources).map(([address, attributes]) => hclResource(address, attributes)),
    ...bounded.map(arn => `# ${arn} has a permissions boundary`),
  ]
  return isKeyShown(example, others) ? [keyOf(example), ...others] : others
}

/** A key of which nothing is said stands there only where something names it. */
function isKeyShown({ key, statements, type }: Example, others: readonly string[]): boolean {
  const isSaid = key !== undefined || statements !== undefined || type !== undefined
  return isSaid || others.length === 0 || others.some(other => other.includes('.example.'))
}

function keyOf({ type = 'aws_kms_key', key = {}, statements }: Example): string {
  return hclResource(`${type}.example`, {
    ...key,
    ...(statements === undefined ? {} : { policy: policyOf(statements) }),
  })
}

/** The version is the same everywhere, and left out. */
function policyOf(statements: ExampleValue): ExampleAttributes {
  return { Statement: statements }
}

function grantOf(grant: ExampleAttributes): string {
  const key = grant['key_id'] === undefined ? { key_id: named('aws_kms_key.example.key_id') } : {}
  return hclResource('aws_kms_grant.example', { ...key, ...grant })
}

function identityOf(
  kind: 'role' | 'user',
  identity: ExampleRole | ExampleIdentity,
  attached: ExampleValue | undefined,
): readonly string[] {
  const { name = 'App', policies, managed = [], boundary, exists = false } = identity
  const trust = 'trust' in identity ? identity.trust : undefined
  const of = { [kind]: named(`aws_iam_${kind}.${name}.name`) }
  const attach = (label: string, arn: ExampleValue) =>
    hclResource(`aws_iam_${kind}_policy_attachment.${label}`, { ...of, policy_arn: arn })
  const own = hclResource(`aws_iam_${kind}.${name}`, {
    ...(trust === undefined ? {} : { assume_role_policy: policyOf(trust) }),
    ...(boundary === undefined ? {} : { permissions_boundary: named(`aws_iam_policy.boundary_${name}.arn`) }),
  })
  return [
    exists ? `# stood before this change: more policies may be attached to it elsewhere\n${own}` : own,
    ...(policies === undefined
      ? []
      : [hclResource(`aws_iam_${kind}_policy.${name}`, { ...of, policy: policyOf(policies) })]),
    ...(boundary === undefined
      ? []
      : [hclResource(`aws_iam_policy.boundary_${name}`, { policy: policyOf(boundary) })]),
    ...managed.map(arn => attach(name, arn)),
    ...(attached === undefined ? [] : [attach(`${name}_shared`, named('aws_iam_policy.shared.arn'))]),
  ]
}

/** A reference. */
function named(name: string): ExampleValue {
  const at = { file: '', address: '', pointer: '' }
  return { kind: 'unknown', reason: 'known-after-apply', name, shape: 'anything', at }
}
