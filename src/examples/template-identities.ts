import type { Example, ExampleIdentity, ExampleRole, ExampleValue } from '../rules/example.ts'
import { rolesOf } from '../rules/example-value.ts'
import { ec2, nameless } from './example-identities.ts'
import { policyOf } from './example-node.ts'
import { templateName, type NoTemplate, type TemplateResource } from './template-resources.ts'

/** The roles and users of an example, with the managed policies that they have. */
export function identityResources(example: Example): readonly TemplateResource[] | NoTemplate {
  const { user, attached } = example
  const roles = rolesOf(example)
  if ([...roles, ...(user === undefined ? [] : [user])].some(({ account }) => account !== undefined))
    return { because: 'a role of another account: a stack stands in one' }
  if ([...roles, ...(user === undefined ? [] : [user])].some(({ exists = false }) => exists))
    return { because: 'a role that stands already: a template tells only of what it creates' }
  return [
    ...roles.flatMap(role => resourcesOf('role', role, example)),
    ...(user === undefined ? [] : resourcesOf('user', user, example)),
    ...(attached === undefined ? [] : [managed('SharedPolicy', 'shared', attached)]),
  ]
}

function resourcesOf(
  kind: 'role' | 'user',
  written: ExampleIdentity | ExampleRole,
  { attached }: Example,
): readonly TemplateResource[] {
  const { name = nameless, policies, managed: arns = [], boundary } = written
  const own = templateName(`${kind} ${name}`)
  const all = [...(attached === undefined ? [] : [{ Ref: 'SharedPolicy' }]), ...arns]
  const properties: ExampleValue = {
    ...(kind === 'user' ? { UserName: name } : { RoleName: name, ...trustOf(written) }),
    ...(policies === undefined
      ? {}
      : { Policies: [{ PolicyName: 'example', PolicyDocument: policyOf(policies) }] }),
    ...(all.length === 0 ? {} : { ManagedPolicyArns: all }),
    ...(boundary === undefined ? {} : { PermissionsBoundary: { Ref: `BoundaryOf${own}` } }),
  }
  const type = kind === 'user' ? 'AWS::IAM::User' : 'AWS::IAM::Role'
  return [
    { id: own, address: `aws_iam_${kind}.${name}`, resource: { Type: type, Properties: properties } },
    ...(boundary === undefined ? [] : [managed(`BoundaryOf${own}`, `boundary_${name}`, boundary)]),
  ]
}

function trustOf(role: ExampleRole): { readonly AssumeRolePolicyDocument: ExampleValue } {
  return { AssumeRolePolicyDocument: policyOf(role.trust ?? ec2) }
}

function managed(id: string, name: string, statements: ExampleValue): TemplateResource {
  return {
    id,
    address: `aws_iam_policy.${name}`,
    resource: {
      Type: 'AWS::IAM::ManagedPolicy',
      Properties: { ManagedPolicyName: name, PolicyDocument: policyOf(statements) },
    },
  }
}
