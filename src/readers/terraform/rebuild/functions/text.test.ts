import { describe, expect, test } from 'vitest'
import { evaluated } from '../test-evaluate.ts'
import { derived, listValue, nullValue, stringValue, type Value } from '../value.ts'
import { knownTextOf, sliceOf, spanOf } from './known-text.ts'
import { longestText } from './limits.ts'
import { stringOf } from './string-of.ts'
import { hole, shown, text } from './test-calls.ts'
import { runsOf, textOf, typeOf } from './text.ts'

describe('the known text of a value', () => {
  test.each<readonly [string, Value, string | undefined]>([
    ['a string', text('a', 'b'), 'ab'],
    ['the empty string', stringValue(''), ''],
    ['JSON', { kind: 'json', value: listValue('tuple', [stringValue('<')]) }, String.raw`["\u003c"]`],
    ['a string with JSON in it', text('x=', { kind: 'json', value: nullValue }), 'x=null'],
    ['a string with a hole', text('a', hole('x')), undefined],
    ['JSON with a hole', { kind: 'json', value: hole('x') }, undefined],
    ['a hole', hole('x'), undefined],
    ['a number', { kind: 'number', value: 1 }, undefined],
  ])('%s', (_, value, expected) => {
    expect(textOf(value)).toBe(expected)
  })
})

test('a string of one hole is that hole, one of JSON that JSON', () => {
  const json: Value = { kind: 'json', value: nullValue }
  expect(stringOf([hole('x')])).toEqual(hole('x'))
  expect(stringOf([{ kind: 'text', text: '' }, json])).toEqual(json)
  expect(stringOf([hole('n', 'number')])).toMatchObject({ kind: 'string', parts: [{ name: 'n' }] })
})

test('pieces of one origin are joined, those of two stay apart', () => {
  const value = evaluated('join("", ["ab", "cd"])')
  const parts = value.kind === 'string' ? value.parts.filter(part => part.kind === 'text') : []
  expect(parts.map(part => part.text)).toEqual(['ab', 'cd'])
  const known = knownTextOf(parts)
  const halves = [...sliceOf(known, 0, 1), ...sliceOf(known, 1, 2), { kind: 'text' as const, text: 'x' }]
  expect(stringOf(halves)).toMatchObject({ parts: [{ text: 'ab' }, { text: 'x' }] })
  expect(spanOf(known, 1, 3)).toMatchObject({ start: 12, end: 18 })
})

test('strings are in normal form C, also where two pieces meet', () => {
  expect(
    shown(
      stringOf([
        { kind: 'text', text: 'e' },
        { kind: 'text', text: '\u0301' },
      ]),
    ),
  ).toBe('\u00e9')
})

test('what is longer than any string of a plan is not made', () => {
  const long = { kind: 'text' as const, text: 'x'.repeat(longestText) }
  expect(stringOf([long])).toHaveProperty('kind', 'string')
  expect(stringOf([long, hole('x')])).toMatchObject({
    kind: 'hole',
    reason: 'unsupported-function',
    type: 'text',
  })
})

test('a text is empty only if all of it can be', () => {
  expect(typeOf([hole('x', 'string')])).toBe('string')
  expect(typeOf([hole('x', 'string'), hole('y')])).toBe('text')
  expect(typeOf([hole('n', 'number')])).toBe('text')
  expect(typeOf([])).toBe('string')
})

test('known runs and holes take turns', () => {
  const parts = [
    { kind: 'text' as const, text: 'a' },
    { kind: 'text' as const, text: 'b' },
    hole('x'),
    derived('y', []),
  ]
  expect(runsOf(parts)).toMatchObject([{ text: 'ab' }, { name: 'x' }, { name: 'y' }])
})
