import type { Identity, IdentityPolicy } from '../model/identity.ts'
import { below, type SourceLocation } from '../model/source-location.ts'
import type { PolicyDocument } from '../model/statement.ts'
import { text } from '../model/text.ts'
import type { Unknown } from '../model/unknown.ts'
import { loadManagedPolicies } from '../policy/managed-policies.ts'
import { readPolicyText, unread } from '../policy/read-policy.ts'
import type { Example, ExampleIdentity, ExampleRole, ExampleValue } from '../rules/example.ts'
import { rolesOf } from '../rules/example-value.ts'
import { accountOfExample } from './example-key.ts'
import { documentWith } from './example-node.ts'

const managedPolicies = await loadManagedPolicies()

/** The roles and users of an example, with policies that the readers' own code reads. */
export function identitiesOfExample(example: Example): readonly Identity[] {
  const { user, bounded = [] } = example
  return [
    ...rolesOf(example).map(one => ({
      ...identityOf('role', one, example),
      trust: trustOf(one),
    })),
    ...(user === undefined ? [] : [identityOf('user', user, example)]),
    ...bounded.map(boundedIdentity),
  ]
}

/** What is called nothing else is called so. */
export const nameless = 'App'

/** The statement of a trust policy that is not written. */
export const ec2 = { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }

function addressOf(kind: Identity['kind'], { name = nameless }: ExampleIdentity): string {
  return `aws_iam_${kind}.${name}`
}

function placeOf(address: string, attribute: string): SourceLocation {
  return { file: 'example', address, pointer: `/${attribute}` }
}

function identityOf(kind: Identity['kind'], written: ExampleIdentity, example: Example): Identity {
  const { name = nameless, boundary, exists = false } = written
  const address = addressOf(kind, written)
  const account = written.account ?? accountOfExample(example)
  return {
    kind,
    address,
    at: { file: 'example', address, pointer: '' },
    arn: text('arn:aws:iam::', account, `:${kind}/${name}`),
    account,
    policies: policiesOf(kind, written, example.attached),
    ...(boundary === undefined
      ? {}
      : {
          boundary: policy(
            `boundary of ${kind}/${name}`,
            boundary,
            placeOf(`aws_iam_policy.boundary_${name}`, 'policy'),
          ),
        }),
    complete: !exists,
  }
}

function policiesOf(
  kind: Identity['kind'],
  written: ExampleIdentity,
  attached: ExampleValue | undefined,
): readonly IdentityPolicy[] {
  const { name = nameless, policies, managed = [] } = written
  const inline = placeOf(`aws_iam_${kind}_policy.${name}`, 'policy')
  return [
    ...(policies === undefined
      ? []
      : [policy(`inline policy "example" of ${kind}/${name}`, policies, inline)]),
    ...(attached === undefined
      ? []
      : [policy('managed policy "shared"', attached, placeOf('aws_iam_policy.shared', 'policy'))]),
    ...managed.map(arn =>
      managedPolicy(arn, placeOf(`aws_iam_${kind}_policy_attachment.${name}`, 'policy_arn')),
    ),
  ]
}

function policy(name: string, statements: ExampleValue, at: SourceLocation): IdentityPolicy {
  return { name, document: documentWith(statements, at), sensitive: false, hangsOn: [] }
}

function managedPolicy(arn: string, attachment: SourceLocation): IdentityPolicy {
  const at = below(attachment, arn)
  const name = `AWS managed policy ${arn.slice(arn.lastIndexOf('/') + 1)}`
  const hole: Unknown = { kind: 'unknown', reason: 'not-in-input', name, shape: 'anything', at }
  const document = managedPolicies(arn, at) ?? unread(at, hole)
  return { name, document, ofAws: true, sensitive: false, hangsOn: [] }
}

function trustOf(role: ExampleRole): PolicyDocument {
  const statements = role.trust ?? ec2
  return documentWith(statements, placeOf(addressOf('role', role), 'assume_role_policy'))
}

/** Somebody of whom no more is known than that there is a boundary. */
function boundedIdentity(arn: string): Identity {
  const at = { file: 'example', address: arn, pointer: '' }
  const account = arn.split(':')[4] ?? ''
  const nothing = readPolicyText('{}', at)
  const boundary = { name: 'the boundary', document: nothing, sensitive: false, hangsOn: [] }
  const kind = arn.includes(':user/') ? 'user' : 'role'
  return { kind, address: arn, at, arn: text(arn), account, policies: [], boundary, complete: false }
}
