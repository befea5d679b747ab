import type { Condition } from '../../model/statement.ts'
import { distinctUnknowns, type Unknown } from '../../model/unknown.ts'
import { showCondition } from '../../policy/conditions.ts'
import { settle, type Facts } from '../facts.ts'

/** What is still open about something: decided when the call is made, or hidden. */
export interface Terms {
  readonly conditions: readonly Condition[]
  readonly unless: readonly (readonly Condition[])[]
  /** Empty: certain. */
  readonly hangsOn: readonly Unknown[]
}

/** Nothing is open. */
export const noTerms: Terms = { conditions: [], unless: [], hangsOn: [] }

/** A chain of thousands of links must not carry all that each of them asks for. */
const mostTerms = 100

/** What both ask for. */
export function joinedTerms(one: Terms, other: Terms): Terms {
  const conditions = each(one.conditions, other.conditions, shown)
  const unless = each(one.unless, other.unless, shownList)
  const hangsOn = distinctUnknowns([...one.hangsOn, ...other.hangsOn])
  if (conditions.length + unless.length + hangsOn.length <= mostTerms) return { conditions, unless, hangsOn }
  const [first] = [...conditions, ...unless.flat(), ...hangsOn]
  const at = first?.at ?? { file: '', address: '', pointer: '' }
  const name = `what more than ${mostTerms} conditions of a chain ask for`
  const hole: Unknown = { kind: 'unknown', reason: 'undecided-condition', name, shape: 'anything', at }
  const few = mostTerms / 4
  return {
    conditions: conditions.slice(0, few),
    unless: unless.slice(0, few),
    hangsOn: distinctUnknowns([hole, ...hangsOn.slice(0, few)]),
  }
}

function each<Item>(
  one: readonly Item[],
  other: readonly Item[],
  show: (item: Item) => string,
): readonly Item[] {
  if (other.length === 0) return one
  if (one.length === 0) return other
  const told = new Set(one.map(show))
  return [...one, ...other.filter(item => !told.has(show(item)))]
}

/** Whether whoever meets the other's terms meets these, with no more doubt. */
export function isNoHarder(one: Terms, other: Terms): boolean {
  if (one.hangsOn.length > 0 && other.hangsOn.length === 0) return false
  if (one.conditions.length > other.conditions.length || one.unless.length > other.unless.length) return false
  return isAmong(one.conditions, other.conditions, shown) && isAmong(one.unless, other.unless, shownList)
}

function isAmong<Item>(few: readonly Item[], many: readonly Item[], show: (item: Item) => string): boolean {
  if (few.length === 0) return true
  const told = new Set(many.map(show))
  return few.every(item => told.has(show(item)))
}

const shownConditions = new WeakMap<Condition, string>()

function shown(condition: Condition): string {
  const known = shownConditions.get(condition) ?? showCondition(condition)
  shownConditions.set(condition, known)
  return known
}

function shownList(list: readonly Condition[]): string {
  return list.map(shown).join(' and ')
}

/** How much is open: the fewest first, doubts before all. */
export function openness({ conditions, unless, hangsOn }: Terms): number {
  return (hangsOn.length > 0 ? 1000 : 0) + conditions.length + unless.length
}

/** The same in three degrees: with nothing open, with what the call decides, in doubt. */
export function degreeOf({ conditions, unless, hangsOn }: Terms): 0 | 1 | 2 {
  if (hangsOn.length > 0) return 2
  return conditions.length + unless.length > 0 ? 1 : 0
}

/** The terms once some facts are told; nothing when they cannot be met. */
export function settledTerms(terms: Terms, facts: Facts): Terms | undefined {
  const hangsOn = [...terms.hangsOn]
  const conditions: Condition[] = []
  for (const condition of terms.conditions) {
    const effect = effectOf(condition, facts)
    if (effect.is === 'never') return undefined
    if (effect.is === 'unknown') hangsOn.push(...effect.hangsOn)
    if (effect.is === 'open') conditions.push(condition)
  }
  const unless: (readonly Condition[])[] = []
  for (const list of terms.unless) {
    const effects = list.map(condition => effectOf(condition, facts))
    if (effects.some(({ is }) => is === 'never')) continue
    const left = list.filter((_, index) => effects[index]?.is === 'open')
    const holes = effects.flatMap(effect => (effect.is === 'unknown' ? effect.hangsOn : []))
    if (holes.length > 0) hangsOn.push(...holes)
    else if (left.length === 0) return undefined
    else unless.push(left)
  }
  return { conditions, unless, hangsOn }
}

function effectOf(condition: Condition, facts: Facts): ReturnType<typeof settle> {
  return facts(condition.key.toLowerCase()) === undefined ? { is: 'open' } : settle(condition, facts)
}
