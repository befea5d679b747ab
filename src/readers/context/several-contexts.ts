import type { Inventory } from '../../model/inventory.ts'
import type { Key } from '../../model/key.ts'
import type { OrganizationPolicy } from '../../model/organization.ts'
import { changesNothing } from '../../model/planned-changes.ts'
import { holderOf } from '../snapshot/arns.ts'
import { throughGroup } from '../snapshot/through-group.ts'
import { holderId } from '../snapshot/slot-ids.ts'
import type { Existing, SnapshotGrant, SnapshotIdentity, SnapshotPolicy } from '../snapshot/snapshot.ts'
import { joinKeys } from './join-keys.ts'

/** Puts several contexts together. Of a role, user, group or grant that stands in more than one, the first one counts. */
export function togetherOf(contexts: readonly Existing[]): Existing {
  const [only, ...others] = contexts
  if (only !== undefined && others.length === 0) return only
  const inventories = contexts.map(({ inventory }) => inventory)
  const groups = new Map(contexts.toReversed().flatMap(context => [...context.groups]))
  const managed = new Set(contexts.flatMap(({ managementAccounts = [] }) => managementAccounts))
  return {
    groups,
    managementAccounts: [...managed],
    managedPolicy: arn => {
      for (const { managedPolicy } of contexts) {
        const document = managedPolicy(arn)
        if (document !== undefined) return document
      }
      return undefined
    },
    inventory: {
      ...keysOf(inventories),
      identities: firstOf(
        inventories.flatMap(({ identities }) => identities),
        nameOf,
      ).map(identity => withGroups(identity, groups)),
      grants: firstOf(
        inventories.flatMap(({ grants }) => grants),
        grantId,
      ),
      uses: inventories.flatMap(({ uses }) => uses),
      organizationPolicies: inventories.flatMap(one => one.organizationPolicies),
      loose: inventories.flatMap(({ loose }) => loose),
    },
  }
}

function nameOf({ address }: SnapshotIdentity): string {
  const holder = holderOf(address)
  return holder === undefined ? address : holderId(holder)
}

/** Grants are told apart by key and id: their ids are unique on a key alone (API Reference, `RetireGrant`). */
function grantId({ id, key }: SnapshotGrant): string {
  return `${key.name ?? ''} ${id}`
}

function firstOf<Item>(all: readonly Item[], idOf: (item: Item) => string): readonly Item[] {
  return [...new Map(all.toReversed().map(item => [idOf(item), item])).values()].toReversed()
}

/** An alias of one context can name a key of another. */
function keysOf(inventories: readonly Inventory[]): Pick<Inventory, 'aliases' | 'keys'> {
  const aliases = inventories.flatMap(inventory => inventory.aliases)
  const keys = inventories.reduce<readonly Key[]>(
    (known, other) =>
      joinKeys({ keys: other.keys, aliases: [] }, { keys: known, aliases }, changesNothing).keys,
    [],
  )
  return { keys, aliases }
}

/** A user of one context can be a member of a group of another. */
function withGroups(user: SnapshotIdentity, groups: Existing['groups']): SnapshotIdentity {
  if (user.policies.every(policy => membershipIn(policy) === undefined)) return user
  return {
    ...user,
    policies: user.policies.flatMap(policy => {
      const membership = membershipIn(policy)
      const known = membership === undefined ? undefined : groups.get(holderId(membership.group))
      if (membership === undefined || known === undefined) return [policy]
      return known.map(one => throughGroup(one, membership))
    }),
  }
}

/** The membership that all is hidden behind, where the group is told nowhere in its context. */
function membershipIn({ slots, document }: SnapshotPolicy) {
  const [slot, ...others] = slots
  const isUntold = document.statements.length === 0 && document.holes.length > 0
  return slot?.kind === 'membership' && others.length === 0 && isUntold ? slot : undefined
}

/** AWS exempts the account that manages an organization from its policies (User Guide of Organizations, "SCPs"). */
export function sparing(
  policies: readonly OrganizationPolicy[],
  { managementAccounts = [] }: Existing,
): readonly OrganizationPolicy[] {
  if (managementAccounts.length === 0) return policies
  return policies.map(policy => ({ ...policy, spares: [...(policy.spares ?? []), ...managementAccounts] }))
}
