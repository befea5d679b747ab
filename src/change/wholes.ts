import type { Access } from '../model/access.ts'
import { groupedBy } from '../model/grouped-by.ts'
import { accountOfPrincipal, principalId, type Principal } from '../model/principal.ts'
import type { Tri } from '../model/tri.ts'
import { isUnknown } from '../model/unknown.ts'

type Several = readonly [Access, ...Access[]]

/** A class that holds another one, or may, with what it can do. */
export interface Whole {
  readonly accesses: Several
  readonly holds: 'yes' | 'unknown'
}

/** So many times it is asked of the classes of one key whether one holds another; from then on it may. */
const mostAsked = 2_000

/**
 * Looks up the classes that hold a class, itself left out. Those of other accounts are not gone through: a policy can
 * name thousands.
 */
export function wholesAmong(
  classes: Iterable<Several>,
  holds: (whole: Principal, part: Principal) => Tri,
): (part: Principal) => readonly Whole[] {
  const all = [...classes]
    .filter(([{ principal }]) => areClasses.has(principal.kind))
    .map(accesses => ({ accesses, id: idOf(accesses[0].principal) }))
  const byAccount = groupedBy(all, ({ accesses: [{ principal }] }) => accountNameOf(principal))
  let asked = 0
  return part => {
    const id = idOf(part)
    const found: Whole[] = []
    for (const { accesses, id: whole } of near(part, all, byAccount)) {
      if (whole === id) continue
      const is = asked < mostAsked ? holds(accesses[0].principal, part) : 'unknown'
      if (is !== 'no') found.push({ accesses, holds: is })
      // Of those that may hold it one is as good as all.
      if (asked >= mostAsked) break
      asked += 1
    }
    return found
  }
}

/** The kinds of principals that others belong to. */
const areClasses: ReadonlySet<Principal['kind']> = new Set([
  'everyone',
  'everyone-of-organization',
  'everyone-of-account',
  'principals-like',
  'account',
] as const)

function near<Kind>(part: Principal, all: readonly Kind[], byAccount: ReadonlyMap<string, readonly Kind[]>) {
  const account = accountOfPrincipal(part)
  if (account !== undefined && isUnknown(account)) return all
  return [...(byAccount.get('') ?? []), ...(account === undefined ? [] : (byAccount.get(account) ?? []))]
}

/** Empty where it is not told, or there is no one account. */
function accountNameOf(principal: Principal): string {
  const account = accountOfPrincipal(principal)
  return account === undefined || isUnknown(account) ? '' : account
}

function idOf(principal: Principal): string {
  return `${principal.kind} ${principalId(principal)}`
}
