import { evaluate } from '../access/evaluate.ts'
import { identityBehind } from '../access/random-inventory.ts'
import type { ChangedLimit } from './limits.ts'
import { answerOf, described, mayCover, type Question } from '../access/random-questions.ts'
import { askedActions, callersOf, requestFor, standIns, type WorldCaller } from '../access/random-requests.ts'
import { accountOfCaller } from '../access/request/caller.ts'
import type { RequestContext } from '../access/request/context.ts'
import type { Access } from '../model/access.ts'
import type { ChangedAccess, ChangeKind, KeyChange } from '../model/change.ts'
import type { Inventory } from '../model/inventory.ts'
import type { Key } from '../model/key.ts'
import type { Condition, PolicyDocument } from '../model/statement.ts'
import { showText, text, type Text } from '../model/text.ts'
import { tri, type Tri } from '../model/tri.ts'
import { isUnknown, type Unknown } from '../model/unknown.ts'
import { isFilledByCall, variableOf } from '../policy/variables.ts'

// For tests only: the engine that decides one request, asked before and after a change.
/** For tests only: the worlds on both sides of a change. */
export interface Sides {
  readonly before: Inventory
  readonly after: Inventory
}

/** For tests only: a request that is allowed on one side alone. */
export interface Turn {
  readonly question: Question
  readonly allowed: keyof Sides
}

/** For tests only: the changes that tell of requests allowed on one side alone. */
export const kindsOf: Readonly<Record<keyof Sides, ReadonlySet<ChangeKind>>> = {
  before: new Set(['lost', 'narrowed'] as const),
  after: new Set(['gained', 'widened'] as const),
}

/** For tests only: the other side. */
export function opposed(side: keyof Sides): keyof Sides {
  return side === 'before' ? 'after' : 'before'
}

/** For tests only: everybody on either side, as the side sees him that knows more. */
export function callersIn({ before, after }: Sides): readonly WorldCaller[] {
  const callers = new Map<string, WorldCaller>()
  for (const side of [before, after]) {
    for (const caller of callersOf(side)) {
      const known = identityBehind(caller.principal, side) !== undefined
      if (known || !callers.has(caller.written)) callers.set(caller.written, caller)
    }
  }
  return [...callers.values()]
}

/** For tests only: what the engine says about a request on one side; nobody can do anything with a key that is not there. */
export function decidedOn(
  inventory: Inventory,
  { by, key: { arn }, action, given }: Question,
  identity: readonly PolicyDocument[] = [],
): Tri {
  const key = inventory.keys.find(one => one.arn === arn)
  if (key === undefined) return 'no'
  const { decision } = evaluate(requestFor(inventory, by, key, action, given, identity))
  return decision === 'unknown' ? 'unknown' : tri(decision === 'allow')
}

/** For tests only: every request about one key, and on which side alone it is allowed, if on one. */
export function* turnsOf(
  sides: Sides,
  { fate, before, after }: KeyChange,
  contexts: readonly RequestContext[],
): Generator<Turn | undefined> {
  // A key that is replaced is two keys.
  const keys = fate === 'replaced' ? [before, after] : [after ?? before]
  for (const key of keys) {
    if (key === undefined) continue
    for (const by of callersIn(sides)) {
      for (const action of askedActions) {
        for (const given of contexts) yield* turnsAt(sides, { by, key, action, given })
      }
    }
  }
}

/**
 * What accounts of strangers say is the same on both sides. What a key allows to another account that account may hand
 * on to any of its principals: of these the diff tells what changes for whom it allows all that it can.
 */
function* turnsAt(sides: Sides, question: Question): Generator<Turn | undefined> {
  const { by, key } = question
  const ofOthers = accountOfCaller(by.caller) === key.account ? standIns : standIns.slice(-1)
  for (const identity of by.known ? standIns.slice(0, 1) : ofOthers) {
    const was = decidedOn(sides.before, question, identity)
    const is = decidedOn(sides.after, question, identity)
    const isOnOneSide = was !== is && was !== 'unknown' && is !== 'unknown'
    yield isOnOneSide ? { question, allowed: was === 'yes' ? 'before' : 'after' } : undefined
  }
}

/** For tests only: whether some change says so: of the caller or a class that may have him, of the action, in such a context. */
export function isTold(
  changes: readonly ChangedAccess[],
  sides: Sides,
  { question, allowed }: Turn,
): boolean {
  const told = changes.filter(
    ({ kind, access }) => kindsOf[allowed].has(kind) && mayCover(access.principal, question.by),
  )
  // What is told of one side is told of the key as that side has it.
  const key = sides[allowed].keys.find(({ arn }) => arn === question.key.arn) ?? question.key
  const accesses = told.map(({ access }) => access)
  return answerOf(accesses, sides[allowed], { ...question, key }) !== 'no'
}

/** For tests only: whether the lists of a key leave it out on purpose: they speak of nobody who may have it. */
export function isBeyondLists(sides: Sides, turn: Turn, limits: readonly ChangedLimit[]): boolean {
  return (
    isLimited(sides, turn, limits) || [isHalfKnown, isGone, isOfAlias].some(reason => reason(sides, turn))
  )
}

/** What an organization, or a Deny for some, takes from those whom the input does not show is told as such. */
function isLimited(sides: Sides, { question: { by, key } }: Turn, limits: readonly ChangedLimit[]): boolean {
  const keys = [sides.before, sides.after].flatMap(side => side.keys.filter(({ arn }) => arn === key.arn))
  const concerns = ({ at: { address } }: ChangedLimit) =>
    keys.some(one => one.address === address) || address.startsWith('aws_organizations_policy.')
  return isUntold(sides, by) && limits.some(concerns)
}

function isUntold({ before, after }: Sides, { principal }: WorldCaller): boolean {
  return [before, after].every(side => identityBehind(principal, side) === undefined)
}

/** One side alone tells what the account of somebody says whom a key of another account names; the other has it open. */
function isHalfKnown({ before, after }: Sides, { question: { by, key } }: Turn): boolean {
  const [was, is] = [before, after].map(side => identityBehind(by.principal, side) === undefined)
  return was !== is && accountOfCaller(by.caller) !== key.account
}

/** A role or user that one side alone has is perhaps not there on the other, whatever a class could do. */
function isGone(sides: Sides, { question: { by }, allowed }: Turn): boolean {
  const isThere = identityBehind(by.principal, sides[opposed(allowed)]) !== undefined
  return isThere && identityBehind(by.principal, sides[allowed]) === undefined
}

/** Nothing ties the alias that a request names to those of the key. */
function isOfAlias(sides: Sides, { question: { given, key } }: Turn): boolean {
  return given.has('kms:requestalias') && !canBeCalled(sides, key)
}

/** For tests only: whether a request can name a key by the alias of these requests, on both sides. */
export function canBeCalled({ before, after }: Sides, { arn }: Key): boolean {
  return [before, after].every(({ keys }) =>
    keys.every(key => key.arn !== arn || key.aliases.includes('alias/app')),
  )
}

/** For tests only: a turn for people. */
export function describedTurn({ question, allowed }: Turn): string {
  return described(question, { before: tri(allowed === 'before'), after: tri(allowed === 'after') })
}

/** What AWS itself puts into a request of a caller on a key: a test that chose it would ask of nobody. */
const isFact =
  /^(?:aws:(?:principal(?:arn|account|type|isawsservice|orgid|servicename.*)|username|userid|resource.*)|kms:(?:calleraccount|key(?:spec|usage|origin)|multiregion|resourcealiases))/

/** For tests only: contexts made of what conditions ask for: each value, another one, none. */
export function contextsFor(
  { conditions, unless }: Pick<Access, 'conditions' | 'unless'>,
  most: number,
): readonly RequestContext[] {
  const values = new Map<string, Map<string, readonly Text[]>>()
  for (const condition of [...conditions, ...unless.flat()]) {
    for (const [key, asked] of [
      [condition.key.toLowerCase(), valuesFor(condition)] as const,
      ...variablesIn(condition),
    ]) {
      if (isFact.test(key)) continue
      const known = values.get(key) ?? new Map<string, readonly Text[]>([['', []]])
      for (const value of asked) known.set(value, [text(value)])
      values.set(key, known)
    }
  }
  let contexts: readonly RequestContext[] = [new Map()]
  for (const [key, known] of values) {
    const more = contexts.flatMap(context =>
      [...known.values()].map(list => (list.length === 0 ? context : new Map([...context, [key, list]]))),
    )
    contexts = spread(more, most)
  }
  return contexts
}

/** The keys that a call fills values from, with what they are compared with in a random world. */
function variablesIn({ values }: Condition): readonly (readonly [string, readonly string[]])[] {
  return values
    .flat()
    .filter(isUnknown)
    .filter(isFilledByCall)
    .map(hole => [variableOf(hole).name.toLowerCase(), ['a', 'b']])
}

function standInFor(hole: Unknown): string {
  const { name, fallback } = variableOf(hole)
  return ['*', '?', '$'].includes(name) ? name : (fallback ?? 'a')
}

/** So many of a list, from all of it. */
function spread<Item>(items: readonly Item[], most: number): readonly Item[] {
  if (items.length <= most) return items
  // A step without a common factor with the counts of values, so that all of them come.
  return Array.from({ length: most }, (_, index) => items[(index * 7919) % items.length]).filter(
    item => item !== undefined,
  )
}

function valuesFor({ operator, values }: Condition): readonly string[] {
  const written = values.map(value =>
    showText(value.map(part => (isUnknown(part) ? standInFor(part) : part))),
  )
  if (operator === 'Bool') return ['true', 'false']
  if (operator === 'Null') return ['a']
  if (operator.includes('Numeric'))
    return written.flatMap(one => [-1, 0, 1].map(more => String(Number(one) + more)))
  if (operator.includes('Date')) return [...written, '2020-01-01T00:00:00Z', '2035-01-01T00:00:00Z']
  if (operator.includes('Ip')) return [...written.map(one => one.replace(/\/.*$/, '')), '203.0.113.9']
  return [
    ...written,
    ...written.map(one => one.replaceAll('*', 'x').replaceAll('?', 'y')),
    ...written.map(one => one.replaceAll('*', '')),
    'zz',
  ]
}
