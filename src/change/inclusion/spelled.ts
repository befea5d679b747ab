import type { Circumstances } from './circumstances.ts'
import { clauseOf, holeNames, type Clause, type HoleNames } from './clauses.ts'

/** Circumstances in the one spelling that all their equals share. */
export interface Spelled {
  /** By their names, which tell two of them apart. */
  readonly clauses: ReadonlyMap<string, Clause>
  readonly unless: ReadonlyMap<string, ReadonlyMap<string, Clause>>
  readonly holes: ReadonlySet<string>
}

/** Brings all of them into one spelling, with the same names for the same holes. */
export function spelledAlike(all: readonly Circumstances[]): readonly Spelled[] {
  const names = holeNames()
  return all.map(one => spelled(one, names))
}

function spelled({ conditions, unless, unknowns }: Circumstances, names: HoleNames): Spelled {
  const clausesOf = (list: Circumstances['conditions']): ReadonlyMap<string, Clause> =>
    new Map(list.map(condition => clauseOf(condition, names)).map(clause => [clause.id, clause]))
  return {
    clauses: clausesOf(conditions),
    unless: new Map(
      unless.map(clausesOf).map(clauses => [JSON.stringify([...clauses.keys()].toSorted()), clauses]),
    ),
    holes: new Set(unknowns.map(names)),
  }
}

/** Whether the other asks for nothing that one does not ask for as well. */
export function isPlainlyIncluded(one: Spelled, other: Spelled): boolean {
  return (
    isPart(other.clauses.keys(), one.clauses) &&
    isPart(other.unless.keys(), one.unless) &&
    isPart(other.holes, one.holes)
  )
}

function isPart(part: Iterable<string>, whole: { has(name: string): boolean }): boolean {
  for (const name of part) if (!whole.has(name)) return false
  return true
}
