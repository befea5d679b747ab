import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { text } from '../model/text.ts'
import type { Unknown } from '../model/unknown.ts'
import { matchesWildcard, mayMatchWildcard } from './wildcard.ts'

const hole: Unknown = {
  kind: 'unknown',
  reason: 'known-after-apply',
  name: 'var.x',
  shape: 'anything',
  at: { file: '', address: '', pointer: '' },
}
const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 8 })

test('agrees with the regular expression that says the same', () => {
  fc.assert(
    fc.property(
      letters,
      fc.string({ unit: fc.constantFrom('a', 'b', '.'), maxLength: 8 }),
      (pattern, value) => {
        const source = pattern.replaceAll('?', '.').replaceAll('*', '.*')
        expect(matchesWildcard(pattern, value)).toBe(new RegExp(`^${source}$`, 's').test(value))
      },
    ),
    { numRuns: 3_000 },
  )
})

test('a pattern made to be slow is not', () => {
  expect(matchesWildcard(`${'*a'.repeat(2_000)}b`, 'a'.repeat(4_000))).toBe(false)
})

test('a hole filled in never contradicts the answer given before', () => {
  fc.assert(
    fc.property(letters, letters, letters, letters, (start, end, filling, value) => {
      const before = mayMatchWildcard(text(start, hole, end), value)
      const after = matchesWildcard(start + filling + end, value)
      expect(before === 'unknown' || (before === 'yes') === after).toBe(true)
    }),
  )
})
