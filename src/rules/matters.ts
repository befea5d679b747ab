import type { AccessGraph, Permission } from '../model/access.ts'
import { intersection } from '../model/action-set.ts'
import type { Grant } from '../model/grant.ts'
import type { Identity, IdentityPolicy } from '../model/identity.ts'
import type { Key } from '../model/key.ts'
import type { SourceLocation } from '../model/source-location.ts'
import type { Condition } from '../model/statement.ts'
import { crossAccountActions } from '../policy/actions.ts'
import { showCondition } from '../policy/conditions.ts'
import { admitsOutsiders } from './outsiders.ts'
import type { About } from './rule.ts'
import type { HeldPermission, Holders, Subjects } from './word.ts'

/**
 * What is judged together, so that one fault in it gives one finding: a key, a policy of roles and users, the trust
 * policy of a role, a grant on a key that is not told.
 */
export type Matter = { readonly [Subject in About]: readonly Subjects[Subject][] }

const nothing: Matter = { access: [], key: [], statement: [], permission: [], assumption: [], grant: [] }

/** Everything that rules judge, one after the other: keys first, in the order of the inputs. */
export function* mattersOf(graph: AccessGraph): Generator<Matter, void> {
  const { byKey, others } = grantsByKey(graph)
  for (const key of graph.keys) yield matterOfKey(key, graph, byKey.get(key) ?? [])
  for (const policy of policiesIn(graph)) yield matterOfPolicy(policy)
  for (const identity of graph.identities)
    if (identity.trust !== undefined) yield matterOfTrust(identity, graph)
  for (const grant of others) yield { ...nothing, grant: [grant] }
}

function matterOfKey(key: Key, graph: AccessGraph, grant: readonly Grant[]): Matter {
  const statement = key.policies.flatMap(policy =>
    policy.document.statements.map(one => ({ in: 'key-policy' as const, key, policy, statement: one })),
  )
  return { ...nothing, access: graph.accessesTo(key), key: [key], statement, grant }
}

/** A grant on a key that the input tells is judged with that key. */
function grantsByKey(graph: AccessGraph) {
  const byKey = new Map<Key, Grant[]>()
  const others: Grant[] = []
  for (const grant of graph.grants) {
    const [key, ...more] = graph.keysOfGrant(grant)
    if (key === undefined || more.length > 0) others.push(grant)
    else listIn(byKey, key).push(grant)
  }
  return { byKey, others }
}

/** A policy with all who have it, and what it lets them do with keys of other accounts. */
interface HeldPolicy {
  readonly policy: IdentityPolicy
  readonly holders: [Identity, ...Identity[]]
  readonly permissions: Map<string, Permission & { readonly holders: [Identity, ...Identity[]] }>
}

/** By the place of the document: a policy that is attached to many is one. Each identity is asked about once. */
function policiesIn(graph: AccessGraph): Iterable<HeldPolicy> {
  const found = new Map<string, HeldPolicy>()
  for (const identity of graph.identities) {
    for (const policy of identity.policies) holdIn(found, policy, identity)
    for (const permission of graph.permissionsOnForeignKeys(identity)) {
      const { permissions } = holdIn(found, permission.policy, identity)
      const name = identityOf(permission)
      const same = permissions.get(name)
      // Of the keys of another account, AWS lets nobody do more.
      const actions = intersection(permission.actions, crossAccountActions)
      if (same === undefined) permissions.set(name, { ...permission, actions, holders: [identity] })
      else if (same.holders.at(-1) !== identity) same.holders.push(identity)
    }
  }
  return found.values()
}

function holdIn(found: Map<string, HeldPolicy>, policy: IdentityPolicy, identity: Identity): HeldPolicy {
  // An argument can list several policies of AWS: their documents stand at the same place.
  const name = `${policy.name} ${placeOf(policy.document.at)}`
  const held = found.get(name)
  if (held === undefined) {
    const first: HeldPolicy = { policy, holders: [identity], permissions: new Map() }
    found.set(name, first)
    return first
  }
  if (held.holders.at(-1) !== identity) held.holders.push(identity)
  return held
}

function matterOfPolicy({ policy, holders, permissions }: HeldPolicy): Matter {
  const all: Holders = holders
  const permission: readonly HeldPermission[] = [...permissions.values()]
  const statement = policy.document.statements.map(one => ({
    in: 'identity-policy' as const,
    policy,
    holders: all,
    statement: one,
  }))
  return { ...nothing, statement, permission }
}

function matterOfTrust(role: Identity, graph: AccessGraph): Matter {
  const { trust: document } = role
  if (document === undefined) return nothing
  const statement = document.statements.map(one => ({
    in: 'trust-policy' as const,
    role,
    document,
    statement: one,
  }))
  return { ...nothing, statement, assumption: admitsOutsiders(role) ? graph.assumptionsOf(role) : [] }
}

/** Equal for what two holders of a policy are allowed alike. */
function identityOf({ statement, actions, conditions, unless, unknowns }: Permission): string {
  return JSON.stringify([
    placeOf(statement.at),
    String(actions),
    words(conditions),
    unless.map(words),
    unknowns.map(({ name }) => name),
  ])
}

function words(conditions: readonly Condition[]): readonly string[] {
  return conditions.map(showCondition)
}

function placeOf({ file, address, pointer }: SourceLocation): string {
  return JSON.stringify([file, address, pointer])
}

function listIn<Name, Item>(lists: Map<Name, Item[]>, name: Name): Item[] {
  const list = lists.get(name) ?? []
  lists.set(name, list)
  return list
}
