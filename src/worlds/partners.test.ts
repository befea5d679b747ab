import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { partnersOf } from './partners.ts'

test.each([
  ['the only ones', ['old.yaml'], ['new.json'], ['old.yaml new.json']],
  ['those of one path', ['a.yaml', 'b.yaml'], ['b.yaml', 'a.yaml'], ['a.yaml a.yaml', 'b.yaml b.yaml']],
  [
    'those of one name',
    ['old/a.yaml', 'old/b.yaml'],
    ['a.yaml', 'b.yaml'],
    ['old/a.yaml a.yaml', 'old/b.yaml b.yaml'],
  ],
  [
    'those of one name in folders of one name',
    ['old/dev/stack.yaml', 'old/prod/stack.yaml'],
    ['./prod/stack.yaml', './dev/stack.yaml'],
    ['old/dev/stack.yaml ./dev/stack.yaml', 'old/prod/stack.yaml ./prod/stack.yaml'],
  ],
  ['no two that are not told apart', ['x/a.yaml', 'y/a.yaml'], ['a.yaml', 'b.yaml'], []],
  ['none of other names', ['a.yaml', 'gone.yaml'], ['a.yaml', 'new.yaml'], ['a.yaml a.yaml']],
  ['a pipe with what is left', ['a.yaml', '-'], ['a.yaml', 'b.yaml'], ['a.yaml a.yaml', '- b.yaml']],
  [
    'a pipe of a shell',
    ['/dev/fd/63', 'a.yaml'],
    ['a.yaml', 'b.yaml'],
    ['a.yaml a.yaml', '/dev/fd/63 b.yaml'],
  ],
  ['no pipe with one of several', ['-', 'a.yaml'], ['a.yaml', 'b.yaml', 'c.yaml'], ['a.yaml a.yaml']],
  ['nothing with nothing', [], ['a.yaml'], []],
])('%s are partners', (_, before, after, pairs) => {
  expect([...partnersOf(before, after)].map(pair => pair.join(' ')).toSorted()).toEqual(pairs.toSorted())
})

const path = fc
  .array(fc.constantFrom('a', 'b', 'c', '..'), { minLength: 1, maxLength: 4 })
  .map(all => all.join('/'))
const paths = fc.uniqueArray(fc.oneof(path, fc.constant('-')), { maxLength: 6 })

test('nobody has two partners, and one path is one input', () => {
  fc.assert(
    fc.property(paths, paths, (before, after) => {
      const partners = partnersOf(before, after)
      expect(new Set(partners.values()).size).toBe(partners.size)
      for (const [one, other] of partners) {
        expect(before).toContain(one)
        expect(after).toContain(other)
        expect(other === one || !after.includes(one) || before.length + after.length === 2).toBe(true)
      }
    }),
  )
})

test('twenty thousand are paired at once', () => {
  const names = Array.from({ length: 20_000 }, (_, index) => `${index}.yaml`)
  expect(
    partnersOf(
      names.map(name => `old/${name}`),
      names.toReversed(),
    ).size,
  ).toBe(names.length)
})
