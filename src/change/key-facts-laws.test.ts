import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { inventoryOf } from '../access/random-inventory.ts'
import { randomContext } from '../access/random-requests.ts'
import { randomWorld, type WrittenKey } from '../access/random-worlds.ts'
import { accessChange } from './change.ts'
import { proofsOf } from './random-proofs.ts'
import { untold } from './random-untold.ts'

// The diff against the engine that decides one request, where nothing changes but the tags and aliases of keys.
const numRuns = Number(process.env['KEYPLAN_LAWS'] ?? 40)

const labels: fc.Arbitrary<Pick<WrittenKey, 'tags' | 'aliases'>> = fc.record({
  tags: fc.constantFrom<WrittenKey['tags']>({ team: 'a' }, { team: 'b', env: 'prod' }, {}),
  aliases: fc.constantFrom<WrittenKey['aliases']>(
    ['alias/app'],
    ['alias/app', 'alias/app-2'],
    ['alias/b'],
    [],
  ),
})

test('what tags and aliases decide is told, and nothing else', () => {
  const contexts = fc.array(randomContext, { minLength: 1, maxLength: 2 })
  fc.assert(
    fc.property(randomWorld, labels, contexts, (world, others, given) => {
      const after = { ...world, keys: world.keys.map(key => ({ ...key, ...others })) }
      const sides = { before: inventoryOf(world), after: inventoryOf(after) }
      const change = accessChange(sides.before, sides.after, ({ address }) => address)
      expect(untold(change, sides, given)).toEqual([])
      const proofs = [...change.keys()].flatMap(one => proofsOf(one, sides, given))
      expect(proofs.filter(({ is }) => is === 'wrong').slice(0, 3)).toEqual([])
    }),
    { numRuns },
  )
}, 240_000)
