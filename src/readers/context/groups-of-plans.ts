import type { Identity, IdentityPolicy } from '../../model/identity.ts'
import type { Holder, PlannedChanges } from '../../model/planned-changes.ts'
import { holderId, someAccount } from '../snapshot/slot-ids.ts'
import { holderSomewhere } from './join-identities.ts'
import { perhapsThrough } from '../shared/through-groups.ts'

/** A user with all that any of several plans gives the groups that any of them puts it into. */
export function withGroups(identity: Identity, { joins, ofGroups }: PlannedChanges): Identity {
  const user = identity.kind === 'user' ? holderSomewhere(identity) : undefined
  if (user === undefined || ofGroups.size === 0) return identity
  const known = new Map<string, Set<IdentityPolicy['document']>>()
  const added: IdentityPolicy[] = []
  const isNew = ({ name, document }: IdentityPolicy): boolean => {
    const documents = known.get(name) ?? new Set()
    known.set(name, documents)
    const before = documents.size
    return documents.add(document).size > before
  }
  // What the plan of its membership knew of the group, it has already.
  identity.policies.forEach(isNew)
  for (const { group, hangsOn } of said(joins, user)) {
    const given = said(ofGroups, { ...group, account: user.account })
    added.push(...perhapsThrough(given.filter(isNew), hangsOn))
  }
  return added.length === 0 ? identity : { ...identity, policies: [...identity.policies, ...added] }
}

/** What is said of a holder, and of a namesake in an account that is not told: that hangs on the account. */
function said<Item>(all: ReadonlyMap<string, readonly Item[]>, holder: Holder): readonly Item[] {
  const ids = new Set([holder, { ...holder, account: someAccount }].map(holderId))
  return [...ids].flatMap(id => all.get(id) ?? [])
}
