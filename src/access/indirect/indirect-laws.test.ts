import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Access } from '../../model/access.ts'
import { includes } from '../../model/action-set.ts'
import type { Inventory } from '../../model/inventory.ts'
import { principalId } from '../../model/principal.ts'
import { literal } from '../../model/text.ts'
import { action } from '../../policy/actions.ts'
import { randomWorld } from '../random-worlds.ts'
import { principalOf } from '../shared-accesses.ts'
import { changingSteps, linkedInventory, randomLinks, reaches } from './random-chains.ts'
import { searched } from './small-world.ts'

// Chains of roles against a naive search that asks the engine about each pair. Nothing waits for the call in these
// worlds but what the random key policies ask for: what is compared is a request that sends nothing.
const numRuns = Number(process.env['KEYPLAN_LAWS'] ?? 300)

const inventories = fc.tuple(randomWorld, randomLinks).map(([world, links]) =>
  linkedInventory(
    world,
    links,
    world.identities.map(({ arn }) => arn),
  ),
)

/** Whether an access holds for a request that sends nothing besides the facts of key and caller. */
function isUnconditional({ certainty, conditions, unless }: Access): boolean {
  return certainty === 'certain' && conditions.length === 0 && unless.length === 0
}

const asked = ['kms:Decrypt', 'kms:DescribeKey', 'kms:PutKeyPolicy']

function* questionsOf(inventory: Inventory) {
  const { graph, indirect } = searched(inventory)
  for (const key of inventory.keys) {
    const chains = indirect(key).filter(({ path }) => !path.some(({ kind }) => changingSteps.has(kind)))
    for (const by of inventory.identities) {
      const id = principalId(principalOf(by))
      const all = [
        ...graph.accessesBetween(principalOf(by), key),
        ...chains.filter(one => principalId(one.principal) === id),
      ]
      for (const name of asked) {
        yield { key, by, name, accesses: all.filter(({ actions }) => includes(actions, action(name))) }
      }
    }
  }
}

test('who gets to a key for certain by assuming roles, gets there by asking the engine about each step', () => {
  fc.assert(
    fc.property(inventories, inventory => {
      for (const { key, by, name, accesses } of questionsOf(inventory)) {
        if (!accesses.some(isUnconditional)) continue
        const reached = reaches(inventory, by, key, name)
        expect({ by: literal(by.arn), name, key: key.address, reached }).toMatchObject({ reached: true })
      }
    }),
    { numRuns },
  )
})

test('who gets to a key by asking the engine about each step has an access', () => {
  fc.assert(
    fc.property(inventories, inventory => {
      for (const { key, by, name, accesses } of questionsOf(inventory)) {
        if (accesses.length > 0) continue
        const reached = reaches(inventory, by, key, name)
        expect({ by: literal(by.arn), name, key: key.address, reached }).toMatchObject({ reached: false })
      }
    }),
    { numRuns },
  )
})

test('a fair share of it is chains', () => {
  let chained = 0
  let all = 0
  for (const inventory of fc.sample(inventories, { numRuns: 200, seed: 1 })) {
    for (const { accesses } of questionsOf(inventory)) {
      all += 1
      if (accesses.length > 0 && accesses.every(({ via }) => via === 'assume-role')) chained += 1
    }
  }
  expect(chained / all).toBeGreaterThan(0.03)
})
