import { expect, test } from 'vitest'
import { togetherOf } from './several-contexts.ts'
import { existing } from './test-join.ts'

test('grants of one id on two keys are two, and one that two contexts have is one', () => {
  const [grant] = existing.inventory.grants
  if (grant === undefined) throw new Error('no grant')
  const elsewhere = { ...grant, key: { addresses: [], name: `${grant.key.name ?? ''}-other` } }
  const other = { ...existing, inventory: { ...existing.inventory, grants: [grant, elsewhere] } }
  expect(togetherOf([existing, other]).inventory.grants).toEqual([grant, elsewhere])
})
