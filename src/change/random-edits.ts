import * as fc from 'fast-check'
import { organization } from '../access/random-world-policies.ts'
import type { Conditions, Values } from '../access/random-conditions.ts'
import type { Document, Statement } from '../access/random-policies.ts'
import {
  randomWorld,
  type WrittenIdentity,
  type WrittenKey,
  type WrittenWorld,
} from '../access/random-worlds.ts'

// For tests only: a random world and what a change makes of it.
/** For tests only: a world before and after a change. */
export interface WrittenPair {
  readonly before: WrittenWorld
  readonly after: WrittenWorld
}

/** What an edit does with a thing; what it puts there comes from another world, numbers choose among the many. */
type Edit<Thing> = (thing: Thing, donor: Thing, numbers: readonly [number, number]) => Thing

/** The item of that number, counted round. */
function chosen<Item>(items: readonly Item[], number: number): Item | undefined {
  return items[number % Math.max(items.length, 1)]
}

/** The list with that item, counted round, made into some others. */
export function replacedAt<Item>(
  items: readonly Item[],
  number: number,
  make: (item: Item) => readonly Item[],
): readonly Item[] {
  const at = number % Math.max(items.length, 1)
  return items.flatMap((item, index) => (index === at ? make(item) : [item]))
}

const narrowings: readonly Conditions[] = [
  { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
  { StringEquals: { 'kms:EncryptionContext:Team': 'a' } },
  { StringEquals: { 'kms:EncryptionContext:Team': ['a', 'b'] } },
  { StringLike: { 'kms:ViaService': 's3.*.amazonaws.com' } },
  { StringEquals: { 'kms:ViaService': 's3.us-west-2.amazonaws.com' } },
  { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } },
  { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
  { IpAddress: { 'aws:SourceIp': ['10.0.0.0/24', '192.0.2.0/24'] } },
  { StringEquals: { 'aws:PrincipalTag/team': 'a' } },
  { StringEquals: { 'aws:PrincipalOrgID': organization } },
  { DateLessThan: { 'aws:CurrentTime': '2026-03-01T00:00:00Z' } },
]

/** Two condition blocks as one; where both ask the same of one key, the second is kept. */
function withBoth(one: Conditions, other: Conditions): Conditions {
  return Object.fromEntries(
    [...new Set([...Object.keys(one), ...Object.keys(other)])].map(operator => [
      operator,
      { ...one[operator], ...other[operator] },
    ]),
  )
}

const narrowed: Edit<Statement> = (statement, _, [number]) => ({
  ...statement,
  Condition: withBoth(statement.Condition ?? {}, chosen(narrowings, number) ?? {}),
})

const otherConditions: Edit<Statement> = (statement, { Condition }) => ({
  ...without(statement, ['Condition']),
  ...(Condition === undefined ? {} : { Condition }),
})

const widened: Edit<Statement> = statement => without(statement, ['Condition'])

const otherCallers: Edit<Statement> = (statement, { Principal, NotPrincipal }) =>
  Principal === undefined && NotPrincipal === undefined
    ? statement
    : {
        ...without(statement, ['Principal', 'NotPrincipal']),
        ...(Principal === undefined ? {} : { Principal }),
        ...(NotPrincipal === undefined ? {} : { NotPrincipal }),
      }

const otherActions: Edit<Statement> = (statement, { Action, NotAction }) => ({
  ...without(statement, ['Action', 'NotAction']),
  ...(Action === undefined ? {} : { Action }),
  ...(NotAction === undefined ? {} : { NotAction }),
})

/** The statement without some of its elements. */
function without(statement: Statement, names: readonly (keyof Statement)[]): Statement {
  const { Effect, ...rest } = statement
  const kept = Object.entries(rest).filter(([name]) => !names.some(one => one === name))
  return { Effect, ...Object.fromEntries(kept) }
}

/** One value more or less in one list of a condition. */
const otherValues: Edit<Statement> = (statement, _, [number, which]) => {
  const { Condition = {} } = statement
  const operator = chosen(Object.keys(Condition), number)
  if (operator === undefined) return statement
  const block = Condition[operator] ?? {}
  const key = chosen(Object.keys(block), number)
  if (key === undefined) return statement
  const values = listed(block[key] ?? [])
  const changed = values.length > 1 && which % 2 === 0 ? values.slice(1) : [...values, more(operator, which)]
  return { ...statement, Condition: { ...Condition, [operator]: { ...block, [key]: changed } } }
}

function more(operator: string, number: number): string {
  if (/Bool|Null/.test(operator)) return chosen(['true', 'false'], number) ?? ''
  if (operator.includes('Numeric')) return chosen(['7', '31'], number) ?? ''
  if (operator.includes('Date')) return '2026-02-01'
  if (operator.includes('Ip')) return chosen(['10.0.1.0/24', '192.0.2.7'], number) ?? ''
  if (operator.includes('Arn')) return 'arn:aws:iam::*:role/team/*'
  return chosen(['a', 'b', 'a*', 'alias/b', 'Sign'], number) ?? ''
}

/** A value or a list of them, as a list. */
export function listed(values: Values): readonly string[] {
  return typeof values === 'string' ? [values] : values
}

const inStatement = [narrowed, widened, widened, otherConditions, otherCallers, otherActions, otherValues]

const inDocument: readonly Edit<Document>[] = [
  ...inStatement.map((edit): Edit<Document> => (document, donor, [number, which]) => {
    const given = chosen(donor.Statement, which)
    return {
      ...document,
      Statement: replacedAt(document.Statement, number, one => [
        given === undefined ? one : edit(one, given, [which, number]),
      ]),
    }
  }),
  (document, _, [number]) => ({ ...document, Statement: replacedAt(document.Statement, number, () => []) }),
  (document, donor, [number]) => ({
    ...document,
    Statement: [...document.Statement, ...donor.Statement.slice(0, 1 + (number % 2))],
  }),
  (document, donor, [number]) => ({
    ...document,
    Statement: [
      ...document.Statement,
      ...donor.Statement.slice(0, 1 + (number % 2)).map(one => ({ ...one, Effect: 'Deny' as const })),
    ],
  }),
]

const editedDocument: Edit<Document> = (document, donor, [number, which]) =>
  chosen(inDocument, number)?.(document, donor, [which, Math.floor(number / inDocument.length)]) ?? document

const editedKey: Edit<WrittenKey> = (key, donor, [number, which]) => {
  if (number % 12 === 0) return { ...key, tags: donor.tags, aliases: donor.aliases }
  if (number % 12 === 1) return { ...key, spec: donor.spec, usage: donor.usage }
  return { ...key, policy: editedDocument(key.policy, donor.policy, [Math.floor(number / 12), which]) }
}

const editedIdentity: Edit<WrittenIdentity> = (identity, donor, [number, which]) => {
  const { policies, boundary } = identity
  if (number % 8 === 0) return { ...identity, boundary: donor.boundary }
  if (number % 8 === 1) return { ...identity, policies: [...policies, ...donor.policies.slice(0, 1)] }
  if (number % 8 === 2) return { ...identity, policies: replacedAt(policies, which, () => []) }
  const [given] = donor.policies
  if (given === undefined) return identity
  const within: readonly [number, number] = [Math.floor(number / 8), which]
  if (number % 8 === 3 && boundary !== null)
    return { ...identity, boundary: editedDocument(boundary, given, within) }
  return {
    ...identity,
    policies: replacedAt(policies, which, one => [editedDocument(one, given, within)]),
  }
}

const inWorld: readonly Edit<WrittenWorld>[] = [
  ...Array.from({ length: 5 }, (): Edit<WrittenWorld> => (world, donor, [number, which]) => ({
    ...world,
    keys: replacedAt(world.keys, which, key => [
      editedKey(key, chosen(donor.keys, which) ?? key, [number, which]),
    ]),
  })),
  ...Array.from({ length: 4 }, (): Edit<WrittenWorld> => (world, donor, [number, which]) => ({
    ...world,
    identities: replacedAt(world.identities, which, one => [
      editedIdentity(one, chosen(donor.identities, which) ?? one, [number, which]),
    ]),
  })),
  (world, donor, [number]) => ({ ...world, grants: [...world.grants, ...donor.grants.slice(number % 2)] }),
  (world, _, [number]) => ({ ...world, grants: replacedAt(world.grants, number, () => []) }),
  (world, donor) => ({ ...world, limits: [...world.limits, ...donor.limits.slice(0, 1)] }),
  (world, _, [number]) => ({ ...world, limits: replacedAt(world.limits, number, () => []) }),
  (world, donor, numbers) => ({
    ...world,
    limits: replacedAt(world.limits, numbers[1], one => {
      const given = donor.limits.find(({ kind }) => kind === one.kind) ?? one
      return [{ ...one, document: editedDocument(one.document, given.document, numbers) }]
    }),
  }),
  (world, donor) => ({ ...world, identities: distinct([...world.identities, ...donor.identities]) }),
  (world, _, [number]) => ({ ...world, identities: replacedAt(world.identities, number, () => []) }),
  (world, donor) => ({ ...world, keys: distinct([...world.keys, ...donor.keys]) }),
  (world, _, [number]) => ({ ...world, keys: replacedAt(world.keys, number, () => []) }),
]

/** Each ARN once. */
function distinct<Thing extends { readonly arn: string }>(things: readonly Thing[]): readonly Thing[] {
  return [...new Map([...things].toReversed().map(thing => [thing.arn, thing])).values()].toReversed()
}

const numbers = fc.tuple(fc.nat(), fc.nat(), fc.nat())

/** For tests only: mostly a world and what a few edits make of it; now and then two worlds that have nothing to do with each other. */
export const randomPair: fc.Arbitrary<WrittenPair> = fc
  .tuple(
    randomWorld,
    randomWorld,
    fc.oneof(
      { arbitrary: fc.constant([]), weight: 1 },
      { arbitrary: fc.array(numbers, { minLength: 1, maxLength: 3 }), weight: 6 },
    ),
  )
  .map(([before, donor, edits]) => ({
    before,
    after:
      edits.length === 0
        ? donor
        : edits.reduce(
            (world, [which, ...rest]) => chosen(inWorld, which)?.(world, donor, rest) ?? world,
            before,
          ),
  }))
