import { expect, test } from 'vitest'
import { exactReferences } from './exact-references.ts'

test('takes shorter forms of a reference for the same one', () => {
  expect(
    exactReferences(['a.b[0].arn', 'a.b[0]', 'a.b', 'a.c.arn', 'a.c', 'a.b[0].arn', 'a.b[0]', 'a.b']),
  ).toEqual(['a.b[0].arn', 'a.c.arn'])
})

test('keeps a bare reference that does not follow a longer one', () => {
  expect(exactReferences(['a.b.arn', 'a.b', 'a.b', 'a.bc'])).toEqual(['a.b.arn', 'a.b', 'a.bc'])
})

test('skips what is no string', () => {
  expect(exactReferences([1, null, 'a.b'])).toEqual(['a.b'])
})
