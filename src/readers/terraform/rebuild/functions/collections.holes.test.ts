import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  disagreement,
  element,
  filling,
  hole,
  list,
  number,
  object,
  orHole,
  text,
  word,
} from '../test-drawn.ts'
import type { Drawn } from '../test-holes.ts'
import { collectionFunctions } from './collections.ts'
import { typeFunctions } from './types.ts'

const values = orHole(element(2, true))
const lists = orHole(list(1, true))
const strings = orHole(
  fc.record({
    list: fc.array(fc.oneof(word, hole, text), { maxLength: 4 }),
    type: fc.constant('tuple' as const),
  }),
)
const nested = orHole(
  fc.record({ list: fc.array(list(0, true), { maxLength: 3 }), type: fc.constant('tuple' as const) }),
)
const maps = orHole(object(1, true))
const numbers: fc.Arbitrary<Drawn> = orHole(number)
const many = (one: fc.Arbitrary<Drawn>): fc.Arbitrary<readonly Drawn[]> =>
  fc.array(one, { minLength: 1, maxLength: 3 })

/** Arguments for each function. */
const argumentsOf: Readonly<Record<string, fc.Arbitrary<readonly Drawn[]>>> = {
  alltrue: fc.tuple(
    orHole(
      fc.record({
        list: fc.array(fc.oneof(fc.boolean(), hole), { maxLength: 3 }),
        type: fc.constant('tuple' as const),
      }),
    ),
  ),
  anytrue: fc.tuple(
    orHole(
      fc.record({
        list: fc.array(fc.oneof(fc.boolean(), hole), { maxLength: 3 }),
        type: fc.constant('tuple' as const),
      }),
    ),
  ),
  chunklist: fc.tuple(lists, numbers),
  coalesce: many(fc.oneof(values, word, text, fc.constant(null))),
  coalescelist: many(lists),
  compact: fc.tuple(strings),
  concat: many(lists),
  contains: fc.tuple(lists, values),
  distinct: fc.tuple(fc.oneof(lists, strings)),
  element: fc.tuple(lists, numbers),
  ephemeralasnull: fc.tuple(values),
  flatten: fc.tuple(fc.oneof(lists, nested)),
  index: fc.tuple(lists, values),
  issensitive: fc.tuple(values),
  keys: fc.tuple(maps),
  length: fc.tuple(fc.oneof(lists, maps, text)),
  list: fc.tuple(values),
  lookup: fc.oneof(fc.tuple(maps, orHole(word)), fc.tuple(maps, orHole(word), values)),
  map: fc.tuple(values),
  matchkeys: fc.tuple(lists, strings, strings),
  merge: many(maps),
  nonsensitive: fc.tuple(values),
  one: fc.tuple(lists),
  range: many(numbers),
  reverse: fc.tuple(lists),
  sensitive: fc.tuple(values),
  setintersection: many(fc.oneof(lists, strings)),
  setproduct: many(lists),
  setsubtract: fc.tuple(fc.oneof(lists, strings), fc.oneof(lists, strings)),
  setunion: many(fc.oneof(lists, strings)),
  slice: fc.tuple(lists, numbers, numbers),
  sort: fc.tuple(strings),
  sum: fc.tuple(
    orHole(fc.record({ list: fc.array(numbers, { maxLength: 3 }), type: fc.constant('tuple' as const) })),
  ),
  tobool: fc.tuple(values),
  tolist: fc.tuple(lists),
  tomap: fc.tuple(maps),
  tonumber: fc.tuple(values),
  toset: fc.tuple(fc.oneof(lists, strings)),
  tostring: fc.tuple(values),
  transpose: fc.tuple(
    orHole(fc.record({ object: fc.dictionary(word, strings, { maxKeys: 3 }), isMap: fc.constant(false) })),
  ),
  type: fc.tuple(values),
  values: fc.tuple(maps),
  zipmap: fc.tuple(strings, lists),
}

const runs = Number(process.env['KEYPLAN_LAWS'] ?? 300)

describe('what is known stays so when holes are filled', () => {
  const functions = Object.entries({ ...collectionFunctions, ...typeFunctions })

  test.each(functions)('%s', (name, implementation) => {
    const drawn = argumentsOf[name]
    if (drawn === undefined) throw new Error(`no arguments for ${name}`)
    fc.assert(
      fc.property(drawn, fc.tuple(filling, filling, filling), (args, fillings) => {
        expect(disagreement(implementation, args, fillings)).toBeUndefined()
      }),
      { numRuns: runs },
    )
  })
})
