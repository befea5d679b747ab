import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { BinaryOperator } from '../../../hcl/syntax.ts'
import { convert, toBoolean, toNumber, toStringValue, unify } from './convert.ts'
import { sameness } from './equality.ts'
import { binary, unary } from './operators.ts'
import {
  disagreement,
  element,
  filling,
  hole,
  list,
  number,
  object,
  outcome,
  text,
  word,
} from './test-drawn.ts'
import { hidden, type Drawn } from './test-holes.ts'
import type { Type } from './type.ts'
import { listValue, nullValue, type Value } from './value.ts'

const runs = Number(process.env['KEYPLAN_LAWS'] ?? 500)
const operand = fc.oneof(word, number, fc.boolean(), hole, text)
const any = element(2, true)

/** What is known of a result with holes stays so when they are filled. */
function staysKnown(
  drawn: fc.Arbitrary<readonly Drawn[]>,
  compute: (values: readonly Value[]) => Value,
): void {
  fc.assert(
    fc.property(drawn, fc.tuple(filling, filling, filling), (values, fillings) => {
      expect(disagreement(compute, values, fillings)).toBeUndefined()
    }),
    { numRuns: runs },
  )
}

const operands: readonly BinaryOperator[] = [
  '||',
  '&&',
  '<',
  '>',
  '<=',
  '>=',
  '+',
  '-',
  '*',
  '/',
  '%',
  '==',
  '!=',
]

describe('what is known stays so when holes are filled', () => {
  test.each(operands)('%s', operator => {
    const two = fc.oneof(fc.tuple(operand, operand), fc.tuple(any, any))
    const compute = (values: readonly Value[]): Value => {
      const [left = nullValue, right = nullValue] = values
      return binary(operator, left, right)
    }
    expect(() => staysKnown(two, compute)).not.toThrow()
  })

  test.each([
    ['-', (value: Value) => unary('-', value)],
    ['!', (value: Value) => unary('!', value)],
    ['to a string', toStringValue],
    ['to a number', toNumber],
    ['to a boolean', toBoolean],
  ])('%s', (_, compute) => {
    const each = (values: readonly Value[]): Value => listValue('tuple', values.map(compute))
    expect(() => staysKnown(fc.tuple(operand), each)).not.toThrow()
  })

  test('the results of a condition', () => {
    const two = fc.oneof(
      fc.tuple(any, any),
      fc.tuple(list(1, true), list(1, true)),
      fc.tuple(object(1, true), object(1, true)),
    )
    expect(() => staysKnown(two, values => listValue('tuple', unify(values)))).not.toThrow()
  })
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
    fc.property(type, any, fc.tuple(filling, filling, filling), (wanted, drawn, fillings) => {
      const compute = (values: readonly Value[]): Value =>
        listValue(
          'tuple',
          values.map(value => convert(value, wanted)),
        )
      expect(disagreement(compute, [drawn], fillings)).toBeUndefined()
    }),
    { numRuns: runs * 4 },
  )
})

test('a value is equal to itself, and the order of two does not matter', () => {
  fc.assert(
    fc.property(any, any, (drawn, other) => {
      const one = made(drawn)
      const two = made(other)
      expect(sameness(one, one)).not.toBe('no')
      expect(sameness(one, two)).toBe(sameness(two, one))
    }),
    { numRuns: runs },
  )
})

/** Some lists cannot be made. */
function made(drawn: Drawn): Value {
  const value = outcome(() => hidden(drawn, []))
  return value === 'error' ? nullValue : value
}
