import { emptyInventory, type Inventory, type ReadInput } from '../../model/inventory.ts'
import type { Identity, IdentityPolicy } from '../../model/identity.ts'
import type { KeyUse } from '../../model/key-use.ts'
import { changesNothing, type PlannedChanges } from '../../model/planned-changes.ts'
import { literal, text } from '../../model/text.ts'
import { isUnknown, type Unknown } from '../../model/unknown.ts'
import { holderId } from '../snapshot/slot-ids.ts'
import { holderOfPlanned } from './join-identities.ts'
import { withGroups } from './groups-of-plans.ts'
import { doubtingOthers } from './replaced-by-others.ts'
import { keysOfPlans, type ArnOf } from './keys-of-plans.ts'

/** What several plans make of the world together. */
export interface JoinedPlans {
  readonly inventory: Inventory
  readonly changes: PlannedChanges
}

type Plan = Pick<ReadInput, 'inventory' | 'changes'>

/** Several plans as one: what stands in more than one of them is one role, user or key, with what each tells of it. */
export function joinPlans(plans: readonly Plan[]): JoinedPlans {
  const changes = changesOf(plans.map(plan => plan.changes ?? changesNothing))
  const [only, ...others] = plans
  if (only !== undefined && others.length === 0) return { inventory: only.inventory, changes }
  const inventories = doubtingOthers(plans)
  const { keys, arnOf } = keysOfPlans(
    inventories.flatMap(inventory => inventory.keys),
    changes,
  )
  return {
    changes,
    inventory: {
      ...emptyInventory,
      keys,
      aliases: inventories.flatMap(({ aliases }) => aliases),
      identities: identitiesOf(inventories.flatMap(({ identities }) => identities)).map(identity =>
        withGroups(identity, changes),
      ),
      grants: inventories.flatMap(({ grants }) =>
        grants.map(grant => {
          const [arn] = grant.key.addresses.flatMap(address => arnOf(grant.at.file, address) ?? [])
          return arn === undefined ? grant : { ...grant, key: { addresses: [], name: arn } }
        }),
      ),
      uses: inventories.flatMap(({ uses }) => uses.map(use => useOf(use, arnOf))),
      organizationPolicies: inventories.flatMap(one => one.organizationPolicies),
      loose: inventories.flatMap(({ loose }) => loose),
      unattached: inventories.flatMap(({ unattached = [] }) => unattached),
      encryptable: inventories.flatMap(({ encryptable = [] }) => encryptable),
      endpoints: inventories.flatMap(({ endpoints = [] }) => endpoints),
    },
  }
}

function useOf(use: KeyUse, arnOf: ArnOf): KeyUse {
  const [address, ...others] = use.key.addresses
  const arn = address === undefined || others.length > 0 ? undefined : arnOf(use.at.file, address)
  return arn === undefined ? use : { ...use, key: { ...use.key, addresses: [], name: text(arn) } }
}

function isUntold(holes: readonly Unknown[]): boolean {
  return holes.some(({ reason }) => reason === 'not-in-input')
}

function identitiesOf(all: readonly Identity[]): readonly Identity[] {
  const byName = new Map<string, Identity>()
  for (const [index, identity] of all.entries()) {
    const holder = holderOfPlanned(identity)
    const id = holder === undefined ? (nameless(identity) ?? `${index}`) : holderId(holder)
    const known = byName.get(id)
    if (known === undefined) byName.set(id, identity)
    // Names are unique in an account: with another path it is one that is to come or to go.
    else if (isMoved(known, identity)) byName.set(`${id} ${index}`, identity)
    else byName.set(id, oneIdentity(known, identity))
  }
  return [...byName.values()]
}

/** A name that is not told is told apart by the resource that has it. */
function nameless({ arn }: Identity): string | undefined {
  const name = arn.at(-1)
  return isUnknown(name) && name.at.pointer === '/arn' ? `${name.at.file}\n${name.at.address}` : undefined
}

function isMoved(one: Identity, other: Identity): boolean {
  const arns = [one, other].map(({ arn }) => literal(arn))
  return !arns.includes(undefined) && arns[0] !== arns[1]
}

/** The plan that declares somebody counts before those that only attach something to a name. */
function oneIdentity(one: Identity, other: Identity): Identity {
  const [main, more] = isDeclared(one) || !isDeclared(other) ? [one, other] : [other, one]
  const boundary = main.boundary ?? (isDeclared(main) ? undefined : more.boundary)
  const trust = main.trust ?? more.trust
  const uniqueId = main.uniqueId ?? more.uniqueId
  return {
    ...main,
    arn: literal(main.arn) === undefined ? more.arn : main.arn,
    policies: together(main.policies, more.policies),
    ...(boundary === undefined ? {} : { boundary }),
    ...(trust === undefined ? {} : { trust }),
    ...(uniqueId === undefined ? {} : { uniqueId }),
    complete: main.complete || more.complete,
  }
}

/** One of which only the name is told has a hole for its path; one that another template exports has that one's name. */
function isDeclared({ arn, at }: Identity): boolean {
  const name = arn.at(-1)
  if (isUnknown(name) && name.at.pointer === '/arn' && name.at.file !== at.file) return false
  return !arn.some(part => isUnknown(part) && part.name.startsWith('the path of '))
}

function together(
  one: readonly IdentityPolicy[],
  other: readonly IdentityPolicy[],
): readonly IdentityPolicy[] {
  const known = new Set(one.map(({ name }) => name))
  return [...one, ...other.filter(policy => !known.has(policy.name) || !isUntold(policy.document.holes))]
}

function changesOf(all: readonly PlannedChanges[]): PlannedChanges {
  const [only = changesNothing, ...others] = all
  if (others.length === 0) return only
  const created = new Set(all.flatMap(changes => [...changes.created]))
  const slots = new Map<string, boolean | Unknown>()
  for (const [id, decision] of all.flatMap(changes => [...changes.slots])) {
    const known = slots.get(id)
    if (known === undefined || known === false || decision === true) slots.set(id, decision)
  }
  return {
    created,
    declared: new Set(all.flatMap(({ declared }) => [...declared])),
    // What another plan creates in its place is not gone.
    destroyed: new Set(all.flatMap(({ destroyed }) => [...destroyed]).filter(arn => !created.has(arn))),
    replaced: new Set(all.flatMap(({ replaced }) => [...replaced])),
    reset: new Set(all.flatMap(({ reset }) => [...reset])),
    grants: new Set(all.flatMap(({ grants }) => [...grants])),
    slots,
    open: new Set(all.flatMap(({ open }) => [...open])),
    managedPolicies: new Map(all.toReversed().flatMap(changes => [...changes.managedPolicies])),
    ofGroups: listsOf(all.map(({ ofGroups }) => ofGroups)),
    joins: listsOf(all.map(({ joins }) => joins)),
  }
}

function listsOf<Item>(
  maps: readonly ReadonlyMap<string, readonly Item[]>[],
): ReadonlyMap<string, readonly Item[]> {
  const found = new Map<string, readonly Item[]>()
  for (const [id, list] of maps.flatMap(map => [...map])) found.set(id, [...(found.get(id) ?? []), ...list])
  return found
}
