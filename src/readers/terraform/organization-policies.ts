import type { OrganizationPolicy } from '../../model/organization.ts'
import type { PolicyDocument } from '../../model/statement.ts'
import type { Unknown } from '../../model/unknown.ts'
import { unread } from '../../policy/read-policy.ts'
import { argument } from './configuration.ts'
import { word } from './json-value.ts'
import { meantBy } from './meant.ts'
import { organizationTree, type OrganizationTree, type Reached } from './organization-tree.ts'
import type { Reading } from './reading.ts'
import type { Instance } from './resources.ts'
import { attribute, hole, isHole, isUnset } from './values.ts'
import { writtenDocument } from './written-document.ts'

/** A policy as it reads, before it is told whom it reaches. */
type Read = Pick<OrganizationPolicy, 'kind' | 'name' | 'document' | 'at'>

/** AWS's own policies, which allow everything: `p-FullAWSAccess`, `p-RCPFullAWSAccess`. */
const fullAccess = /^p-(?:RCP)?FullAWSAccess$/

/** The service and resource control policies of a plan, one entry for each attachment. */
export function readOrganizationPolicies(reading: Reading): readonly OrganizationPolicy[] {
  const { managed } = reading.resources
  const policies = managed.filter(({ type }) => type === 'aws_organizations_policy')
  const attachments = managed.filter(({ type }) => type === 'aws_organizations_policy_attachment')
  if (policies.length + attachments.length === 0) return []
  const read = new Map(policies.map(policy => [policy, readPolicy(reading, policy)]))
  const byId = new Map(policies.flatMap(policy => idsOf(policy).map(id => [id, policy])))
  const tree = organizationTree(reading.resources)
  const attached = attachments.flatMap(attachment => attach(reading, attachment, byId, read, tree))
  const shown = new Set(attached.map(({ document }) => document))
  return [...attached, ...policies.flatMap(policy => besideAttachments(policy, read.get(policy), shown))]
}

function readPolicy(reading: Reading, policy: Instance): Read | undefined {
  const type = attribute(policy.values, 'type')
  const kind = kindOf(isUnset(type) || isHole(type) ? 'SERVICE_CONTROL_POLICY' : word(type.json))
  const value = attribute(policy.values, 'content')
  if (kind === undefined) return undefined
  const document = writtenDocument(reading, policy, value, argument(policy.block, 'content'))
  if (document === undefined) return undefined
  const label = attribute(policy.values, 'name')
  const name = isHole(label) ? undefined : word(label.json)
  const shown = name === undefined ? policy.address : JSON.stringify(name)
  return { kind, name: `${words[kind]} ${shown}`, document, at: policy.at }
}

const words = { scp: 'service control policy', rcp: 'resource control policy' } as const

function kindOf(type: string | undefined): 'scp' | 'rcp' | undefined {
  if (type === 'SERVICE_CONTROL_POLICY') return 'scp'
  return type === 'RESOURCE_CONTROL_POLICY' ? 'rcp' : undefined
}

function idsOf({ values }: Instance): readonly string[] {
  const id = attribute(values, 'id')
  const known = isHole(id) ? undefined : word(id.json)
  return known === undefined ? [] : [known]
}

function attach(
  { resources }: Reading,
  attachment: Instance,
  byId: ReadonlyMap<string, Instance>,
  read: ReadonlyMap<Instance, Read | undefined>,
  tree: OrganizationTree,
): readonly OrganizationPolicy[] {
  const sought = { type: 'aws_organizations_policy', attributes: ['id'] }
  const meant = meantBy(resources, attachment, 'policy_id', sought)
  const referred = meant.instances.flatMap(policy => read.get(policy) ?? [])
  const policies = [
    ...meant.written.flatMap(id => withId(attachment, id, byId, read)),
    ...referred,
    ...(meant.isOpen && meant.hole !== undefined ? [unreadPolicy(attachment, meant.hole)] : []),
  ]
  const open = meant.hole === undefined ? [] : [meant.hole]
  return policies.flatMap(policy =>
    tree.reachedBy(attachment).map(({ accounts, hangsOn }: Reached) => ({
      ...policy,
      accounts,
      hangsOn: [...open, ...hangsOn],
    })),
  )
}

function withId(
  attachment: Instance,
  id: string,
  byId: ReadonlyMap<string, Instance>,
  read: ReadonlyMap<Instance, Read | undefined>,
): readonly Read[] {
  if (fullAccess.test(id)) return []
  const policy = byId.get(id)
  if (policy === undefined) {
    const { at } = attribute(attachment.values, 'policy_id')
    return [unreadPolicy(attachment, hole(at, id, 'anything', 'not-in-input'))]
  }
  const known = read.get(policy)
  return known === undefined ? [] : [known]
}

/** A policy that the input does not have can be of any kind; service control policies limit the most. */
function unreadPolicy({ at, address }: Instance, unknown: Unknown): Read {
  const document: PolicyDocument = unread(at, unknown)
  return { kind: 'scp', name: `the policy of ${address}`, document, at }
}

/**
 * A policy that exists already can be attached where the plan does not show it. A new one that nothing attaches limits
 * nobody yet: it is there to be judged as a text.
 */
function besideAttachments(
  policy: Instance,
  read: Read | undefined,
  attached: ReadonlySet<PolicyDocument>,
): readonly OrganizationPolicy[] {
  if (read === undefined) return []
  if (policy.created) return attached.has(read.document) ? [] : [{ ...read, accounts: [], hangsOn: [] }]
  const unknown = hole(policy.at, `where else ${policy.address} is attached`, 'anything', 'not-in-input')
  return [{ ...read, accounts: 'every', hangsOn: [unknown] }]
}
