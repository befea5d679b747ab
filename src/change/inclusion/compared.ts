import { budgetOf } from './budget.ts'
import type { Inclusion } from './circumstances.ts'
import type { Clause } from './clauses.ts'
import { contextOf, requestIn, surroundingsOf, type Request } from './example.ts'
import { find, type Box, type Choice, type Demand } from './search.ts'
import { bitsOf, demandOf, opposite, spaceOf, type Space } from './space.ts'
import type { Spelled } from './spelled.ts'
import type { Surroundings } from './keys-together.ts'

const mostClauses = 2_000
const stepsForSearch = 60_000

/** The answer for circumstances that are not plainly included: is there a request of one that no other lets through? */
export function compared(one: Spelled, others: readonly Spelled[]): Inclusion {
  const all = [one, ...others]
  const clauses = [...new Map(all.flatMap(clausesIn).map(clause => [clause.id, clause])).values()]
  if (clauses.length > mostClauses) return { is: 'unknown' }
  const space = spaceOf(clauses)
  const request = certainRequest({ space, one, others, surroundings: surroundingsOf(all, clauses) })
  if (request !== undefined) {
    const example = contextOf(request)
    return example === undefined ? { is: 'no' } : { is: 'no', example }
  }
  return { is: hasNoRequest(space, one, others) ? 'yes' : 'unknown' }
}

interface Question {
  readonly space: Space
  readonly one: Spelled
  readonly others: readonly Spelled[]
  readonly surroundings: Surroundings
}

/** A request that is let through for certain, and by none of the others, whatever the holes turn out to be. */
function certainRequest({ space, one, others, surroundings }: Question): Request | undefined {
  // What a hole hides may forbid each request.
  if (one.holes.size > 0) return undefined
  const certain = space.dimensions.map(dimension => bitsOf(dimension, point => point.certain))
  const choices = [...escapes(space, one), ...others.map(other => outside(space, other))]
  const budget = budgetOf(stepsForSearch)
  let found: Request | undefined
  const isGood = (box: Box): boolean => {
    found = requestIn(box, space, surroundings, budget)
    return found !== undefined
  }
  find(within(space, one, certain), choices, { isGood, budget })
  return found
}

/** Whether there is no request of one that the others may not let through, however the holes turn out. */
function hasNoRequest(space: Space, one: Spelled, others: readonly Spelled[]): boolean {
  if (!space.dimensions.every(({ complete }) => complete)) return false
  const all = space.dimensions.map(dimension => bitsOf(dimension, () => true))
  const choices = others
    .filter(({ holes }) => [...holes].every(hole => one.holes.has(hole)))
    .map(other => outside(space, other))
  const budget = budgetOf(stepsForSearch)
  return (
    find(within(space, one, all), [...escapes(space, one), ...choices], { isGood: () => true, budget }) ===
    'no'
  )
}

function clausesIn({ clauses, unless }: Spelled): readonly Clause[] {
  return [...clauses.values(), ...[...unless.values()].flatMap(list => [...list.values()])]
}

function within(space: Space, { clauses }: Spelled, all: Box): Box {
  const box = [...all]
  for (const clause of clauses.values()) {
    const { dimension, points } = demandOf(space, clause)
    box[dimension] = (box[dimension] ?? 0n) & points
  }
  return box
}

/** Of each list of `unless`, something does not hold. */
function escapes(space: Space, { unless }: Spelled): readonly Choice[] {
  return [...unless.values()].map(list => [...list.values()].map(clause => [fails(space, clause)]))
}

/** Some condition does not hold, or a list of `unless` holds as a whole. */
function outside(space: Space, { clauses, unless }: Spelled): Choice {
  const missed = [...clauses.values()].map(clause => [fails(space, clause)])
  const denied = [...unless.values()].map(list => [...list.values()].map(clause => demandOf(space, clause)))
  return [...missed, ...denied]
}

function fails(space: Space, clause: Clause): Demand {
  return opposite(space, demandOf(space, clause))
}
