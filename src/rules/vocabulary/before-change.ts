import type { Access } from '../../model/access.ts'
import { sameAccount, type Account } from '../../model/account.ts'
import { difference, noActions, overlaps, union } from '../../model/action-set.ts'
import { accountOfPrincipal, type Principal } from '../../model/principal.ts'
import type { Tri } from '../../model/tri.ts'
import type { Unknown } from '../../model/unknown.ts'
import { answer, hangsOn } from '../answers.ts'
import type { AccessChange, Word } from '../word.ts'
import { byAnyone } from './callers.ts'
import { guardedToRootUser } from './guard.ts'

/** Before the change, nobody of this account could do it; classes without an account are each their own. */
export const newToAccount: Word<AccessChange> = {
  says: "the change is the first to let the caller's account do it",
  ask: ({ key: { before }, change: { access } }, world) => {
    const account = accountOfPrincipal(access.principal)
    const was = world.before?.accessesTo(before) ?? []
    if (account === undefined) return answer(true)
    const had = was
      .map(one => ({ one, isOwn: ownedBy(one.principal, account) }))
      .filter(({ one, isOwn }) => isOwn !== 'no' && overlaps(one.actions, access.actions))
    const sure = had.filter(({ one, isOwn }) => isOwn === 'yes' && one.certainty === 'certain')
    const [surely, perhaps] = [sure, had].map(some =>
      some.reduce((actions, { one }) => union(actions, one.actions), noActions),
    )
    if (difference(access.actions, surely ?? noActions) === noActions) return answer(false)
    if (difference(access.actions, perhaps ?? noActions) !== noActions) return answer(true)
    return hangsOn(had.flatMap(({ one }) => holesOf(one)))
  },
}

/** Whoever is not told may be of any account. */
function ownedBy(principal: Principal, account: Account): Tri {
  const own = accountOfPrincipal(principal)
  if (own !== undefined) return sameAccount(own, account)
  return principal.kind === 'unknown' ? 'unknown' : 'no'
}

function holesOf({ principal, unknowns }: Access): readonly Unknown[] {
  return principal.kind === 'unknown' ? [principal.unknown, ...unknowns] : unknowns
}

/** Before the change, no account but those that the policy names could do anything on the key. */
export const wasNotPublic: Word<AccessChange> = {
  says: 'no AWS account could do anything with the key before',
  ask: ({ key: { before } }, world) => {
    const all = world.before?.accessesTo(before) ?? []
    const open = all.map(access => ({ access, is: byAnyone.ask(access, world).is }))
    const may = open.filter(({ is }) => is !== 'no')
    if (may.some(({ access, is }) => is === 'yes' && access.certainty === 'certain')) return answer(false)
    return may.length === 0 ? answer(true) : hangsOn(may.flatMap(({ access }) => holesOf(access)))
  },
}

/** Before the change, the key's policy left its account to the root user alone: nobody's IAM policies counted. */
export const wasGuarded: Word<AccessChange> = {
  says: 'the key policy left the account to its root user before',
  ask: ({ key: { before } }, world) =>
    world.before === undefined ? answer(false) : guardedToRootUser.ask(before, world.before),
}

/** After the change, the key's policy leaves its account to the root user alone, who keeps what IAM policies lose. */
export const leftToRootUser: Word<AccessChange> = {
  says: 'the key policy leaves the account to its root user now',
  ask: ({ key: { after } }, world) => guardedToRootUser.ask(after, world),
}
