import { describe, expect, test } from 'vitest'
import {
  booleanValue,
  listValue,
  namedHole,
  numberValue,
  objectValue,
  stringValue,
  type StringValue,
  type Value,
} from '../rebuild/value.ts'
import { agrees, fits } from './agrees.ts'
import { canonicalPlanned, canonicalWritten } from './canonical.ts'

const hole = namedHole('var.x', 'known-after-apply')

/** A string; `?` stands for a hole. */
function pattern(written: string): StringValue {
  const pieces = written.split('?')
  const parts = pieces.flatMap((text, index) => [
    ...(index === 0 ? [] : [hole]),
    ...(text === '' ? [] : [{ kind: 'text', text } as const]),
  ])
  return { kind: 'string', parts }
}

test.each([
  ['abc', 'abc', true],
  ['abc', 'ab', false],
  ['abc', 'abcd', false],
  ['', '', true],
  ['?', '', true],
  ['?', 'abc', true],
  ['a?', 'abc', true],
  ['a?', 'bc', false],
  ['?c', 'abc', true],
  ['?c', 'abcd', false],
  ['a?c', 'ac', true],
  ['ab?bc', 'abc', false],
  ['a?b?c', 'a1b2c', true],
  ['a?b?c', 'a1c2b', false],
  ['a?b?b', 'ab', false],
  ['arn:aws:iam::?:role/?', 'arn:aws:iam::111122223333:role/app', true],
])('%j with holes can be %j: %s', (written, text, expected) => {
  expect(fits(text, pattern(written))).toBe(expected)
})

function list(...items: readonly Value[]): Value {
  return listValue('tuple', items)
}

function object(members: Readonly<Record<string, Value>>): Value {
  return objectValue(new Map(Object.entries(members)))
}

describe('what is written agrees with what the plan holds', () => {
  test.each<[unknown, Value, boolean]>([
    ['a', stringValue('a'), true],
    [['a'], stringValue('a'), true],
    ['a', list(stringValue('a')), true],
    [['b', 'a'], list(stringValue('a'), stringValue('b')), true],
    [['b', 'a'], list(stringValue('a'), hole), true],
    [['b', 'a'], list(stringValue('c'), hole), false],
    [['b', 'a'], list(pattern('b?')), false],
    ['true', booleanValue(true), true],
    [true, stringValue('true'), true],
    ['300', numberValue(300), true],
    [null, list(), true],
    [undefined, { kind: 'null' }, true],
    [{ a: 'x', b: [] }, object({ a: stringValue('x') }), true],
    [{ a: 'x', b: 'y' }, object({ a: hole }), false],
    [{ a: 'x' }, object({ a: hole, c: stringValue('z') }), false],
    [[{ a: 'x' }], object({ a: pattern('?') }), true],
    ['anything', hole, true],
    [{ a: 'x' }, pattern('?'), false],
  ])('%j %j: %s', (planned, written, expected) => {
    expect(agrees(planned, written, { left: 1000 })).toBe(expected)
  })

  test('until the budget is spent', () => {
    expect(agrees(['b', 'a'], list(hole, hole), { left: 0 })).toBe(false)
  })
})

test('equal content has one text, whatever its order and form', () => {
  const planned = { Action: ['b', 'a'], Effect: 'Allow', Resource: ['*'], Condition: { Bool: { k: 'true' } } }
  const written = object({
    Effect: stringValue('Allow'),
    Action: list(stringValue('a'), stringValue('b')),
    Resource: stringValue('*'),
    Condition: object({ Bool: object({ k: booleanValue(true) }) }),
    Sid: stringValue(''),
  })
  expect(canonicalWritten(written)).toBe(canonicalPlanned(planned))
  expect(canonicalWritten(object({ a: hole }))).toBe(undefined)
})

test('text that is nested deeper than any policy does not exhaust the stack', () => {
  const deep: unknown = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000))
  expect(() => canonicalPlanned(deep)).not.toThrow()
})
