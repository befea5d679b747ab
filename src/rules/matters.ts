import type { AccessGraph } from '../model/access.ts'
import type { Grant } from '../model/grant.ts'
import { groupedBy } from '../model/grouped-by.ts'
import type { Identity } from '../model/identity.ts'
import { keptIn } from '../model/kept-in.ts'
import type { Key } from '../model/key.ts'
import { once } from '../model/once.ts'
import type { OrganizationPolicy } from '../model/organization.ts'
import { placeName, resourceName } from '../model/source-location.ts'
import type { PolicyDocument, Problem } from '../model/statement.ts'
import { heldPolicies, type HeldPolicy } from './held-policies.ts'
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
  labelling: none,
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
  for (const policy of heldPolicies(graph))
    yield { ...matterOfPolicy(policy, graph), ...problems(documentsOf(policy)) }
  for (const identity of graph.identities)
    if (identity.trust !== undefined)
      yield { ...matterOfTrust(identity, identity.trust, graph), ...problems(trustOf(identity)) }
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
  return { ...problem, hangsOn: [...(problem.hangsOn ?? []), ...hangsOn] }
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
    labelling: () => graph.labelChangersOf(key),
    key: () => [key],
    statement: once(statement),
    grant: () => grant,
    half: once(() => halvesOfKey(key, graph)),
  }
}

/** A policy of an organization stands there once for each thing that it is attached to: its document is one. */
function onceEach(policies: readonly OrganizationPolicy[]): readonly OrganizationPolicy[] {
  const byPlace = groupedBy(policies, ({ kind, document }) => `${kind} ${placeName(document.at)}`)
  return [...byPlace.values()].map(([first]) => first)
}

/** A grant on a key that the input tells is judged with that key. */
function grantsByKey(graph: AccessGraph) {
  return byOneKey(graph.grants, grant => graph.keysOfGrant(grant))
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

function matterOfTrust(role: Identity, document: PolicyDocument, graph: AccessGraph): Matter {
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

/** Each use once: with the key that it names, where the input has that one alone. */
function usesByKey(graph: AccessGraph) {
  return byOneKey(graph.uses, use => graph.keysOfUse(use))
}

function aliasesByKey({ aliases, keys }: AccessGraph) {
  const byAddress = groupedBy(keys, ({ at: { file }, address }) => resourceName({ file, address }))
  return byOneKey(aliases, ({ key, at }) =>
    key === undefined ? [] : (byAddress.get(resourceName({ file: at.file, address: key })) ?? []),
  )
}

function byOneKey<Thing>(things: readonly Thing[], keysOf: (thing: Thing) => readonly Key[]) {
  const byKey = new Map<Key, Thing[]>()
  const others: Thing[] = []
  for (const thing of things) {
    const [key, ...more] = keysOf(thing)
    if (key === undefined || more.length > 0) others.push(thing)
    else keptIn(byKey, key, () => []).push(thing)
  }
  return { byKey, others }
}
