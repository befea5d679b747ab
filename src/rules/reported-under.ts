import { groupedBy } from '../model/grouped-by.ts'
import { keptIn } from '../model/kept-in.ts'
import { principalId } from '../model/principal.ts'
import { resourceName } from '../model/source-location.ts'
import type { Statement } from '../model/statement.ts'
import { idOf, worstFirst, type Objection } from './objection.ts'

/**
 * Where two rules object to the same statement, the one that the other names under `reportedUnder` reports, and the
 * other becomes a note of it. None gets lost: what leads to itself, as rules of users may, stays as it is.
 */
export function reportedOnce(objections: readonly Objection[]): readonly Objection[] {
  const leads = new Map<Objection, Objection>()
  const leaderOf = leadersIn(objections)
  for (const objection of objections) {
    const leader = leaderOf(objection)
    if (leader !== undefined && !isUnder(leader, objection, leads)) leads.set(objection, leader)
  }
  const followers = new Map<Objection, Objection[]>()
  for (const [objection, leader] of leads) keptIn(followers, leader, () => []).push(objection)
  return objections
    .filter(objection => !leads.has(objection))
    .map(objection => ({
      ...objection,
      related: [...objection.related, ...notesOf(collected(objection, followers))],
    }))
}

function isUnder(leader: Objection, objection: Objection, leads: ReadonlyMap<Objection, Objection>): boolean {
  let one: Objection | undefined = leader
  while (one !== undefined && one !== objection) one = leads.get(one)
  return one === objection
}

type Followers = ReadonlyMap<Objection, readonly Objection[]>

function collected(objection: Objection, followers: Followers): readonly Objection[] {
  return (followers.get(objection) ?? []).flatMap(one => [one, ...one.related, ...collected(one, followers)])
}

/** One note for each rule, the heaviest: the fault is told already, whomever else it concerns. */
function notesOf(all: readonly Objection[]): readonly Objection[] {
  const byRule = groupedBy(all, ({ rule }) => rule.id)
  return [...byRule.values()].flatMap(ofRule => ofRule.toSorted(worstFirst).slice(0, 1))
}

type LeaderOf = (objection: Objection) => Objection | undefined

/** By rule and caller, and by rule and statement, since a policy can name thousands of callers. */
function leadersIn(objections: readonly Objection[]): LeaderOf {
  const byStatement = leadersByStatement(objections)
  const byCaller = leadersByCaller(objections)
  return objection => byCaller(objection).find(leader => reports(leader, objection)) ?? byStatement(objection)
}

/**
 * What is about nobody is about its statements: it is reported where each of them is, whoever that is about. Of the
 * leaders of one rule for one statement, one of each weight is enough to look at.
 */
function leadersByStatement(objections: readonly Objection[]): LeaderOf {
  const leaders = new Map<string, Map<Statement, Objection[]>>()
  for (const objection of objections)
    for (const statement of objection.statements) {
      const ofRule = keptIn(leaders, objection.rule.id, () => new Map<Statement, Objection[]>())
      const known = keptIn(ofRule, statement, (): Objection[] => [])
      if (!known.some(one => weighsAsMuch(one, objection))) known.push(objection)
    }
  return objection => {
    const { principal, statements, rule } = objection
    if (principal !== undefined) return undefined
    const found = statements.map(statement =>
      (rule.reportedUnder ?? [])
        .flatMap(id => leaders.get(id)?.get(statement) ?? [])
        .find(leader => isNoLighter(leader, objection)),
    )
    return found.includes(undefined) ? undefined : found[0]
  }
}

/** Those who can report for an objection, in order. */
function leadersByCaller(objections: readonly Objection[]): (objection: Objection) => readonly Objection[] {
  const places = new Map(objections.map((objection, place) => [objection, place]))
  const named = objections.flatMap(objection =>
    [...(concernsAll(objection) ? [''] : idsOf(objection)), ...usesOf(objection)].map(caller => ({
      objection,
      name: JSON.stringify([objection.rule.id, caller]),
    })),
  )
  const byName = groupedBy(named, ({ name }) => name)
  return objection => {
    const { rule, at, principal, statements } = objection
    // Each of a thousand problems of one statement has a thousand leaders in its document: these are found by statement.
    if (principal === undefined && statements.length > 0) return []
    return (rule.reportedUnder ?? [])
      .flatMap(id => ['', idOf(objection), resourceName(at[0])].map(caller => JSON.stringify([id, caller])))
      .flatMap(name => (byName.get(name) ?? []).map(one => one.objection))
      .toSorted((one, other) => (places.get(one) ?? 0) - (places.get(other) ?? 0))
  }
}

/** What is shown by no statement is about the key, which is judged on its own. */
function reports(leader: Objection, objection: Objection): boolean {
  return (
    isNoLighter(leader, objection) &&
    concernsCaller(leader, objection) &&
    objection.statements.every(statement => leader.statements.includes(statement))
  )
}

/** A lighter or less certain objection never hides a heavier or certain one. */
function isNoLighter(leader: Objection, objection: Objection): boolean {
  return (
    worstFirst(leader, objection) <= 0 &&
    (leader.certainty === 'certain' || objection.certainty === 'possible')
  )
}

function weighsAsMuch(one: Objection, other: Objection): boolean {
  return one.severity === other.severity && one.certainty === other.certainty
}

/** The same principal, or one that the leader's class or statement holds. */
function concernsCaller(leader: Objection, objection: Objection): boolean {
  if (concernsAll(leader) || isForUse(leader, objection)) return true
  const ids = new Set(idsOf(leader))
  return idsOf(objection).every(id => ids.has(id))
}

/** What a resource lacks, somebody lost in the same change. */
function isForUse(leader: Objection, { rule, at }: Objection): boolean {
  return rule.about === 'use' && usesOf(leader).includes(resourceName(at[0]))
}

function usesOf({ uses = [] }: Objection): readonly string[] {
  return uses.map(({ at }) => resourceName(at))
}

/** Of all whom it is about. */
function idsOf(objection: Objection): readonly string[] {
  return objection.callers?.map(principalId) ?? [idOf(objection)]
}

function concernsAll({ principal }: Objection): boolean {
  return principal === undefined || principal.kind === 'everyone'
}
