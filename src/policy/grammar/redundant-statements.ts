import { nameOf, type Problem, type Statement } from '../../model/statement.ts'
import { groupedBy } from '../../model/grouped-by.ts'
import { withoutPlaces } from '../../model/source-location.ts'
import { matchesWildcard } from '../wildcard.ts'
import type { Judged, Kind } from './in-statements.ts'
import { literalsOf } from './literals-of.ts'

/** Statements that say nothing which another, alike in all but its actions, does not say. */
export function redundantStatements({ document, kind }: Judged): readonly Problem[] {
  // To spell a statement out is dear, and few look alike at first sight.
  const similar = groupedBy(document.statements, firstSight)
  return [...similar.values()].flatMap(group => {
    if (group.length < 2) return []
    const plain = group.flatMap(statement => plainly(statement, kind) ?? [])
    return [...groupedBy(plain, ({ rest }) => rest).values()].flatMap(idleIn)
  })
}

/** Cheap to make, and different for most statements. */
function firstSight({ effect, principals, resources, conditions }: Statement): string {
  const who = principals?.items[0]?.principal
  const named = who !== undefined && 'arn' in who ? who.arn[0] : who?.kind
  const resource = resources?.items[0]?.text[0]
  const shown = `${typeof effect === 'string' ? effect : ''} ${typeof named === 'string' ? named : ''}`
  return `${shown} ${principals?.items.length} ${typeof resource === 'string' ? resource : ''} ${conditions.length} ${conditions[0]?.key}`
}

/** A statement of which all is told. */
interface Plain {
  readonly statement: Statement
  /** All but its name and its actions. */
  readonly rest: string
  readonly actions: readonly string[]
  readonly names: ReadonlySet<string>
  readonly patterns: readonly string[]
}

function plainly(statement: Statement, kind: Kind): Plain | undefined {
  const { effect, principals, resources, conditions, conditionHoles } = statement
  // Where one is needed, a statement without a resource is told as such.
  if (conditionHoles.length > 0 || (resources === undefined && kind !== 'trust-policy')) return undefined
  const names = literalsOf(statement.actions)
  const rest = JSON.stringify([effect, principals, resources, conditions], withoutPlaces)
  if (names === undefined || rest.includes('"kind":"unknown"')) return undefined
  const patterns = names.filter(name => /[*?]/.test(name)).slice(0, mostPatterns)
  return { statement, rest, actions: names, names: new Set(names), patterns }
}

/** Of hostile documents, few patterns and few statements that have some are compared: the rest is left as it is. */
const mostPatterns = 20

function idleIn(group: readonly Plain[]): readonly Problem[] {
  // The longest list first, so that it holds the shorter ones.
  const ordered = group.toSorted((left, right) => right.actions.length - left.actions.length)
  const holders = new Map<string, Plain>()
  for (const one of ordered)
    for (const name of [...one.actions, listOf(one)]) if (!holders.has(name)) holders.set(name, one)
  const wide = ordered.filter(({ patterns }) => patterns.length > 0).slice(0, mostPatterns)
  const idle = new Set<Plain>()
  return group.toReversed().flatMap(one => {
    const by = holderOf(one, holders, wide)
    if (by === undefined || idle.has(by) || isSamePlace(by, one)) return []
    idle.add(one)
    const says = `${nameOf(one.statement)} says nothing that ${nameOf(by.statement)} does not say`
    return [{ code: 'redundant-statement' as const, says, at: one.statement.at }]
  })
}

/** One other statement that has all of its actions. */
function holderOf(
  one: Plain,
  holders: ReadonlyMap<string, Plain>,
  wide: readonly Plain[],
): Plain | undefined {
  const [first = ''] = one.actions
  return [holders.get(first), holders.get(listOf(one)), ...wide].find(
    other => other !== undefined && other !== one && one.actions.every(action => has(other, action)),
  )
}

/** The same for the same actions in any order. */
function listOf({ names }: Plain): string {
  return [...names].toSorted().join(' ')
}

function has({ names, patterns }: Plain, action: string): boolean {
  return names.has(action) || patterns.some(pattern => matchesWildcard(pattern, action))
}

/** In several ways that one statement can turn out, it is there once. */
function isSamePlace(one: Plain, other: Plain): boolean {
  const { at } = one.statement
  return at.address === other.statement.at.address && at.pointer === other.statement.at.pointer
}
