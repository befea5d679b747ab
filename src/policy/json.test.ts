import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Node } from '../model/node.ts'
import { literal } from '../model/text.ts'
import { JsonError, parseJson } from './json.ts'

const at = { file: 'plan.json', address: 'aws_kms_key.k', pointer: '/policy' }

/** What `JSON.parse` would give. */
function valueOf(node: Node): unknown {
  switch (node.type) {
    case 'object':
      return Object.fromEntries(node.members.map(({ name, value }) => [name, valueOf(value)]))
    case 'array':
      return node.items.map(valueOf)
    case 'text':
      return literal(node.text)
    case 'literal':
      return node.value
    case 'unknown':
      throw new RangeError('JSON has no holes')
  }
}

test('reads what JSON.parse reads', () => {
  fc.assert(
    fc.property(fc.json({ depthSize: 'medium' }), json => {
      const expected: unknown = JSON.parse(json)
      expect(valueOf(parseJson(json, at))).toEqual(expected)
    }),
  )
})

/** The value as JSON, or that there is none. */
function outcome(read: () => unknown, refusal: new (...words: never) => Error): string {
  try {
    return JSON.stringify(read())
  } catch (error) {
    if (error instanceof refusal) return 'refused'
    throw error
  }
}

test('refuses what JSON.parse refuses, and nothing else', () => {
  const broken = fc
    .tuple(fc.json(), fc.nat(), fc.string({ maxLength: 2 }))
    .map(
      ([json, cut, extra]) => json.slice(0, cut % json.length) + extra + json.slice((cut % json.length) + 1),
    )
  fc.assert(
    fc.property(broken, json => {
      expect(outcome(() => valueOf(parseJson(json, at)), JsonError)).toBe(
        outcome(() => JSON.parse(json) as unknown, SyntaxError),
      )
    }),
    { numRuns: 2_000 },
  )
})

test('keeps the place of each value, and names that stand twice', () => {
  const node = parseJson('{"a": [1, {"b/c": 2}], "a": 3}', at)
  expect(node.type === 'object' && node.members.map(({ name }) => name)).toEqual(['a', 'a'])
  expect(JSON.stringify(node)).toContain('"/policy/a/1/b~1c"')
})

describe('says where it broke', () => {
  test.each([
    ['{"a": 1,}', 'expected a name in double quotes', 1, 9],
    ['{\n  "a": tru\n}', 'expected a value', 2, 8],
    ['{"a": "x', 'a string does not end', 1, 7],
    ['{} {}', 'text after the end of the document', 1, 4],
    ['', 'the document ends too early', 1, 1],
    ['["\n"]', 'a string has a character or an escape that JSON forbids', 1, 2],
  ])('%j', (json, message, line, column) => {
    expect(() => parseJson(json, at)).toThrow(expect.objectContaining({ message, line, column }))
  })
})

test('refuses endless nesting instead of running out of stack', () => {
  expect(() => parseJson('['.repeat(100_000), at)).toThrow('nested deeper than 512 levels')
})
