import type { Identity, IdentityPolicy } from '../model/identity.ts'
import type { VpcEndpoint } from '../model/inventory.ts'
import type { Key } from '../model/key.ts'
import type { OrganizationPolicy } from '../model/organization.ts'
import type { JudgedDocument } from './subject.ts'

/** The documents that a key's policy was written as; AWS's default is nobody's to mend. */
export function documentsOfKey(key: Key): readonly JudgedDocument[] {
  return key.policies
    .filter(({ source }) => source === 'written')
    .map(({ document, sensitive }) => ({
      kind: 'key-policy',
      document,
      name: `the policy of ${key.address}`,
      sensitive,
      key,
    }))
}

/** The document of a policy of roles and users; AWS's own are nobody's to mend. */
export function documentsOf({ policy, holders }: HeldPolicy): readonly JudgedDocument[] {
  const { document, name, sensitive, ofAws } = policy
  if (ofAws === true) return []
  return [{ kind: 'identity-policy', document, name, sensitive, ...inlineWith(policy, holders) }]
}

interface HeldPolicy {
  readonly policy: IdentityPolicy
  readonly holders: readonly Identity[]
}

/** Readers name what an inline policy stands in: `inline policy "decrypt" of role/App`. */
const inlineOf = /^inline policy\b.* of ((role|user|group)\/\S+)$/

/** An inline policy shares its quota with those beside it, and the first one tells of all. */
function inlineWith(
  policy: IdentityPolicy,
  [holder]: readonly Identity[],
): Pick<JudgedDocument, 'inlineOf' | 'together'> {
  const [, whole, kind] = inlineOf.exec(policy.name) ?? []
  if (whole === undefined || holder === undefined) return {}
  if (kind !== 'role' && kind !== 'user' && kind !== 'group') return {}
  const isBeside = ({ name }: IdentityPolicy) => inlineOf.exec(name)?.[1] === whole
  const isFirst = holder.policies.find(isBeside) === policy
  const beside = isFirst ? holder.policies.filter(isBeside) : [policy]
  return {
    inlineOf: kind,
    together: beside.filter(({ hangsOn }) => hangsOn.length === 0).map(({ document }) => document),
  }
}

/** The trust policy of a role. */
export function trustOf({ trust, address, trustIsSensitive = false }: Identity): readonly JudgedDocument[] {
  const name = `the trust policy of ${address}`
  return trust === undefined
    ? []
    : [{ kind: 'trust-policy', document: trust, name, sensitive: trustIsSensitive }]
}

/** The document of a service control policy or a resource control policy. */
export function documentOfOrganization({ kind, document, name }: OrganizationPolicy): JudgedDocument {
  return { kind, document, name, sensitive: false }
}

/** The document of a VPC endpoint; what another service takes is not judged by what KMS does. */
export function documentsOfEndpoint({ policy, address, hangsOn }: VpcEndpoint): readonly JudgedDocument[] {
  if (policy === undefined) return []
  const name = `the policy of ${address}`
  return [{ kind: 'endpoint-policy', name, ...policy, ...(hangsOn && { hangsOn }) }]
}
