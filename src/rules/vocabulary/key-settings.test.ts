import { expect, test } from 'vitest'
import { keyOfExample } from '../../examples/example-key.ts'
import { emptyWorld, unknownNamed } from '../fake-world.ts'
import { daysInWords, deletionWindowIsShort } from './key-settings.ts'

const { at } = keyOfExample({ says: '' })

test.each([
  [undefined, 'no days'],
  [{ value: 1, at }, '1 day'],
  [{ value: 7, at }, '7 days'],
  [{ value: unknownNamed('var.days'), at }, 'an unknown number of days'],
])('days in words: %#', (days, words) => {
  expect(daysInWords(days)).toBe(words)
})

test('an option that is no number of days is an error, since nothing would be reported', () => {
  const key = { ...keyOfExample({ says: '' }), deletionWindow: { value: 7, at } }
  expect(deletionWindowIsShort.ask(key, { ...emptyWorld, option: () => 30 }).is).toBe('yes')
  expect(() => deletionWindowIsShort.ask(key, { ...emptyWorld, option: () => '30' })).toThrow(
    'option `days` is no number of days',
  )
})
