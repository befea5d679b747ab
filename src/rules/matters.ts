import type { AccessGraph, Permission } from '../model/access.ts'
import { intersection } from '../model/action-set.ts'
import type { Grant } from '../model/grant.ts'
import { groupedBy } from '../model/grouped-by.ts'
import type { Identity, IdentityPolicy } from '../model/identity.ts'
import type { Key } from '../model/key.ts'
import type { OrganizationPolicy } from '../model/organization.ts'
import type { SourceLocation } from '../model/source-location.ts'
import type { Condition, Problem } from '../model/statement.ts'
import { crossAccountActions } from '../policy/actions.ts'
import { showCondition } from '../policy/conditions.ts'
import { admitsOutsiders } from './outsiders.ts'
import type { About } from './rule.ts'
import {
  documentOfOrganization,
  documentsOf,
  documentsOfEndpoint,
  documentsOfKey,
  trustOf,
} from './judged-documents.ts'
import { halvesOfKey, halvesOfPermission, outsideKeyOf, outsideKeysIn } from './named-elsewhere.ts'
import type { Holders, JudgedDocument, Subjects } from './subject.ts'

/**
 * What is judged together, so that one fault in it gives one finding: a key with what becomes of it, a policy of roles
 * and users, the trust policy of a role, a grant on a key that is not told. Worked out when a rule asks.
 */
export type Matter = { readonly [Subject in About]: () => readonly Subjects[Subject][] }

const nobody: readonly never[] = []
const none = () => nobody
const nothing: Matter = {
  access: none,
  detour: none,
  key: none,
  alias: none,
  use: none,
  statement: none,
  permission: none,
  'foreign-permission': none,
  half: none,
  'outside-key': none,
  problem: none,
  assumption: none,
  grant: none,
  endpoint: none,
  'key-change': none,
  'access-change': none,
  'alias-change': none,
  'grant-change': none,
  'use-change': none,
  'limit-change': none,
  'principal-change': none,
}

/** What of the change belongs to what there is after it. */
export interface ChangeMatters {
  readonly ofKey: (key: Key) => Partial<Matter>
  /** Of keys that are no more, and whatever belongs to no key that is. */
  readonly others: () => Iterable<Partial<Matter>>
}

/** What else judging needs, where there is something to judge with it. */
export interface Beyond {
  /** What the grammar objects to. */
  readonly problemsIn?: (judged: JudgedDocument) => readonly Problem[]
  readonly changes?: ChangeMatters
}

/** Everything that rules judge, one after the other: keys first, in the order of the inputs. */
export function* mattersOf(graph: AccessGraph, beyond: Beyond = {}): Generator<Matter, void> {
  const { problemsIn, changes } = beyond
  const problems = (judged: readonly JudgedDocument[]) => ({
    problem: once(() =>
      judged.flatMap(one =>
        (problemsIn?.(one) ?? []).map(found => ({ problem: inDoubt(found, one), in: one })),
      ),
    ),
  })
  const { byKey, others } = grantsByKey(graph)
  const uses = usesByKey(graph)
  const aliases = aliasesByKey(graph)
  for (const key of graph.keys)
    yield {
      ...matterOfKey(key, graph, byKey.get(key) ?? []),
      ...problems(documentsOfKey(key)),
      use: () => uses.byKey.get(key) ?? [],
      alias: () => aliases.byKey.get(key) ?? [],
      ...changes?.ofKey(key),
    }
  for (const policy of policiesIn(graph))
    yield { ...matterOfPolicy(policy, graph), ...problems(documentsOf(policy)) }
  for (const identity of graph.identities)
    if (identity.trust !== undefined)
      yield { ...matterOfTrust(identity, graph), ...problems(trustOf(identity)) }
  for (const grant of others) yield { ...nothing, grant: () => [grant] }
  for (const use of uses.others)
    yield { ...nothing, use: () => [use], 'outside-key': () => outsideKeyOf(use, graph) }
  for (const alias of aliases.others) yield { ...nothing, alias: () => [alias] }
  for (const policy of onceEach(graph.organizationPolicies))
    yield { ...nothing, ...problems([documentOfOrganization(policy)]) }
  for (const endpoint of graph.endpoints)
    yield { ...nothing, endpoint: () => [endpoint], ...problems(documentsOfEndpoint(endpoint)) }
  for (const other of changes?.others() ?? []) yield { ...nothing, ...other }
}

function inDoubt(problem: Problem, { hangsOn = [] }: JudgedDocument): Problem {
  return hangsOn.length === 0 ? problem : { ...problem, hangsOn: [...(problem.hangsOn ?? []), ...hangsOn] }
}

function matterOfKey(key: Key, graph: AccessGraph, grant: readonly Grant[]): Matter {
  const statement = () =>
    key.policies.flatMap(policy =>
      policy.document.statements.map(one => ({ in: 'key-policy' as const, key, policy, statement: one })),
    )
  return {
    ...nothing,
    access: () => graph.accessesTo(key),
    detour: once(() => graph.indirectAccessTo(key)),
    key: () => [key],
    statement: once(statement),
    grant: () => grant,
    half: once(() => halvesOfKey(key, graph)),
  }
}

/** A policy of an organization stands there once for each thing that it is attached to: its document is one. */
function onceEach(policies: readonly OrganizationPolicy[]): readonly OrganizationPolicy[] {
  const byPlace = groupedBy(policies, ({ kind, document }) => `${kind} ${placeOf(document.at)}`)
  return [...byPlace.values()].map(([first]) => first)
}

/** A grant on a key that the input tells is judged with that key. */
function grantsByKey(graph: AccessGraph) {
  return byOneKey(graph.grants, grant => graph.keysOfGrant(grant))
}

/** A policy with all who have it, and what it lets them do with keys. */
interface HeldPolicy {
  readonly policy: IdentityPolicy
  readonly holders: [Identity, ...Identity[]]
  readonly onKeys: HeldPermissions
  readonly onForeignKeys: HeldPermissions
}

type HeldPermissions = Map<string, Permission & { readonly holders: [Identity, ...Identity[]] }>

/** By the place of the document: a policy that is attached to many is one. Each identity is asked about once. */
function policiesIn(graph: AccessGraph): Iterable<HeldPolicy> {
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
  const place = placeOf(policy.document.at)
  // An argument can list several policies of AWS: their documents stand at the same place. One inline policy of a
  // template can be that of several users, by the name of each.
  const standsAlone = policy.ofAws !== true && policy.document.statements.length > 0
  const name = standsAlone ? place : `${policy.name} ${place}`
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

function matterOfPolicy({ policy, holders, onKeys, onForeignKeys }: HeldPolicy, graph: AccessGraph): Matter {
  const all: Holders = holders
  const statement = policy.document.statements.map(one => ({
    in: 'identity-policy' as const,
    policy,
    holders: all,
    statement: one,
  }))
  return {
    ...nothing,
    statement: () => statement,
    permission: once(() => [...onKeys.values()]),
    'foreign-permission': once(() => [...onForeignKeys.values()]),
    half: once(() => [...onKeys.values()].flatMap(one => halvesOfPermission(one, graph))),
    'outside-key': once(() => [...onKeys.values()].flatMap(one => outsideKeysIn(one, graph))),
  }
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
  return {
    ...nothing,
    statement: () => statement,
    assumption: once(() => (admitsOutsiders(role) ? graph.assumptionsOf(role) : [])),
  }
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

/** Each use once: with the key that it names, where the input has that one alone. */
function usesByKey(graph: AccessGraph) {
  return byOneKey(graph.uses, use => graph.keysOfUse(use))
}

function aliasesByKey({ aliases, keys }: AccessGraph) {
  const byAddress = groupedBy(keys, ({ at, address }) => `${at.file}\n${address}`)
  return byOneKey(aliases, ({ key, at }) =>
    key === undefined ? [] : (byAddress.get(`${at.file}\n${key}`) ?? []),
  )
}

function byOneKey<Thing>(things: readonly Thing[], keysOf: (thing: Thing) => readonly Key[]) {
  const byKey = new Map<Key, Thing[]>()
  const others: Thing[] = []
  for (const thing of things) {
    const [key, ...more] = keysOf(thing)
    if (key === undefined || more.length > 0) others.push(thing)
    else listIn(byKey, key).push(thing)
  }
  return { byKey, others }
}

function listIn<Name, Item>(lists: Map<Name, Item[]>, name: Name): Item[] {
  const list = lists.get(name) ?? []
  lists.set(name, list)
  return list
}

/** Several rules ask for what takes long to find. */
function once<Answer>(ask: () => Answer): () => Answer {
  let kept: { readonly answer: Answer } | undefined
  return () => (kept ??= { answer: ask() }).answer
}
