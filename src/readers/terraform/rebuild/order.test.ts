import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { byUtf8 } from './order.ts'

test('the order is that of the bytes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (one, other) => {
      expect(Math.sign(byUtf8(one, other))).toBe(
        Math.sign(Buffer.compare(Buffer.from(one), Buffer.from(other))),
      )
    }),
  )
})

test('characters outside of the basic plane come last', () => {
  expect(['𝕏', 'ﬀ', 'a', ''].toSorted(byUtf8)).toEqual(['', 'a', 'ﬀ', '𝕏'])
})
