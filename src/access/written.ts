import { noActions, union } from '../model/action-set.ts'
import type { Written } from '../model/access.ts'
import { principalId } from '../model/principal.ts'
import { distinctUnknowns } from '../model/unknown.ts'
import type { Candidate } from './candidate.ts'

/** What one statement gives each of its candidates, put together again after Deny statements and holes cut them into parts. */
export function writtenIn(candidates: readonly Candidate[]): (candidate: Candidate) => Written {
  const byClass = partsByClass(candidates)
  // A list can name the same principal thousands of times.
  const known = new Map<string, Written>()
  return ({ principal, cutFrom }) => {
    const id = principalId(principal)
    const classes = cutFrom.length === 0 ? [id] : [...new Set([id, ...cutFrom])]
    const name = cutFrom.length === 0 ? id : JSON.stringify(classes)
    const written = known.get(name) ?? together(classes.flatMap(one => byClass.get(one) ?? []))
    known.set(name, written)
    return written
  }
}

/** A candidate and its place among those of its statement. */
interface Part {
  readonly candidate: Candidate
  readonly place: number
}

function partsByClass(candidates: readonly Candidate[]): ReadonlyMap<string, readonly Part[]> {
  const classes = new Map<string, Part[]>()
  for (const [place, candidate] of candidates.entries()) {
    const id = principalId(candidate.principal)
    const parts = classes.get(id)
    if (parts === undefined) classes.set(id, [{ candidate, place }])
    else parts.push({ candidate, place })
  }
  return classes
}

function together(unordered: readonly Part[]): Written {
  const parts = unordered.toSorted((one, other) => one.place - other.place).map(({ candidate }) => candidate)
  const certain = parts.filter(({ hangsOn }) => hangsOn.length === 0)
  return {
    must: certain.map(({ actions }) => actions).reduce(union, noActions),
    may: parts.map(({ actions }) => actions).reduce(union, noActions),
    hangsOn: distinctUnknowns(parts.flatMap(({ hangsOn }) => hangsOn)),
  }
}
