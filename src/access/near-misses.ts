import { noActions, overlaps, union, type ActionSet } from '../model/action-set.ts'
import type { Cure, Explanation } from '../model/can.ts'
import { nameOf, type Condition, type Statement } from '../model/statement.ts'
import { showText } from '../model/text.ts'
import { actionNames } from '../policy/actions.ts'
import { showCondition } from '../policy/conditions.ts'
import { aliveUnder } from './callers.ts'
import { settle, type Facts } from './facts.ts'
import type { Target } from './target.ts'

/** An action on a target, by somebody of whom facts are known. */
export interface Sought {
  readonly action: string
  readonly wanted: ActionSet
  readonly facts: Facts
  /** Of the facts, what the question gives. */
  readonly given: Facts
  readonly target: Target
}

/** A statement that allows something like what was asked for: a likely mistake. */
export interface NearMiss {
  /** The lower, the nearer. */
  readonly distance: number
  readonly why: Explanation
  /** What would make it a hit. */
  readonly cure?: Cure
}

/** Why statements that allow something do not allow this; those that do, and those of other services, are left out. */
export function nearMissesIn(
  statements: readonly Statement[],
  name: string,
  sought: Sought,
): readonly NearMiss[] {
  return statements.flatMap(statement =>
    statement.effect === 'Allow' ? whyNot(statement, `${name}, ${nameOf(statement)},`, sought) : [],
  )
}

const mostNear = 3

/** The nearest few, as parts of an explanation. */
export function nearest(misses: readonly NearMiss[]): readonly Explanation[] {
  return misses
    .toSorted((one, other) => one.distance - other.distance)
    .slice(0, mostNear)
    .map(({ why }) => why)
}

/** What would make the nearest of them a hit, else something else. */
export function cureOfNearest(misses: readonly NearMiss[], otherwise: string): readonly Cure[] {
  const [first] = misses.toSorted((one, other) => one.distance - other.distance)
  return [first?.cure ?? { says: otherwise }]
}

function whyNot(statement: Statement, subject: string, sought: Sought): readonly NearMiss[] {
  const { action, wanted, facts, target } = sought
  const { may } = target.catalogue.coverOf(statement.actions)
  if (may === noActions) return []
  const { at } = statement
  const isCovered = target.covered(statement.resources, facts).is !== 'no'
  if (!overlaps(may, wanted)) {
    return isCovered ? [{ distance: 3, why: no(`${subject} allows ${few(may)}, not ${action}`, at) }] : []
  }
  const which = subject.replace(/,$/, '')
  if (!isCovered) {
    const cure = { says: `name this key by its ARN in ${which}`, at }
    return [{ distance: 2, why: onSomethingElse(statement, subject, action), cure }]
  }
  const condition = neverMet(statement.conditions, sought)
  if (condition === undefined) return []
  const says = `${subject} allows ${action} only when ${showCondition(condition)}`
  const why = { ...no(says, at), parts: [no(whatItIs(condition, sought), condition.at)] }
  return [{ distance: 1, why, ...cureOf(condition, which, sought) }]
}

/** Who somebody is cannot be mended; what the call carries, and what the key is, can. */
function cureOf(condition: Condition, which: string, sought: Sought): Pick<NearMiss, 'cure'> {
  const { action, given, target } = sought
  const { at } = condition
  const name = condition.key.toLowerCase()
  if (isSilent(condition, sought))
    return { cure: { says: `change the condition of ${which}: no ${action} request can meet it`, at } }
  if (given(name) === undefined && target.facts(name) === undefined) return {}
  return {
    cure: { says: `meet the condition of ${which}, or change it: ${showCondition(condition)}`, at },
  }
}

function no(says: string, at: Statement['at']): Explanation {
  return { is: 'no', says, at, parts: [] }
}

/** An alias in `Resource` is the alias itself, never its key (Developer Guide, "Using aliases to control access"). */
function onSomethingElse({ resources, at }: Statement, subject: string, action: string): Explanation {
  const names = (resources?.items ?? []).map(({ text }) => showText(text))
  const where = names.length === 0 ? 'nothing' : names.slice(0, mostNear).join(', ')
  if (resources?.negated === true) return no(`${subject} allows ${action} on all but ${where}`, at)
  const says = `${subject} allows ${action} on ${where}: that is not this key`
  const isAlias = names.some(name => /:alias\//.test(name))
  return no(isAlias ? `${says}, since the ARN of an alias never stands for its key` : says, at)
}

/** The first condition that no such request meets. */
function neverMet(
  conditions: readonly Condition[],
  { facts, target, wanted }: Sought,
): Condition | undefined {
  const all: Facts = key => facts(key) ?? target.facts(key)
  return conditions.find(
    condition => settle(condition, all).is === 'never' || isSilent(condition, { target, wanted }),
  )
}

/** Whether no request of the action carries the key that a condition asks for. */
function isSilent(condition: Condition, { target, wanted }: Pick<Sought, 'target' | 'wanted'>): boolean {
  const { actions, perhaps } = aliveUnder([condition], target, wanted)
  return union(actions, perhaps) === noActions
}

function whatItIs(condition: Condition, sought: Sought): string {
  const { facts, target, action } = sought
  const { key } = condition
  const name = key.toLowerCase()
  if (isSilent(condition, sought)) return `no ${action} request carries ${key}`
  const fact = facts(name) ?? target.facts(name)
  if (fact === undefined || 'hidden' in fact) return `no request meets that`
  if (fact.values.length === 0) return `${key} is absent`
  // Tags may hold what is not for everybody's eyes.
  if (name.startsWith('aws:resourcetag/')) return `${key} has another value`
  return `${key} is ${fact.values.map(showText).join(' and ')}`
}

function few(actions: ActionSet): string {
  const names = actionNames(actions)
  if (names.length <= mostNear) return names.join(', ')
  return `${names.slice(0, mostNear - 1).join(', ')} and ${names.length - mostNear + 1} more actions`
}
