import { noActions, union, type ActionSet } from '../model/action-set.ts'
import type { Listed, Statement } from '../model/statement.ts'
import { isUnknown } from '../model/unknown.ts'
import { coverOf } from '../policy/actions.ts'
import { clauseOf, type HoleNames } from './inclusion/clauses.ts'
import { meaningOf } from './one-order.ts'

/** What statements that differ in their actions alone say of one principal, or of all but some. */
interface Said {
  /** What they cover for certain, and at most. */
  readonly must: ActionSet
  readonly may: ActionSet
  /** One of them. */
  readonly statement: Statement
}

/** By all but the actions: equal for whatever differs in order, wording, doubles or how it is split by principal, resource and action. */
export type Sayings = ReadonlyMap<string, Said>

/** What statements say of actions on keys. */
export function sayingsOf(statements: readonly Statement[], names: HoleNames): Sayings {
  const all = new Map<string, Said>()
  for (const statement of statements) {
    const { must, may } = coverOf(statement.actions)
    if (may === noActions) continue
    for (const name of meaningsOf(statement, names)) {
      const known = all.get(name)
      all.set(name, {
        must: union(known?.must ?? noActions, must),
        may: union(known?.may ?? noActions, may),
        statement: known?.statement ?? statement,
      })
    }
  }
  return all
}

/** Equal for sayings that say the same, whatever their order. */
export function meaningOfSayings(sayings: Sayings): string {
  return distinct([...sayings].map(([name, said]) => JSON.stringify([name, actionsOf(said)]))).join('\n')
}

/** A statement of each saying that the other side does not have so, those of the later side first. */
export function differingSayings(before: Sayings, after: Sayings): readonly Statement[] {
  return [...new Map([...after, ...before]).keys()]
    .filter(name => actionsOf(before.get(name)) !== actionsOf(after.get(name)))
    .flatMap(name => (after.get(name) ?? before.get(name))?.statement ?? [])
}

function actionsOf({ must, may } = { must: noActions, may: noActions }): string {
  return `${must.toString(36)} ${may.toString(36)}`
}

/** So many meanings of one statement are told apart: beyond, how it is split counts. */
const mostMeanings = 1000

/** One for each principal and resource. */
function meaningsOf(statement: Statement, names: HoleNames): readonly string[] {
  const { effect, principals, resources, conditions, conditionHoles } = statement
  const rest = [
    isUnknown(effect) ? names(effect) : effect,
    distinct(conditions.map(condition => clauseOf(condition, names).id)),
    distinct(conditionHoles.map(names)),
  ]
  const who = apart(principals, ({ principal }) => principal)
  const what = apart(resources, ({ text }) => text)
  const all = who.length * what.length > mostMeanings ? [what.join('\n')] : what
  return who.flatMap(one => all.map(other => JSON.stringify([one, other, ...rest])))
}

/** Each item of a list, as if it stood alone; exceptions belong together. */
function apart<Item>(list: Listed<Item> | undefined, meant: (item: Item) => unknown): readonly string[] {
  const items = distinct((list?.items ?? []).map(item => meaningOf(meant(item))))
  return list === undefined || list.negated ? [JSON.stringify([list?.negated, items])] : items
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)].toSorted()
}
