import type { AccessGraph, Permission } from '../model/access.ts'
import { intersection } from '../model/action-set.ts'
import type { Identity, IdentityPolicy } from '../model/identity.ts'
import { placeName } from '../model/source-location.ts'
import type { Condition } from '../model/statement.ts'
import { crossAccountActions } from '../policy/actions.ts'
import { showCondition } from '../policy/conditions.ts'

/** A policy with all who have it, and what it lets them do with keys. */
export interface HeldPolicy {
  readonly policy: IdentityPolicy
  readonly holders: [Identity, ...Identity[]]
  readonly onKeys: HeldPermissions
  readonly onForeignKeys: HeldPermissions
}

type HeldPermissions = Map<string, Permission & { readonly holders: [Identity, ...Identity[]] }>

/** By the place of the document: a policy that is attached to many is one. Each identity is asked about once. */
export function heldPolicies(graph: AccessGraph): Iterable<HeldPolicy> {
  const found = new Map<string, HeldPolicy>()
  for (const identity of [...graph.identities, ...graph.unattached.map(whoeverGets)]) {
    for (const policy of identity.policies) holdIn(found, policy, identity)
    for (const permission of graph.permissionsOnKeys(identity))
      addTo(holdIn(found, permission.policy, identity).onKeys, permission, identity)
    for (const permission of graph.permissionsOnForeignKeys(identity)) {
      // Of the keys of another account, AWS lets nobody do more.
      const actions = intersection(permission.actions, crossAccountActions)
      addTo(holdIn(found, permission.policy, identity).onForeignKeys, permission, identity, actions)
    }
  }
  return found.values()
}

function addTo(
  permissions: HeldPermissions,
  permission: Permission,
  identity: Identity,
  actions = permission.actions,
): void {
  const name = identityOf(permission)
  const same = permissions.get(name)
  if (same === undefined) permissions.set(name, { ...permission, actions, holders: [identity] })
  else if (same.holders.at(-1) !== identity) same.holders.push(identity)
}

/** Stands for whoever a policy will be attached to, of whom nothing is known. */
function whoeverGets(policy: IdentityPolicy): Identity {
  const { at } = policy.document
  const hole = { kind: 'unknown', reason: 'not-in-input', at } as const
  return {
    kind: policy.ofGroup === true ? 'user' : 'role',
    address: policy.address ?? at.address,
    at,
    arn: [{ ...hole, name: `whoever ${policy.name} is attached to`, shape: 'arn' }],
    account: policy.account ?? { ...hole, name: `the account of ${at.address}`, shape: 'account-id' },
    policies: [policy],
    complete: false,
    standsIn: true,
  }
}

function holdIn(found: Map<string, HeldPolicy>, policy: IdentityPolicy, identity: Identity): HeldPolicy {
  const place = placeName(policy.document.at)
  // An argument can list several policies of AWS: their documents stand at the same place. One inline policy of a
  // template can be that of several users, by the name of each.
  const name = policy.ofAws === true ? `${policy.name} ${place}` : place
  const held = found.get(name)
  if (held === undefined) {
    const first: HeldPolicy = {
      policy,
      holders: [identity],
      onKeys: new Map(),
      onForeignKeys: new Map(),
    }
    found.set(name, first)
    return first
  }
  if (held.holders.at(-1) !== identity) held.holders.push(identity)
  return held
}

/** Equal for what two holders of a policy are allowed alike. */
function identityOf({ statement, actions, conditions, unless, unknowns }: Permission): string {
  return JSON.stringify([
    placeName(statement.at),
    String(actions),
    words(conditions),
    unless.map(words),
    unknowns.map(({ name }) => name),
  ])
}

function words(conditions: readonly Condition[]): readonly string[] {
  return conditions.map(showCondition)
}
