import { expect, test } from 'vitest'
import type { Inventory } from '../model/inventory.ts'
import { pairedKeys } from './pairs.ts'
import { allows, app, delegation, worldOf } from './test-world.ts'
import { untouchedIn } from './untouched.ts'

const use = [allows({ AWS: app }, 'kms:Decrypt')]
const may = (action: string) => ({ [app]: [{ Effect: 'Allow', Action: action, Resource: '*' } as const] })
const before = worldOf([[delegation], use], may('kms:Sign'))

function untouched(after: Inventory): readonly boolean[] {
  const pairs = pairedKeys(before.keys, after.keys, ({ address }) => address)
  return pairs.map(untouchedIn(before, after))
}

test.each([
  ['what is the same', worldOf([[delegation], use], may('kms:Sign')), [true, true]],
  ['a key', worldOf([[delegation], [delegation]], may('kms:Sign')), [true, false]],
  ['a key that is new', worldOf([[delegation], use, use], may('kms:Sign')), [true, true, false]],
  ['a key that is gone', worldOf([[delegation]], may('kms:Sign')), [true, false]],
  ['what a role may do', worldOf([[delegation], use], may('kms:*')), [false, false]],
  ['a role that is gone', worldOf([[delegation], use]), [false, false]],
])('%s decides which keys need no look', (_, after, expected) => {
  expect(untouched(after)).toEqual(expected)
})

test('the tags of a key count', () => {
  const [first, ...others] = before.keys
  if (first === undefined) throw new Error('no key')
  const tagged = { ...before, keys: [{ ...first, tags: new Map([['team', 'a']]) }, ...others] }
  expect(untouched(tagged)).toEqual([false, true])
})
