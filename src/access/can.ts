import { overlaps, type ActionSet } from '../model/action-set.ts'
import type { CanAnswer, CanQuestion, Cure } from '../model/can.ts'
import { showPrincipal, type Principal } from '../model/principal.ts'
import type { Condition } from '../model/statement.ts'
import { holesOf, text } from '../model/text.ts'
import type { Tri } from '../model/tri.ts'
import { distinctUnknowns, type Unknown } from '../model/unknown.ts'
import { action as actionOf, actionsWithConditionKey } from '../policy/actions.ts'
import { openCase, permitsIn, type Case, type Grounded } from './between.ts'
import { explainWay, hiddenConditions } from './can-way.ts'
import { isOnlyInSomeRequests } from './condition-keys.ts'
import type { Effect } from './effect.ts'
import { settle, type Facts } from './facts.ts'
import { guardedKey } from './guarded.ts'
import { whatIsMissing } from './missing.ts'
import { holds } from './request/conditions.ts'
import { isContradiction } from './satisfiable.ts'
import type { World } from './world.ts'

/**
 * Whether a principal can take an action on a key: yes if some request of its is allowed that carries what the
 * question says, unknown if that hangs on what the input does not tell; with the reasons as a tree.
 */
export function can(world: World, principal: Principal, question: CanQuestion): CanAnswer {
  const { key, action } = question
  const wanted = actionOf(action)
  const given = factsGiven(question.context, wanted)
  const one = openCase(world, principal, guardedKey(world, key), 'in doubt', given)
  const all = permitsIn(one)
    .filter(permit => overlaps(permit.actions, wanted))
    .flatMap(permit => underGiven(permit, given))
    .filter(permit => !excludesPairs(permit, question))
  const ways = all.filter(permit => !isContradiction(permit)).toSorted(surestFirst)
  const is = answerOf(ways)
  const says = `${showPrincipal(principal)} ${verbs[is]} ${action} with ${key.address}`
  if (is === 'no') {
    const asked = { one, principal, key, action, wanted, given }
    const { parts, cures } = whatIsMissing(asked, all.filter(isContradiction))
    return { is, why: { is, says, parts }, cures }
  }
  const telling = is === 'yes' ? ways.filter(isCertain) : ways
  const parts = telling.slice(0, mostWays).map(way => explainWay(one, action, way))
  return { is, why: { is, says, parts }, cures: is === 'yes' ? ofOpen(ways) : ofDoubts(one, ways) }
}

const verbs = { yes: 'can call', no: 'cannot call', unknown: 'can perhaps call' } as const

/** The shortest ones tell enough. */
const mostWays = 5

function answerOf(ways: readonly Grounded[]): Tri {
  if (ways.length === 0) return 'no'
  return ways.some(isCertain) ? 'yes' : 'unknown'
}

function isCertain({ hangsOn }: Grounded): boolean {
  return hangsOn.length === 0
}

function surestFirst(one: Grounded, other: Grounded): number {
  return doubtOf(one) - doubtOf(other)
}

function doubtOf({ hangsOn, conditions, unless, steps }: Grounded): number {
  return hangsOn.length * 100 + (conditions.length + unless.length) * 10 + steps.length
}

/** What a request of this action can carry: no `kms:DescribeKey` has a `kms:ViaService` only because it is given. */
function factsGiven(context: CanQuestion['context'], wanted: ActionSet): Facts {
  const given = new Map(
    [...context]
      .filter(([key]) => !isOnlyInSomeRequests(key) || overlaps(actionsWithConditionKey(key), wanted))
      .map(([key, values]) => [key.toLowerCase(), { values: values.map(value => text(value)) }]),
  )
  return key => given.get(key)
}

/** Whether all pairs of the encryption context must be of a list, and the question has another one. */
function excludesPairs({ conditions }: Grounded, { context }: CanQuestion): boolean {
  const pairs = [...context.keys()].flatMap(key => /^kms:encryptioncontext:(.+)$/i.exec(key)?.[1] ?? [])
  return conditions
    .filter(({ key, qualifier }) => key.toLowerCase() === pairNames && qualifier === 'ForAllValues')
    .some(condition => pairs.some(pair => holds(condition, new Map([[pairNames, [text(pair)]]])) === 'no'))
}

const pairNames = 'kms:encryptioncontextkeys'

/** Constraints of grants, and tests on what a resource's policy variable stands for, are decided here. */
function underGiven(permit: Grounded, given: Facts): readonly Grounded[] {
  const conditions = leftOf(permit.conditions, given)
  if (conditions === 'never') return []
  const unless: (readonly Condition[])[] = []
  const hangsOn: Unknown[] = [...permit.hangsOn, ...conditions.hangsOn]
  for (const list of permit.unless) {
    const left = leftOf(list, given)
    if (left === 'never') continue
    if (left.open.length + left.hangsOn.length === 0) return []
    if (left.hangsOn.length > 0) hangsOn.push(...left.hangsOn)
    else unless.push(left.open)
  }
  return [{ ...permit, conditions: conditions.open, unless, hangsOn: distinctUnknowns(hangsOn) }]
}

interface Left {
  readonly open: readonly Condition[]
  readonly hangsOn: readonly Unknown[]
}

/** Those conditions that what is given does not decide; `never` where it decides that one does not hold. */
function leftOf(conditions: readonly Condition[], given: Facts): Left | 'never' {
  const open: Condition[] = []
  const hangsOn: Unknown[] = []
  for (const condition of conditions) {
    const effect = settle(condition, given)
    if (effect.is === 'never') return 'never'
    if (effect.is === 'open') open.push(condition)
    if (effect.is === 'unknown') hangsOn.push(...effect.hangsOn)
  }
  return { open, hangsOn }
}

/** Where each way is open, the caller has to say what the call carries. */
function ofOpen(ways: readonly Grounded[]): readonly Cure[] {
  const certain = ways.filter(isCertain)
  if (certain.some(({ conditions, unless }) => conditions.length + unless.length === 0)) return []
  const [first] = certain
  return toSay([...(first?.conditions ?? []), ...(first?.unless ?? []).flat()])
}

function toSay(conditions: readonly Condition[]): readonly Cure[] {
  const keys = new Map(conditions.map(condition => [condition.key.toLowerCase(), condition]))
  return [...keys.values()].map(({ key, at }) => ({
    says: `say what the call carries: \`--context ${key}=VALUE\``,
    at,
  }))
}

/** What is given decides a condition too, unless its own values are not known. */
function ofDoubts(one: Case, [surest]: readonly Grounded[]): readonly Cure[] {
  if (surest === undefined) return []
  const toGive = hiddenConditions(one, surest).filter(({ values }) => values.flatMap(holesOf).length === 0)
  const given = new Set(toGive.flatMap(condition => namesOf(settle(condition, factsIn(one)))))
  const holes = surest.hangsOn.filter(({ name }) => !given.has(name))
  const cures = holes.map((hole): Cure => ({ says: cureOf(hole), at: hole.at }))
  return [...toSay(toGive), ...new Map(cures.map(cure => [cure.says, cure])).values()]
}

function factsIn({ facts, guarded }: Case): Facts {
  return key => facts(key) ?? guarded.inIam.facts(key)
}

function namesOf(effect: Effect): readonly string[] {
  return effect.is === 'unknown' ? effect.hangsOn.map(({ name }) => name) : []
}

function cureOf({ reason, name }: Unknown): string {
  switch (reason) {
    case 'not-in-input':
      return `give it with \`--context FILE\`, such as an account snapshot: ${name}`
    case 'undecided-condition':
      return `find it out in AWS, or write it another way: ${name}`
    case 'policy-variable':
      return `say what the call carries: \`--context ${name}=VALUE\``
    case 'malformed':
      return `correct what cannot be read: ${name}`
    default:
      return `ask again with a plan in which it is known: ${name}`
  }
}
