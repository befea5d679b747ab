import { expect, test } from 'vitest'
import { listValue, objectValue, stringValue, type Value } from '../value.ts'
import { call, hole } from './test-calls.ts'

const secret: Value = { ...stringValue('secret'), sensitive: true }

test.each([
  ['upper', call('upper', secret)],
  ['join of a list with it', call('join', ',', [secret, 'a'])],
  ['format', call('format', '%s', secret)],
  ['split', call('split', ',', secret)],
  ['sha256', call('sha256', secret)],
  ['a sensitive hole', call('lower', { ...hole('x'), sensitive: true })],
  [
    'JSON that holds it, once written',
    call('replace', { kind: 'json', value: listValue('tuple', [secret]) }, '[', '('),
  ],
])('what is made of a secret is one: %s', (_, value) => {
  expect(value.sensitive).toBe(true)
})

test('JSON tells which part of it is a secret', () => {
  const value = objectValue(new Map([['a', secret]]))
  expect(call('jsonencode', value)).toEqual({ kind: 'json', value })
})
