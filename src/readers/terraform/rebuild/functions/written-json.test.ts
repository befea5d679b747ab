import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isWhollyKnown, listValue, numberValue, objectValue, stringValue, type Value } from '../value.ts'
import { hole, shown, text } from './test-calls.ts'
import { textOf } from './text.ts'
import { jsonParts } from './written-json.ts'

function jsonOf(json: unknown): Value {
  if (typeof json === 'string') return stringValue(json)
  if (typeof json === 'number') return numberValue(json)
  if (Array.isArray(json)) return listValue('tuple', json.map(jsonOf))
  if (typeof json === 'object' && json !== null)
    return objectValue(new Map(Object.entries(json).map(([name, value]) => [name, jsonOf(value)])))
  return json === null ? { kind: 'null' } : { kind: 'boolean', value: json === true }
}

test('what is written is read back as it was, with names in order and without `<`, `>` and `&`', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3, noUnicodeString: false }), json => {
      const value = jsonOf(json)
      // Numbers that a double does not hold are holes.
      fc.pre(isWhollyKnown(value))
      const written = textOf({ kind: 'json', value }) ?? ''
      expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(json)))
      expect(written).not.toMatch(/[<>&\u2028\u2029]/)
    }),
  )
})

test('strings and values with holes stay JSON of these, and all else is written', () => {
  const statement = objectValue(
    new Map<string, Value>([
      ['b', hole('x', 'any')],
      ['a', text('arn:', hole('y'))],
      ['c', listValue('tuple', [numberValue(1)])],
    ]),
  )
  const written = jsonParts(statement)
  expect(shown({ kind: 'string', parts: written })).toBe('{"a":json "arn:<y>","b":json "<x>","c":[1]}')
})

test('a set of which not all is known has no order yet', () => {
  const set: Value = { ...listValue('set', [stringValue('b'), hole('a')]), isLoose: true }
  expect(jsonParts(set)).toEqual([{ kind: 'json', value: set }])
})

test('JSON in JSON, again and again, ends at a length that nobody writes', () => {
  let value: Value = stringValue('"')
  for (let depth = 0; depth < 60; depth++) value = { kind: 'json', value }
  expect(textOf(value)).toBeUndefined()
})
