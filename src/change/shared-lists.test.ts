import { expect, test } from 'vitest'
import { resolve } from '../access/graph.ts'
import { principalId } from '../model/principal.ts'
import { sharedLists } from './shared-lists.ts'
import { app, delegation, iam, own, worldOf } from './test-world.ts'

const other = iam(own, 'role/other')
const policy = (...actions: readonly string[]) => [
  { Effect: 'Allow', Action: actions, Resource: '*' } as const,
]

function listOf(roles: Parameters<typeof worldOf>[1]) {
  const graph = resolve([worldOf([[delegation], [delegation]], roles)])
  const lists = graph.keys.map(key => graph.everyAccessTo(key).shared)
  const [one = [], two] = lists
  return { one, two }
}

const before = listOf({ [app]: policy('kms:Decrypt'), [other]: policy('kms:Sign', 'kms:Encrypt') })

test('keys of one account share a list', () => {
  expect(before.one).not.toEqual([])
  expect(before.two).toBe(before.one)
})

test.each([
  [
    'nothing, in another order',
    { [other]: policy('kms:Encrypt', 'kms:Sign'), [app]: policy('kms:Decrypt') },
    [],
  ],
  ['more for one', { [app]: policy('kms:*'), [other]: policy('kms:Sign', 'kms:Encrypt') }, [app]],
  ['nobody but one', { [app]: policy('kms:Decrypt') }, [other]],
  ['nothing at all', {}, [app, other]],
])('%s is a change for nobody else', (_, roles, changed) => {
  const after = listOf(roles)
  const told = [...sharedLists().changed(before.one, after.one).values()].map(principalId)
  expect(told.toSorted()).toEqual(changed)
})

test('a list is gone through once', () => {
  const { byCaller, changed } = sharedLists()
  const after = listOf({ [app]: policy('kms:*') }).one
  expect(byCaller(before.one)).toBe(byCaller(before.one))
  expect(changed(before.one, after)).toBe(changed(before.one, after))
})
