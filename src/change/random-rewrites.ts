import * as fc from 'fast-check'
import type { Document, Principals, Statement } from '../access/random-policies.ts'
import type { WrittenIdentity, WrittenWorld } from '../access/random-worlds.ts'
import { listed, replacedAt } from './random-edits.ts'

// For tests only: other words for the same world.
/** Other words for a statement; a number chooses among the many. */
type Rewrite = (statement: Statement, number: number) => readonly Statement[]

const rewrites: Readonly<Record<string, Rewrite>> = {
  'a Sid': (statement, number) => [Object.assign({ Sid: `Said${number}` }, statement)],
  'a statement for each action': ({ Action, ...rest }) =>
    Action === undefined ? [rest] : listed(Action).map(one => ({ ...rest, Action: one })),
  'a statement for each principal': ({ Principal, ...rest }) =>
    Principal === undefined ? [rest] : apart(Principal).map(one => ({ ...rest, Principal: one })),
  'a statement for each resource': ({ Resource, ...rest }) =>
    Resource === undefined ? [rest] : listed(Resource).map(one => ({ ...rest, Resource: one })),
  'actions in capitals': ({ Action, ...rest }) => [
    Action === undefined ? rest : { ...rest, Action: listed(Action).map(one => one.toUpperCase()) },
  ],
  'lists of one': statement => [withLists(statement)],
  'lists turned round': statement => [withLists(statement, one => one.toReversed())],
  'lists with doubles': statement => [withLists(statement, one => [...one, ...one])],
  'said twice': statement => [statement, statement],
  'keys in capitals': ({ Condition, ...rest }) => [
    Condition === undefined ? rest : { ...rest, Condition: withKeys(Condition, inCapitals) },
  ],
  'conditions turned round': ({ Condition, ...rest }) => [
    Condition === undefined
      ? rest
      : {
          ...rest,
          Condition: Object.fromEntries(
            Object.entries(Condition)
              .toReversed()
              .map(([operator, block]) => [operator, Object.fromEntries(Object.entries(block).toReversed())]),
          ),
        },
  ],
}

const rewriteNames: readonly string[] = [
  ...Object.keys(rewrites),
  'equal statements as one',
  'another order',
  'policies apart',
]

function apart(principals: Principals): readonly Principals[] {
  if (principals === '*') return [principals]
  const { AWS = [], Service = [] } = principals
  return [...listed(AWS).map(one => ({ AWS: one })), ...listed(Service).map(one => ({ Service: one }))]
}

/** A condition key of the context of a service (`kms:EncryptionContext:…`) keeps its case. */
function inCapitals(key: string): string {
  return /^aws:[a-z]+$/i.test(key) ? key.toUpperCase() : key
}

type Block = NonNullable<Statement['Condition']>

/** Where two spellings of one key would become the same, they stay: they are two tests. */
function withKeys(block: Block, name: (key: string) => string): Block {
  return Object.fromEntries(
    Object.entries(block).map(([operator, keys]) => {
      const named = Object.fromEntries(Object.entries(keys).map(([key, values]) => [name(key), values]))
      return [operator, Object.keys(named).length === Object.keys(keys).length ? named : keys]
    }),
  )
}

/** Lists wherever IAM takes a value or a list of them. */
function withLists(
  statement: Statement,
  turn: (list: readonly string[]) => readonly string[] = list => list,
): Statement {
  const { Principal, Action, Resource, Condition = {} } = statement
  const block = Object.entries(Condition).map(([operator, keys]) => [
    operator,
    Object.fromEntries(Object.entries(keys).map(([key, values]) => [key, turn(listed(values))])),
  ])
  return {
    ...statement,
    ...(Principal === undefined ? {} : { Principal: principalLists(Principal, turn) }),
    ...(Action === undefined ? {} : { Action: turn(listed(Action)) }),
    ...(Resource === undefined ? {} : { Resource: turn(listed(Resource)) }),
    ...(block.length === 0 ? {} : { Condition: Object.fromEntries(block) }),
  }
}

function principalLists(
  principals: Principals,
  turn: (list: readonly string[]) => readonly string[],
): Principals {
  if (principals === '*') return principals
  return Object.fromEntries(Object.entries(principals).map(([kind, values]) => [kind, turn(listed(values))]))
}

/** Statements that differ in their actions alone as one. */
function merged(statements: readonly Statement[]): readonly Statement[] {
  const groups = new Map<string, Statement>()
  for (const statement of statements) {
    const { Action, ...rest } = statement
    const id = JSON.stringify([rest, Action === undefined])
    const known = groups.get(id)
    groups.set(
      id,
      known?.Action === undefined || Action === undefined
        ? statement
        : { ...known, Action: [...listed(known.Action), ...listed(Action)] },
    )
  }
  return [...groups.values()]
}

function rewritten(document: Document, name: string, number: number): Document {
  const { Statement: all } = document
  const rewrite = rewrites[name]
  if (rewrite !== undefined)
    return { ...document, Statement: replacedAt(all, number, one => rewrite(one, number)) }
  if (name === 'equal statements as one') return { ...document, Statement: merged(all) }
  if (name === 'another order')
    return {
      ...document,
      Statement: number % 2 === 0 ? all.toReversed() : [...all.slice(1), ...all.slice(0, 1)],
    }
  return document
}

/** Each statement of its first policy in a policy of its own. */
function withPoliciesApart(identity: WrittenIdentity): WrittenIdentity {
  const policies = identity.policies.flatMap(({ Statement: all, ...rest }) =>
    all.map(one => ({ ...rest, Statement: [one] })),
  )
  return { ...identity, policies: policies.toReversed() }
}

function inOtherWords(world: WrittenWorld, name: string, number: number): WrittenWorld {
  const said = (document: Document) => rewritten(document, name, number)
  const identities = world.identities.map(identity => ({
    ...(name === 'policies apart'
      ? withPoliciesApart(identity)
      : { ...identity, policies: identity.policies.map(said) }),
    boundary: identity.boundary && said(identity.boundary),
  }))
  return {
    ...world,
    keys: world.keys.map(key => ({ ...key, policy: said(key.policy) })),
    identities: name === 'another order' ? identities.toReversed() : identities,
    limits: world.limits.map(limit => ({ ...limit, document: said(limit.document) })),
  }
}

/** For tests only: one to four of the ways to say a world in other words, each with a number that chooses the place. */
export const randomRewrites: fc.Arbitrary<readonly (readonly [string, number])[]> = fc.array(
  fc.tuple(fc.constantFrom(...rewriteNames), fc.nat({ max: 100 })),
  { minLength: 1, maxLength: 4 },
)

/** For tests only: the same world. */
export function rewrittenWorld(
  world: WrittenWorld,
  all: readonly (readonly [string, number])[],
): WrittenWorld {
  return all.reduce((said, [name, number]) => inOtherWords(said, name, number), world)
}
