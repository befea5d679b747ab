import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { convert, toBoolean, toNumber, toStringValue, unify } from './convert.ts'
import { sameness } from './equality.ts'
import { binary, unary } from './operators.ts'
import { element, filling, hole, number, object, list, outcome, text, word } from './test-drawn.ts'
import { agrees, filled, hidden, type Drawn } from './test-holes.ts'
import type { Type } from './type.ts'
import { listValue, type Value } from './value.ts'

const runs = Number(process.env['KEYPLAN_PROPERTY_RUNS'] ?? 500)
const operand = fc.oneof(word, number, fc.boolean(), hole, text)
const any = element(2, true)

/** What is known of a result with holes stays so when they are filled. */
function holdsFor(drawn: fc.Arbitrary<readonly Drawn[]>, compute: (values: readonly Value[]) => Value): void {
  fc.assert(
    fc.property(drawn, fc.tuple(filling, filling, filling), (drawnOnes, fillings) => {
      const value = outcome(() => compute(drawnOnes.map(one => filled(one, fillings))))
      const told = outcome(() => compute(drawnOnes.map(one => hidden(one, fillings))))
      if (value === 'error') return
      expect(told).not.toBe('error')
      if (told !== 'error') expect(agrees(told, value, fillings) || { told, value }).toBe(true)
    }),
    { numRuns: runs },
  )
}

test.each(['||', '&&', '<', '>', '<=', '>=', '+', '-', '*', '/', '%'] as const)('%s', operator => {
  holdsFor(fc.tuple(operand, operand), ([left, right]) => {
    if (left === undefined || right === undefined) throw new Error('two operands')
    return binary(operator, left, right)
  })
})

test.each(['==', '!='] as const)('%s', operator => {
  holdsFor(fc.oneof(fc.tuple(operand, operand), fc.tuple(any, any)), ([left, right]) => {
    if (left === undefined || right === undefined) throw new Error('two operands')
    return binary(operator, left, right)
  })
})

test.each(['-', '!'] as const)('unary %s', operator => {
  holdsFor(fc.tuple(operand), values =>
    listValue(
      'tuple',
      values.map(value => unary(operator, value)),
    ),
  )
})

test('the results of a condition', () => {
  holdsFor(
    fc.oneof(
      fc.tuple(any, any),
      fc.tuple(list(1, true), list(1, true)),
      fc.tuple(object(1, true), object(1, true)),
    ),
    values => listValue('tuple', unify(values)),
  )
})

test('conversions to strings, numbers and booleans', () => {
  holdsFor(fc.tuple(operand), values => listValue('tuple', values.map(toStringValue)))
  holdsFor(fc.tuple(operand), values => listValue('tuple', values.map(toNumber)))
  holdsFor(fc.tuple(operand), values => listValue('tuple', values.map(toBoolean)))
})

const { type } = fc.letrec<{ type: Type }>(tie => ({
  type: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<Type>({ kind: 'string' }, { kind: 'number' }, { kind: 'boolean' }, { kind: 'any' }),
    fc.record({
      kind: fc.constantFrom('list' as const, 'set' as const, 'map' as const),
      element: tie('type'),
    }),
    fc.record({ kind: fc.constant('tuple' as const), elements: fc.array(tie('type'), { maxLength: 2 }) }),
    fc
      .array(fc.tuple(fc.constantFrom('a', 'b'), tie('type')), { maxLength: 2 })
      .map((attributes): Type => ({ kind: 'object', attributes: new Map(attributes) })),
  ),
}))

test('conversions to types of variables', () => {
  fc.assert(
    fc.property(type, wanted => {
      fc.assert(
        fc.property(any, fc.tuple(filling, filling, filling), (drawn, fillings) => {
          const value = outcome(() => convert(filled(drawn, fillings), wanted))
          const told = outcome(() => convert(hidden(drawn, fillings), wanted))
          if (value === 'error') return
          expect(told).not.toBe('error')
          if (told !== 'error') expect(agrees(told, value, fillings) || { told, value }).toBe(true)
        }),
        { numRuns: 10 },
      )
    }),
    { numRuns: runs / 5 },
  )
})

test('a value is equal to itself, and the order of two does not matter', () => {
  fc.assert(
    fc.property(any, any, (drawn, other) => {
      const one = outcome(() => hidden(drawn, []))
      const two = outcome(() => hidden(other, []))
      if (one === 'error' || two === 'error') return
      expect(sameness(one, one)).not.toBe('no')
      expect(sameness(one, two)).toBe(sameness(two, one))
    }),
    { numRuns: runs },
  )
})
