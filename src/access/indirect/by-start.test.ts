import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { byStart } from './by-start.ts'

const names = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', ':'), maxLength: 4 }), { maxLength: 8 })
const name = fc.string({ unit: fc.constantFrom('a', 'b', ':'), maxLength: 5 })

function indexOf(starts: readonly string[]) {
  const index = byStart<string>()
  for (const start of starts) index.add(start, start)
  return index
}

test('finds what a look at all of them finds', () => {
  fc.assert(
    fc.property(names, name, (starts, asked) => {
      const index = indexOf(starts)
      const whole = starts.filter(start => asked.startsWith(start))
      const begun = starts.filter(start => asked.startsWith(start) || start.startsWith(asked))
      const named = starts.filter(start => start.startsWith(asked))
      expect([...index.alike(asked, true)].toSorted()).toEqual(whole.toSorted())
      expect([...index.alike(asked, false)].toSorted()).toEqual(begun.toSorted())
      expect([...index.beginning(asked, Infinity)].toSorted()).toEqual(named.toSorted())
    }),
  )
})

test('stops at as many as are asked for', () => {
  expect(indexOf(['a', 'ab', 'abc']).beginning('a', 2)).toEqual(['a', 'ab'])
})
