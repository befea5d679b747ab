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

  test('has no names but its own', async () => {
    const { value } = await readTree('__proto__: {polluted: yes}\n', dialect)
    expect(Object.keys(Object(value))).toEqual(['__proto__'])
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })
})
