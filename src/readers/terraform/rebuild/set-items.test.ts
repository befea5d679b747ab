import { describe, expect, test } from 'vitest'
import { told } from './test-told.ts'
import { isSensitive, withSensitive } from './sensitive.ts'
import { listValue, namedHole, numberValue, objectValue, stringValue } from './value.ts'

describe('sets', () => {
  test.each([
    ['toset([10, 9, 1])', [1, 9, 10]],
    ['toset([{ a = "b" }, { a = "a" }, { a = "b" }])', [{ a: 'a' }, { a: 'b' }]],
    ['toset(["é", "e\\u0301"])', ['é']],
    ['toset(["x", null])', ['x', null]],
    ['toset([jsonencode({ a = 1 }), "{\\"a\\":1}"])', [{ json: { a: 1 } }]],
    ['toset([{ a = text }, { a = "b" }, { a = text }])', { loose: [{ a: 'b' }, { a: '<text>' }] }],
  ])('%s', (expression, result) => {
    expect(told(expression)).toEqual(result)
  })
})

test('what holds something sensitive is found, however deep', () => {
  const secret = { ...stringValue('x'), sensitive: true as const }
  const deep = listValue('tuple', [objectValue(new Map([['a', secret]]))])
  expect(isSensitive(deep)).toBe(true)
  expect(withSensitive(numberValue(1), [deep])).toMatchObject({ sensitive: true })
  expect(withSensitive(numberValue(1), [listValue('tuple', [])])).toEqual(numberValue(1))
  expect(isSensitive({ kind: 'string', parts: [{ ...namedHole('h', 'sensitive'), sensitive: true }] })).toBe(
    true,
  )
})
