import { noActions } from '../../model/action-set.ts'
import { principalId, type Principal } from '../../model/principal.ts'
import type { World } from '../world.ts'
import type { Approach } from './approach.ts'
import type { Ledger } from './ledger.ts'
import { approached, type Way } from './way.ts'

/**
 * Those who get to a key by becoming somebody who has a way, to any depth: breadth first, so that each way is a
 * shortest one. A way that gives nothing new is not gone on with, which cuts cycles.
 */
export function chainsTo(
  world: World,
  starts: readonly Way[],
  ledger: Ledger,
  approachesTo: (principal: Principal) => readonly Approach[],
): readonly Way[] {
  const found: Way[] = []
  const queue = [...starts]
  // The queue grows while it is read.
  for (const way of queue) {
    const isSelf = selfOf(world, way.principal)
    for (const approach of approachesTo(way.principal)) {
      if (isSelf(approach.principal)) continue
      // Whoever becomes somebody has no less open than that one: most approaches need not be worked out.
      if (ledger.further(approach.principal, way.actions, way) === noActions) continue
      for (const link of approach.links()) {
        const next = approached(way, approach, link)
        const actions = ledger.further(next.principal, next.actions, next)
        if (actions === noActions) continue
        const further = actions === next.actions ? next : { ...next, actions }
        ledger.add(further)
        found.push(further)
        queue.push(further)
      }
    }
  }
  return found
}

/** Whoever is a role is each of its sessions; a role that trusts itself can choose the name of one. */
function selfOf(world: World, principal: Principal): (one: Principal) => boolean {
  const identity = principal.kind === 'role' ? world.identityOf(principal) : undefined
  // Whether two are one identity is a look-up; the names need not be put together then.
  if (identity !== undefined) return one => identity === world.identityOf(one)
  const id = principalId(principal)
  return one => id === principalId(one)
}
