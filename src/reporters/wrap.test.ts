import { expect, test } from 'vitest'
import { wrap } from './wrap.ts'

test('breaks at spaces', () => {
  expect(wrap('one two three', 7)).toEqual(['one two', 'three'])
})

test('keeps an address with a space in its instance key whole', () => {
  const address = 'module.kms["a \\" b"].aws_kms_key.this'
  expect(wrap(`change ${address} now`, 12)).toEqual(['change', address, 'now'])
})

test('keeps code in backticks whole', () => {
  expect(wrap('set `enable_key_rotation = true` there', 10)).toEqual([
    'set',
    '`enable_key_rotation = true`',
    'there',
  ])
})

test('an open backtick or bracket holds nothing together', () => {
  expect(wrap('a ` b', 1)).toEqual(['a', '`', 'b'])
  expect(wrap('x["a b', 1)).toEqual(['x["a', 'b'])
})

test('an empty text is one empty line', () => {
  expect(wrap('', 10)).toEqual([''])
})

test('a text made to be slow is not', () => {
  const text = '["\\"`'.repeat(100_000)
  const start = process.cpuUsage()
  wrap(text, 80)
  expect(process.cpuUsage(start).user).toBeLessThan(2_000_000)
})
