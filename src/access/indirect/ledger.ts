import { difference, noActions, overlaps, type ActionSet } from '../../model/action-set.ts'
import { accountOfPrincipal, principalId, type Principal } from '../../model/principal.ts'
import type { World } from '../world.ts'
import { degreeOf, isNoHarder, type Terms } from './terms.ts'
import type { Way } from './way.ts'

/** What is known so far of everybody's ways to one key. */
export interface Ledger {
  readonly add: (way: Way) => void
  /** Those actions that no known way gives this principal with as little open. */
  readonly further: (principal: Principal, actions: ActionSet, terms: Terms) => ActionSet
}

/**
 * Policies can be written so that ways double with each condition: after so many, only those to a new action count, and
 * those that leave less open of what the others give with conditions or in doubt.
 */
const mostWays = 12

/** Ways by whose they are. */
export type Book = Map<string, Way[]>

/** A ledger of all that stands in some books; what is added goes into the last. */
export function ledgerOf(world: World, books: readonly Book[]): Ledger {
  const waysOf = (principal: Principal): readonly Way[] => {
    const id = principalId(principal)
    return books.flatMap(book => book.get(id) ?? [])
  }
  return {
    add: way => {
      const id = principalId(way.principal)
      const last = books.at(-1)
      const others = last?.get(id)
      if (others === undefined) last?.set(id, [way])
      else others.push(way)
    },
    further: (principal, actions, terms) => {
      const own = waysOf(principal)
      const crowded = own.length >= mostWays
      const degree = degreeOf(terms)
      let left = actions
      for (const way of [...own, ...classesOf(world, principal).flatMap(waysOf)]) {
        if (left === noActions) return left
        if (!overlaps(left, way.actions)) continue
        if (crowded ? degreeOf(way) <= degree : isNoHarder(way, terms)) left = difference(left, way.actions)
      }
      return left
    },
  }
}

/** Classes that somebody is of: whoever the input knows has ways of its own for what classes can do. */
function classesOf(world: World, principal: Principal): readonly Principal[] {
  if (world.identityOf(principal) !== undefined) return []
  const account = accountOfPrincipal(principal)
  if (account === undefined || principal.kind === 'everyone-of-account') return []
  return [{ kind: 'everyone-of-account', account }, { kind: 'everyone' }]
}
