import { expect, test } from 'vitest'
import { closed, isSeveral, several } from './several.ts'
import { plain } from './test-values.ts'
import { listValue, namedHole, objectValue, stringValue } from './value.ts'

const open = several('a document', [namedHole('role', 'known-after-apply')])
const known = listValue('tuple', [stringValue('a')])

test('a list of unknown length is a hole for expressions, and what stands beside it stays', () => {
  const value = objectValue(
    new Map([
      ['open', listValue('tuple', [stringValue('a'), open])],
      ['known', known],
    ]),
  )
  const found = closed({ kind: 'json', value })
  expect(plain(found, name => name)).toEqual({ json: { open: 'a value of a list of role', known: ['a'] } })
})

test('nothing is made anew where every length is known', () => {
  const value = objectValue(new Map([['known', known]]))
  expect(closed(value)).toBe(value)
  expect(isSeveral(open)).toBe(true)
  expect(isSeveral(namedHole('role', 'known-after-apply'))).toBe(false)
})
