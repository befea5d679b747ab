import { groupedBy } from '../../model/grouped-by.ts'
import { budgetOf } from './budget.ts'
import { isOneValue, keysInside, type Clause, type Test } from './clauses.ts'
import { dimensionOf, type Dimension, type Point } from './points.ts'
import { relatedValues, tagFor } from './related.ts'
import type { Demand } from './search.ts'
import { canBeChosen } from './keys-together.ts'

/** All requests that differ in something that is asked for: one dimension for each condition key. */
export interface Space {
  readonly dimensions: readonly Dimension[]
  /** Where each clause holds, by its name. */
  readonly where: ReadonlyMap<string, Demand>
}

const stepsForValues = 250_000

/** The space in which these clauses are all that tells requests apart. */
export function spaceOf(clauses: readonly Clause[]): Space {
  const byKey = [...groupedBy(clauses, ({ key }) => key)]
  const keys = byKey.map(([key]) => key)
  const budget = budgetOf(stepsForValues)
  const dimensions = byKey.map(([key, those]) =>
    filled(
      dimensionOf(
        {
          key,
          clauses: those,
          related: relatedValues(key, keys, clauses),
          tag: tagFor(key, keys),
          isFree: test => isFree(test, keys),
        },
        budget,
      ),
      those.length,
    ),
  )
  const where = byKey.flatMap(([, those], dimension) =>
    those.map((clause, index): readonly [string, Demand] => [
      clause.id,
      { dimension, points: bitsOf(dimensions[dimension], point => point.outcomes[index] === '1') },
    ]),
  )
  return { dimensions, where: new Map(where) }
}

/** The points of a dimension for which this is true. */
export function bitsOf(dimension: Dimension | undefined, is: (point: Point) => boolean): bigint {
  const digits = (dimension?.points ?? []).map(point => (is(point) ? '1' : '0')).toReversed()
  return BigInt(`0b0${digits.join('')}`)
}

/** That a clause does not hold. */
export function opposite({ dimensions }: Space, { dimension, points }: Demand): Demand {
  return { dimension, points: bitsOf(dimensions[dimension], () => true) & ~points }
}

/** Where a clause of the space holds. */
export function demandOf({ where }: Space, { id }: Clause): Demand {
  return where.get(id) ?? { dimension: 0, points: 0n }
}

/** The request can choose what a hole asks for when nothing else is asked of the keys that fill it. */
function isFree(test: Test, keys: readonly string[]): boolean {
  return isOneValue(test) && keysInside(test).every(key => !keys.includes(key) && canBeChosen(key, keys))
}

const mostMissing = 6

/** Where ways may be missing, each that can be thought of is taken for possible. */
function filled(dimension: Dimension, clauses: number): Dimension {
  if (dimension.complete || clauses > mostMissing) return dimension
  const missing = Array.from({ length: 2 ** clauses }, (_, number) => ({
    values: [],
    outcomes: number.toString(2).padStart(clauses, '0'),
    certain: false,
  }))
  return { ...dimension, points: [...dimension.points, ...missing], complete: true }
}
