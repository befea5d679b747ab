import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Inventory } from '../model/inventory.ts'
import { resolve } from './graph.ts'
import { beforeApply, hiddenInWorld } from './random-holes.ts'
import { inventoryOf } from './random-inventory.ts'
import { answerOf, betweenIn, described, questionsOf } from './random-questions.ts'
import { randomContext } from './random-requests.ts'
import { randomWorld } from './random-worlds.ts'
import type { RequestContext } from './request/context.ts'

// What is not known before apply opens answers of the graph, and never turns one round.
const numRuns = Number(process.env['KEYPLAN_LAWS'] ?? 120)
const timeout = 240_000

const contexts = fc.array(randomContext, { minLength: 2, maxLength: 2 })

/** Answers about a world in which something is hidden that are not those about the world itself, a few of many. */
function turnedRound(
  inventory: Inventory,
  hidden: Inventory,
  given: readonly RequestContext[],
): readonly string[] {
  const known = betweenIn(resolve([inventory]))
  const open = betweenIn(resolve([hidden]))
  const wrong: string[] = []
  for (const question of questionsOf(inventory, given)) {
    const key = hidden.keys.find(({ address }) => address === question.key.address)
    if (key === undefined) throw new Error('a key is lost')
    const before = answerOf(open({ ...question, key }), inventory, question)
    const after = answerOf(known(question), inventory, question)
    if (before !== 'unknown' && before !== after) wrong.push(described(question, { before, after }))
  }
  return wrong.slice(0, 3)
}

test(
  'a hole in the inventory never turns an answer round',
  () => {
    fc.assert(
      fc.property(randomWorld, contexts, fc.nat({ max: 10_000 }), (written, given, which) => {
        const inventory = inventoryOf(written)
        expect(turnedRound(inventory, hiddenInWorld(inventory, which), given)).toEqual([])
      }),
      { numRuns },
    )
  },
  timeout,
)

test(
  'keys that do not exist yet are reached as they will be',
  () => {
    fc.assert(
      fc.property(randomWorld, contexts, (written, given) => {
        const inventory = inventoryOf(written)
        expect(turnedRound(inventory, beforeApply(inventory), given)).toEqual([])
      }),
      { numRuns },
    )
  },
  timeout,
)
