import { expect, test } from 'vitest'
import { isUnknown } from '../../model/unknown.ts'
import { block, changed, readChanges } from './test-plan.ts'

/** The tags of a key; `?` for what is not told. */
function tags(after: object, unknown: object = {}, provider: object = {}): string {
  const aws = { aws: { name: 'aws', expressions: provider } }
  const key = changed('aws_kms_key.k', after, { after_unknown: unknown })
  const read = readChanges([key], { resources: [block('aws_kms_key.k')] }, aws).inventory.keys[0]?.tags
  if (read === undefined || isUnknown(read)) return '?'
  return [...read].map(([name, value]) => `${name}=${isUnknown(value) ? '?' : value}`).join(' ')
}

test.each([
  [{ tags: { a: '1' }, tags_all: { a: '1', b: '2' } }, {}, 'a=1 b=2'],
  [{ tags_all: { a: '1' } }, { tags_all: { b: true } }, 'a=1 b=?'],
  [{ tags: null }, { tags_all: true }, ''],
  [{ tags: { a: '1' } }, { tags_all: true }, 'a=1'],
  [{}, { tags: true, tags_all: true }, '?'],
  [{ tags: { a: '1' } }, {}, 'a=1'],
  [{ tags_all: 'x' }, {}, '?'],
])('%j with %j unknown', (after, unknown, expected) => {
  expect(tags(after, unknown)).toBe(expected)
})

test('default tags that are not told can be any', () => {
  expect(tags({ tags: null }, { tags_all: true }, { default_tags: [{ tags: {} }] })).toBe('?')
})
