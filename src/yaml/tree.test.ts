import { describe, expect, test } from 'vitest'
import { placeAt } from './places.ts'
import { readTree } from './tree.ts'

const dialect = { deepest: 4, schema: 'schemas/x.schema.json' }

describe('a tree', () => {
  test('knows where each value and its name stand, and how it was written', async () => {
    const { value, places } = await readTree('a:\n  - {b/c~d: 007}\n', dialect)
    expect(JSON.stringify(value)).toBe('{"a":[{"b/c~d":7}]}')
    expect(placeAt(places, '/a/0/b~1c~0d')).toEqual({
      line: 2,
      column: 13,
      name: { line: 2, column: 6 },
      written: '007',
    })
    expect(placeAt(places, '/a/1')).toBeUndefined()
    expect(placeAt(undefined, '/a')).toBeUndefined()
  })

  test('is as deep as its dialect allows', async () => {
    expect((await readTree('[[[x]]]', dialect)).objections).toEqual([])
    expect((await readTree('[[[[x]]]]', dialect)).objections).toEqual([
      { message: 'this value is nested too deeply', hint: 'remove it', line: 1, column: 5 },
    ])
  })

  test.each([
    ['brackets', '['.repeat(100_000)],
    ['brackets that are closed', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['braces', '{a: '.repeat(100_000)],
    ['lists in lists', '- '.repeat(100_000)],
    ['names that are lists', '? '.repeat(100_000)],
  ])('with a hundred thousand %s is refused, where they become too many', async (_, text) => {
    const { objections } = await readTree(`a: b\nc:\n  ${text}`, dialect)
    expect(objections).toMatchObject([{ message: 'is nested too deeply', line: 3 }])
  })

  test('is one document', async () => {
    expect((await readTree('a: b\n---\nc: d\n', dialect)).objections).toMatchObject([
      { message: 'is more than one document', line: 2 },
    ])
  })

  test('has no names but its own', async () => {
    const { value } = await readTree('__proto__: {polluted: yes}\n', dialect)
    expect(Object.keys(Object(value))).toEqual(['__proto__'])
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })
})
