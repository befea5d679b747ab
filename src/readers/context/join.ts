import type { Grant, GrantedKey } from '../../model/grant.ts'
import type { Inventory } from '../../model/inventory.ts'
import type { KeyUse, UsedKey } from '../../model/key-use.ts'
import type { PlannedChanges } from '../../model/planned-changes.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import { literal } from '../../model/text.ts'
import { unattachedPolicies } from '../shared/unattached-policies.ts'
import type { Existing, SnapshotGrant, SnapshotInventory } from '../snapshot/snapshot.ts'
import { joinIdentities } from './join-identities.ts'
import { joinKeys, type JoinedKeys, type KeyPlace } from './join-keys.ts'
import { meet } from './join-policies.ts'
import { sparing } from './several-contexts.ts'
import { grantNaming, identityNaming, keyNaming, standing } from './standing-principals.ts'

/**
 * The world once a plan is applied to what exists: the same ARN is one role, user or key, and the plan's word counts
 * for what it declares. What it neither declares nor destroys stays. Several plans are put together before
 * (`joinPlans`), and several contexts (`togetherOf`).
 */
export function joinInventories(existing: Existing, plan: Inventory, changes: PlannedChanges): Inventory {
  const before = withoutReplaced(existing.inventory, changes)
  const { keys, aliases, placeOf } = joinKeys(before, plan, changes)
  const identities = joinIdentities(plan.identities, meet({ ...existing, inventory: before }, changes))
  const who = standing(changes.destroyed, before.identities, identities)
  const granted = before.grants.filter(grant => stays(grant, changes))
  return {
    keys: keys.map(key => keyNaming(key, who)),
    aliases,
    identities: identities.map(identity => identityNaming(identity, who)),
    grants: [
      ...plan.grants.map(grant => ({ ...grant, key: keyAt(grant, placeOf) })),
      ...granted.map(grant => {
        const key = { ...grant.key, addresses: [] }
        return { ...grant, key: keyAt({ ...grant, key }, placeOf) }
      }),
    ].map(grant => grantNaming(grant, who)),
    uses: [...plan.uses.map(use => useAt(use, placeOf)), ...before.uses],
    organizationPolicies: sparing([...plan.organizationPolicies, ...before.organizationPolicies], existing),
    loose: [...plan.loose, ...before.loose],
    unattached: unattachedPolicies(plan.unattached ?? [], identities),
    ...(plan.encryptable === undefined ? {} : { encryptable: plan.encryptable }),
    ...(plan.endpoints === undefined ? {} : { endpoints: plan.endpoints }),
  }
}

/** What exists, without those who are created anew: policies and grants mean who has been there before. */
function withoutReplaced(existing: SnapshotInventory, { created }: PlannedChanges): SnapshotInventory {
  const replaced = existing.identities.filter(({ address }) => created.has(address))
  if (replaced.length === 0) return existing
  const who = standing(
    replaced.map(({ address }) => address),
    replaced,
    [],
  )
  return {
    ...existing,
    keys: existing.keys.map(key => keyNaming(key, who)),
    grants: existing.grants.map(grant => grantNaming(grant, who)),
    identities: existing.identities.map(identity => identityNaming(identity, who)),
  }
}

function stays({ id, key }: SnapshotGrant, { grants, destroyed }: PlannedChanges): boolean {
  return !grants.has(id) && !destroyed.has(key.name ?? '')
}

function keyAt({ key, at }: Pick<Grant, 'key' | 'at'>, placeOf: JoinedKeys['placeOf']): GrantedKey {
  const place = key.addresses.length === 0 && key.name !== undefined ? placeOf(key.name) : undefined
  return place === undefined ? key : { ...key, ...seenFrom(at, place) }
}

function useAt(use: KeyUse, placeOf: JoinedKeys['placeOf']): KeyUse {
  const { addresses, name }: UsedKey = use.key
  const written = addresses.length === 0 && name !== undefined ? literal(name) : undefined
  const place = written === undefined ? undefined : placeOf(written)
  return place === undefined ? use : { ...use, key: { ...use.key, ...seenFrom(use.at, place) } }
}

/** The address of a key; with its input, where that is another. */
function seenFrom(at: SourceLocation, { address, file }: KeyPlace): Pick<UsedKey, 'addresses' | 'file'> {
  return { addresses: [address], ...(file === at.file ? {} : { file }) }
}
