import type { IdentityPolicy } from '../../../model/identity.ts'
import type { Node } from '../../../model/node.ts'
import type { SourceLocation } from '../../../model/source-location.ts'
import type { PolicyDocument } from '../../../model/statement.ts'
import { literal, showText, type Text } from '../../../model/text.ts'
import { isUnknown, type Unknown } from '../../../model/unknown.ts'
import type { ManagedPolicies } from '../../../policy/managed-policies.ts'
import { unread } from '../../../policy/read-policy.ts'
import { listOf, property, type Declared } from '../declared.ts'
import { documentOf } from '../documents.ts'
import { hole, textOf, wordOf } from '../evaluate/node-parts.ts'
import { arnTold, type StackReading } from '../reading.ts'
import { hanging, type Held } from './holder.ts'

/** The managed policies that a stack declares. */
export interface PolicyIndex {
  readonly reading: StackReading
  readonly managed: ManagedPolicies
  /** By logical id. */
  readonly known: ReadonlyMap<string, Held>
  /** The ARNs of those of which they are told, by logical id. */
  readonly arns: ReadonlyMap<string, string>
}

/** A managed policy of the template. */
export const managedPolicyType = 'AWS::IAM::ManagedPolicy'

/** Reads the managed policies that a stack declares. */
export function policyIndex(reading: StackReading, managed: ManagedPolicies): PolicyIndex {
  const own = reading.declared.filter(({ type }) => type === managedPolicyType)
  return {
    reading,
    managed,
    known: new Map(own.map(policy => [policy.id, readPolicy(policy)])),
    arns: new Map(
      own.flatMap(policy => {
        const arn = literal(arnTold(policy))
        return arn === undefined ? [] : [[policy.id, arn] as const]
      }),
    ),
  }
}

function readPolicy(policy: Declared): Held {
  const { id, at, hangsOn } = policy
  const { document, noneIf } = documentOf(policy, 'PolicyDocument')
  const name = wordOf(property(policy, 'ManagedPolicyName')) ?? id
  const read = document ?? unread(at, hole(at, `the policy of ${id}`, 'not-in-input'))
  return hanging(attached(id, `managed policy ${name}`, read), [...hangsOn, ...noneIf])
}

/** The managed policies that a list such as `ManagedPolicyArns` names. */
export function policiesMeant(index: PolicyIndex, resource: Declared, name: string): readonly Held[] {
  return listOf(resource, name).map(({ node, hangsOn }) =>
    hanging(policyMeant(index, resource, node), hangsOn),
  )
}

/** The managed policy that a value names: of the template, else AWS's own, else one that the input does not have. */
export function policyMeant(index: PolicyIndex, { id }: Declared, node: Node): Held {
  const declared = index.reading.named(node, managedPolicyType)
  const own = declared && index.known.get(declared.id)
  if (own !== undefined) return own
  const { at } = node
  const written = textOf(node)
  const word = written && literal(written)
  if (word !== undefined && word !== '') return withArn(index, word, at)
  if (written !== undefined && isCustomers(written)) {
    const arn = showText(written)
    return attached(arn, `managed policy ${arn}`, unread(at, hole(at, arn, 'not-in-input')))
  }
  const unknown = written?.find(isUnknown) ?? hole(at, 'a policy that is no ARN', 'malformed')
  return attached(`${id} ${at.pointer}`, `a policy of ${id}`, unread(at, anyPolicy(unknown)))
}

/** Whatever ARN it is, the policy behind it can say anything. */
function anyPolicy(unknown: Unknown): Unknown {
  return { ...unknown, shape: 'anything' }
}

/** Only its account, or a part of its name, is not told. */
function isCustomers(written: Text): boolean {
  const [start] = written
  const isArn = typeof start === 'string' && /^arn:[^:]+:iam::/.test(start)
  return isArn && written.some(part => typeof part === 'string' && part.includes(':policy/'))
}

const awsManaged = /^arn:aws[a-z-]*:iam::aws:policy\/(?:.*\/)?([^/]+)$/

function withArn({ managed }: PolicyIndex, arn: string, at: SourceLocation): Held {
  const [, own] = awsManaged.exec(arn) ?? []
  const elsewhere = () => unread(at, hole(at, arn, 'not-in-input'))
  if (own === undefined) return attached(arn, `managed policy ${arn}`, elsewhere())
  const { policy, ...held } = attached(arn, `AWS managed policy ${own}`, managed(arn, at) ?? elsewhere())
  return { ...held, policy: { ...policy, ofAws: true } }
}

function attached(id: string, name: string, document: PolicyDocument): Held {
  const policy: IdentityPolicy = { name, document, sensitive: false, hangsOn: [] }
  return { form: 'attached', id, policy }
}
