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
    for (const approach of approachesTo(way.principal)) {
      if (isSelf(world, approach.principal, way.principal)) continue
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
function isSelf(world: World, one: Principal, other: Principal): boolean {
  if (principalId(one) === principalId(other)) return true
  const identity = other.kind === 'role' ? world.identityOf(other) : undefined
  return identity !== undefined && identity === world.identityOf(one)
}
