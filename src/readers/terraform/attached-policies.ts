import type { IdentityPolicy } from '../../model/identity.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import type { PolicyDocument } from '../../model/statement.ts'
import { literal, text } from '../../model/text.ts'
import type { ManagedPolicies } from '../../policy/managed-policies.ts'
import { unread } from '../../policy/read-policy.ts'
import { argument } from './configuration.ts'
import { hanging, type Held } from './holder.ts'
import { word } from './json-value.ts'
import { meantBy } from './meant.ts'
import type { Reading } from './reading.ts'
import type { Instance } from './resources.ts'
import { isSensitive } from './sensitivity.ts'
import { attribute, hole, isHole } from './values.ts'
import { writtenDocument } from './written-document.ts'

/** The managed policies that a plan declares or reads. */
export interface PolicyIndex {
  readonly reading: Reading
  readonly managed: ManagedPolicies
  readonly byArn: ReadonlyMap<string, Instance>
  /** Those that were read already. */
  readonly known: Map<Instance, Held>
}

const type = 'aws_iam_policy'

/** Indexes the policies by their ARNs: those that the plan knows, and those that it will make. */
export function policyIndex(reading: Reading, managed: ManagedPolicies): PolicyIndex {
  const byArn = new Map<string, Instance>()
  for (const [first, ...more] of reading.resources.byBlock.values()) {
    if (first?.type !== type) continue
    for (const instance of [first, ...more]) {
      const arn = arnOf(reading, instance)
      // What the plan writes comes after what it has read.
      if (arn !== undefined && (instance.mode === 'managed' || !byArn.has(arn))) byArn.set(arn, instance)
    }
  }
  return { reading, managed, byArn, known: new Map() }
}

function arnOf(reading: Reading, { values, provider, mode }: Instance): string | undefined {
  const [arn, path, name] = ['arn', 'path', 'name'].map(each => {
    const value = attribute(values, each)
    return isHole(value) ? undefined : word(value.json)
  })
  if (arn !== undefined || name === undefined || mode === 'data') return arn
  const prefix = `arn:${reading.partitionOf(provider)}:iam::`
  return literal(text(prefix, reading.accountOf(provider).account, `:policy${path ?? '/'}${name}`))
}

/** All managed policies that the plan declares, each with its account. */
export function declaredPolicies(index: PolicyIndex): readonly IdentityPolicy[] {
  const { reading } = index
  return reading.resources.managed
    .filter(instance => instance.type === type)
    .map(instance => ({
      ...heldOf(index, instance).policy,
      address: instance.address,
      account: reading.accountOf(instance.provider).account,
    }))
}

/** What tells the policy with an ARN from others: the address of the resource that declares it, else the ARN. */
export function policyId({ byArn }: PolicyIndex, arn: string): string {
  const instance = byArn.get(arn)
  return instance?.mode === 'managed' ? instance.address : arn
}

/** The managed policies that an argument such as `policy_arn` names. */
export function policiesMeant(index: PolicyIndex, resource: Instance, name: string): readonly Held[] {
  const sought = { type, attributes: ['arn', 'id'] }
  const meant = meantBy(index.reading.resources, resource, name, sought)
  const { at } = attribute(resource.values, name)
  const referred = meant.instances.map(instance => heldOf(index, instance))
  const hangsOn = meant.hole === undefined ? [] : [meant.hole]
  return [
    ...meant.written.map(arn => withArn(index, arn, at)),
    ...referred.map(held => hanging(held, hangsOn)),
    ...(meant.isOpen && meant.hole !== undefined
      ? [attached(`${at.address} ${name}`, `a policy of ${at.address}`, unread(at, meant.hole))]
      : []),
  ]
}

const awsManaged = /^arn:aws[a-z-]*:iam::aws:policy\/(?:.*\/)?([^/]+)$/

/** The policy with an ARN: of the plan, else AWS's own, else one that the input does not have. */
export function withArn(index: PolicyIndex, arn: string, at: SourceLocation): Held {
  const instance = index.byArn.get(arn)
  if (instance !== undefined) return heldOf(index, instance)
  const [, own] = awsManaged.exec(arn) ?? []
  const elsewhere = () => unread(at, hole(at, arn, 'anything', 'not-in-input'))
  if (own === undefined) return attached(arn, `managed policy ${arn}`, elsewhere())
  return ofAws(attached(arn, `AWS managed policy ${own}`, index.managed(arn, at) ?? elsewhere()))
}

function heldOf(index: PolicyIndex, instance: Instance): Held {
  const known = index.known.get(instance)
  if (known !== undefined) return known
  const held = readPolicy(index.reading, instance)
  index.known.set(instance, held)
  return held
}

function readPolicy(reading: Reading, instance: Instance): Held {
  const { values, block, address, mode } = instance
  const value = attribute(values, 'policy')
  const expression = mode === 'data' ? undefined : argument(block, 'policy')
  const document = writtenDocument(reading, instance, value, expression)
  const arn = attribute(values, 'arn')
  const known = isHole(arn) ? undefined : word(arn.json)
  const [, own] = awsManaged.exec(known ?? '') ?? []
  const name = attribute(values, 'name')
  const given = isHole(name) ? undefined : word(name.json)
  const says = own === undefined ? `managed policy ${given ?? address}` : `AWS managed policy ${own}`
  const id = mode === 'data' && known !== undefined ? known : address
  const held = attached(
    id,
    says,
    document ?? unread(value.at, hole(value.at, `the policy of ${address}`, 'anything', 'not-in-input')),
    isSensitive(reading, instance),
  )
  return own === undefined ? held : ofAws(held)
}

function ofAws({ policy, ...held }: Held): Held {
  return { ...held, policy: { ...policy, ofAws: true } }
}

function attached(id: string, name: string, document: PolicyDocument, sensitive = false): Held {
  const policy: IdentityPolicy = { name, document, sensitive, hangsOn: [] }
  return { form: 'attached', id, isFound: false, policy }
}
