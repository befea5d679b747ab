import * as fc from 'fast-check'
import { agrees, filled, hidden, type Drawn, type Filling } from './test-holes.ts'
import { EvaluationError, type Value } from './value.ts'

/** For tests only: random values with holes. Few different ones, so that they often coincide. */

export const word = fc.constantFrom('', 'a', 'b', 'ab', '1', '2', 'true')
export const number = fc.constantFrom(0, 1, 2, 0.5, -1)
const scalar: fc.Arbitrary<Drawn> = fc.oneof(
  { weight: 4, arbitrary: word },
  { weight: 2, arbitrary: number },
  fc.boolean(),
  fc.constant(null),
)
export const hole = fc.record({ hole: fc.nat(2) })
export const text = fc.record({ text: fc.array(fc.oneof(word, hole), { minLength: 1, maxLength: 3 }) })

/** Something that a function is likely to take: half of the places are strings. */
export function element(depth: number, holes: boolean): fc.Arbitrary<Drawn> {
  const leaves: fc.Arbitrary<Drawn>[] = holes ? [scalar, scalar, hole, text] : [scalar]
  return depth === 0
    ? fc.oneof(...leaves)
    : fc.oneof(
        { weight: 5, arbitrary: fc.oneof(...leaves) },
        list(depth - 1, holes),
        object(depth - 1, holes),
      )
}

export function list(depth: number, holes: boolean): fc.Arbitrary<Drawn> {
  const items = fc.array(element(depth, holes), { maxLength: 4 })
  const type = fc.constantFrom('tuple' as const, 'tuple' as const, 'list' as const, 'set' as const)
  return fc.record({ list: items, type })
}

export function object(depth: number, holes: boolean): fc.Arbitrary<Drawn> {
  const members = fc.dictionary(fc.constantFrom('a', 'b', '1'), element(depth, holes), { maxKeys: 3 })
  return fc.record({ object: members, isMap: fc.boolean() })
}

/** What may stand in for a whole argument. */
export function orHole(drawn: fc.Arbitrary<Drawn>): fc.Arbitrary<Drawn> {
  return fc.oneof({ weight: 6, arbitrary: drawn }, hole)
}

/** Sets do not fill holes: beside one, a tuple becomes a set and loses its order, which we do not foresee. */
export const filling: fc.Arbitrary<Filling> = fc.record({
  value: element(1, false).filter(value => !JSON.stringify(value).includes('"set"')),
  isTyped: fc.boolean(),
})

/** What is computed, or that Terraform would refuse it. */
export function outcome(compute: () => Value): Value | 'error' {
  try {
    return compute()
  } catch (error) {
    if (error instanceof EvaluationError) return 'error'
    throw error
  }
}

/** What is told of a result with holes although it is not true once they are filled; nothing where all is well. */
export function disagreement(
  compute: (values: readonly Value[]) => Value,
  drawn: readonly Drawn[],
  fillings: readonly Filling[],
): unknown {
  const value = outcome(() => compute(drawn.map(one => filled(one, fillings))))
  const told = outcome(() => compute(drawn.map(one => hidden(one, fillings))))
  // What Terraform refuses is no result that could disagree.
  if (value === 'error' || (told !== 'error' && agrees(told, value, fillings))) return undefined
  return { told, value }
}
