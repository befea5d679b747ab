import { emptyInventory } from '../../model/inventory.ts'
import type { OrganizationPolicy } from '../../model/organization.ts'
import { items, property, word } from '../terraform/json-value.ts'
import type { ReadSnapshots, SnapshotIdentity } from '../snapshot/snapshot.ts'
import type { Context } from './context.ts'
import type { Part } from './part.ts'

/** What was read of a context, part by part. */
export interface Parts {
  readonly root: Part
  readonly organization: readonly OrganizationPolicy[]
  readonly principals: readonly SnapshotIdentity[]
  readonly snapshots: ReadSnapshots
}

/** A context that says nothing. */
export const emptyParts: Parts = {
  root: { value: {}, places: undefined },
  organization: [],
  principals: [],
  snapshots: {
    inventory: { ...emptyInventory, identities: [], grants: [] },
    groups: new Map(),
    managedPolicy: () => undefined,
    notes: [],
  },
}

/** Puts the parts together. What the author wrote about a principal counts before what a snapshot has. */
export function contextOf(path: string, { root, organization, principals, snapshots }: Parts): Context {
  const { inventory, notes, ...existing } = snapshots
  const written = new Set(principals.map(({ address }) => address))
  const twice = inventory.identities.filter(({ address }) => written.has(address))
  const id = word(property(root.value, 'organization'))
  const manager = word(property(root.value, 'managementAccount'))
  const managers = [...(manager === undefined ? [] : [manager]), ...(existing.managementAccounts ?? [])]
  return {
    ...existing,
    path,
    inventory: {
      ...inventory,
      identities: [...principals, ...inventory.identities.filter(({ address }) => !written.has(address))],
      organizationPolicies: [...inventory.organizationPolicies, ...organization],
    },
    accounts: accountsOf(property(root.value, 'accounts')),
    ...(id === undefined ? {} : { organization: id }),
    managementAccounts: [...new Set(managers)],
    notes: [
      ...notes,
      ...twice.map(({ address, at }) => `${address} is taken from ${path}, not from ${at.file}.`),
    ],
  }
}

function accountsOf(accounts: unknown): Context['accounts'] {
  if (Array.isArray(accounts))
    return new Map(items(accounts).flatMap(id => (typeof id === 'string' ? [[id, undefined] as const] : [])))
  if (typeof accounts !== 'object' || accounts === null) return new Map()
  return new Map(Object.entries(accounts).map(([id, name]: [string, unknown]) => [id, word(name)]))
}
