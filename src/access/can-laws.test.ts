import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Explanation } from '../model/can.ts'
import type { Inventory } from '../model/inventory.ts'
import { literal } from '../model/text.ts'
import { can } from './can.ts'
import { inventoryOf } from './random-inventory.ts'
import { decided, described, questionsOf, type Question } from './random-questions.ts'
import { randomContext, requestFor } from './random-requests.ts'
import { randomWorld } from './random-worlds.ts'
import type { RequestContext } from './request/context.ts'
import { worldOf } from './world.ts'

// What `keyplan can` answers and explains, against the engine that decides one request.
const numRuns = Math.ceil(Number(process.env['KEYPLAN_LAWS'] ?? 300) / 5)
const timeout = 120_000

const asked = fc.tuple(randomWorld, randomContext)

/** As on the command line: values that are not known cannot be given. */
function given(context: RequestContext): ReadonlyMap<string, readonly string[]> {
  return new Map([...context].map(([key, values]) => [key, values.map(value => literal(value) ?? '')]))
}

function eachAnswer(
  inventory: Inventory,
  context: RequestContext,
  check: (question: Question, answer: ReturnType<typeof can>) => void,
): void {
  const world = worldOf([inventory])
  for (const question of questionsOf(inventory, [context])) {
    const { by, key, action } = question
    // Without what such a request never carries.
    const carried = given(requestFor(inventory, by, key, action, context).context)
    check(question, can(world, by.principal, { principal: '', action, key, context: carried }))
  }
}

test(
  'with what a request carries, the answer is that of the engine, or is left open',
  () => {
    fc.assert(
      fc.property(asked, ([written, context]) => {
        const inventory = inventoryOf(written)
        eachAnswer(inventory, context, (question, { is, why }) => {
          const engine = decided(inventory, question)
          const isSure = is === 'yes' && why.parts.some(part => part.is === 'yes')
          const isWrong = (engine === 'yes' && is === 'no') || (engine === 'no' && isSure)
          expect(isWrong ? described(question, { engine, can: is }) : '').toBe('')
        })
      }),
      { numRuns },
    )
  },
  timeout,
)

test(
  'a no has its reason and its cure, and nothing that is unknown is told as certain',
  () => {
    fc.assert(
      fc.property(asked, ([written, context]) => {
        const inventory = inventoryOf(written)
        eachAnswer(inventory, context, (question, { is, why, cures }) => {
          const isBare = is === 'no' && (!has(why, 'no') || cures.length === 0)
          const isTooSure = is === 'unknown' && !has(why, 'unknown')
          expect(isBare || isTooSure ? described(question, { can: is }) : '').toBe('')
        })
      }),
      { numRuns },
    )
  },
  timeout,
)

function has({ parts }: Explanation, is: Explanation['is']): boolean {
  return parts.some(part => part.is === is)
}
