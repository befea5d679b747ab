import type { JoinedGroup } from '../../../model/planned-changes.ts'
import { holderId, membersId, slotId } from '../../snapshot/slot-ids.ts'
import { looseHole } from '../holder.ts'
import type { Holders } from '../holders.ts'
import { holdersMeant } from '../holders-meant.ts'
import { items, property, word } from '../json-value.ts'
import { membershipOf, type Memberships } from '../memberships.ts'
import type { Instance } from '../resources.ts'
import { decide, named, perhaps, type Decisions } from '../../shared/decisions.ts'
import { nameOf } from './name-of.ts'

/** Decides who is taken out of which group, and tells the groups that the plan puts users into. */
export function settleMemberships(
  decisions: Decisions,
  holders: Holders,
  { groupsOf }: Memberships,
): ReadonlyMap<string, readonly JoinedGroup[]> {
  const joins = new Map<string, readonly JoinedGroup[]>()
  const kept = new Set<string>()
  for (const [user, groups] of groupsOf) {
    const member = nameOf(user)
    if (member === undefined) continue
    const joined = [...groups].flatMap(([group, hangsOn]): readonly JoinedGroup[] => {
      const into = nameOf(group)
      const doubts = member.hole === undefined ? hangsOn : [...hangsOn, member.hole]
      return into === undefined ? [] : [{ group: into.holder, hangsOn: doubts }]
    })
    joins.set(holderId(member.holder), joined)
    for (const { group, hangsOn } of joined) {
      const id = slotId({ kind: 'membership', holder: member.holder, group })
      kept.add(id)
      decide(decisions, id, hangsOn[0] ?? false)
    }
  }
  const { managed, destroyed, forgotten } = holders.reading.resources
  const left = new Set(forgotten)
  for (const resource of [...managed, ...destroyed]) settleBefore(decisions, holders, resource, kept)
  for (const resource of managed) if (!left.has(resource)) settleMembers(decisions, holders, resource)
  return joins
}

/** Who was a member by a resource of the plan, and is by none of them any more. */
function settleBefore(
  decisions: Decisions,
  { reading }: Holders,
  { type, provider, before }: Instance,
  kept: ReadonlySet<string>,
): void {
  const argumentsOf = membershipOf(type)
  if (argumentsOf === undefined) return
  const { account } = reading.accountOf(provider)
  const users = namesIn(before, argumentsOf.users).map(name => named('user', account, name))
  for (const name of namesIn(before, argumentsOf.groups)) {
    const group = named('group', account, name).holder
    for (const user of users) {
      const id = slotId({ kind: 'membership', holder: user.holder, group })
      if (!kept.has(id)) decide(decisions, id, perhaps(user, true))
    }
  }
}

function namesIn(before: unknown, argument: string): readonly string[] {
  const value = property(before, argument)
  return [value, ...items(value)].flatMap(each => word(each) ?? [])
}

/**
 * An `aws_iam_group_membership` that exists takes all others out of its group; one that is created only puts users
 * into it (provider source, `resourceGroupMembershipUpdate`).
 */
function settleMembers(decisions: Decisions, holders: Holders, resource: Instance): void {
  if (resource.type !== 'aws_iam_group_membership' || resource.created) return
  const users = holdersMeant(holders, resource, 'users', 'user')
  const [doubt] = users.holders.flatMap(({ hangsOn }) => hangsOn)
  const untold = users.isOpen ? looseHole(resource, 'the members') : doubt
  for (const { holder, hangsOn } of holdersMeant(holders, resource, 'group', 'group').holders) {
    const group = nameOf(holder)
    if (group === undefined) continue
    decide(decisions, membersId(group.holder), perhaps(group, hangsOn[0] ?? untold ?? true))
  }
}
