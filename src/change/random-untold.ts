import type { RequestContext } from '../access/request/context.ts'
import type { AccessChange } from './change.ts'
import {
  contextsFor,
  describedTurn,
  isBeyondLists,
  isTold,
  turnsOf,
  type Sides,
} from './random-comparisons.ts'

/** For tests only: requests that are allowed on one side alone of which the diff tells nothing, a few of many. */
export function untold(
  { keys, limits }: Pick<AccessChange, 'keys' | 'limits'>,
  sides: Sides,
  given: readonly RequestContext[],
): readonly string[] {
  const wrong: string[] = []
  for (const change of keys()) {
    const made = change.accesses.flatMap(({ access }) => contextsFor(access, 4))
    for (const turn of turnsOf(sides, change, [...given, ...made].slice(0, 6))) {
      if (turn === undefined || isTold(change.accesses, sides, turn)) continue
      if (!isBeyondLists(sides, turn, limits)) wrong.push(describedTurn(turn))
    }
  }
  return wrong.slice(0, 3)
}
