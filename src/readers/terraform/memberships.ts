import type { Unknown } from '../../model/unknown.ts'
import type { GivingGroup } from '../shared/through-groups.ts'
import { looseHole, showHolder, type Holder } from './holder.ts'
import type { Holders } from './holders.ts'
import { holdersMeant } from './holders-meant.ts'
import type { Instance } from './resources.ts'

/** Which argument of a membership names users, and which groups. */
const memberships: ReadonlyMap<string, { readonly users: string; readonly groups: string }> = new Map([
  ['aws_iam_group_membership', { users: 'users', groups: 'group' }],
  ['aws_iam_user_group_membership', { users: 'user', groups: 'groups' }],
])

/** Which arguments of a resource name users and groups; nothing for other types. */
export function membershipOf(type: string): { readonly users: string; readonly groups: string } | undefined {
  return memberships.get(type)
}

/** Groups, each with what hides whether somebody belongs to it. */
export type Groups = ReadonlyMap<Holder, readonly Unknown[]>

/** The groups of each user, and what cannot be told of memberships. */
export interface Memberships {
  readonly groupsOf: ReadonlyMap<Holder, Groups>
  readonly loose: readonly Unknown[]
}

/** Reads who belongs to which group. */
export function readMemberships(holders: Holders): Memberships {
  const groupsOf = new Map<Holder, Map<Holder, readonly Unknown[]>>()
  const loose: Unknown[] = []
  for (const resource of holders.reading.resources.managed) {
    const named = memberships.get(resource.type)
    if (named === undefined) continue
    const users = holdersMeant(holders, resource, named.users, 'user')
    const groups = holdersMeant(holders, resource, named.groups, 'group')
    if (users.isOpen) {
      holders.open.add('user')
      loose.push(looseHole(resource, 'the members'))
    }
    const some = groups.isOpen ? [{ holder: someGroup(holders, resource), hangsOn: [] }] : []
    for (const user of users.holders) {
      for (const group of [...groups.holders, ...some]) {
        join(groupsOf, user.holder, group.holder, [...user.hangsOn, ...group.hangsOn])
      }
    }
  }
  return { groupsOf, loose }
}

/** Stands for a group of which nothing is told. */
function someGroup({ reading }: Holders, { address, at, provider }: Instance): Holder {
  const { account } = reading.accountOf(provider)
  const name = `the group of ${address}`
  return { kind: 'group', address: name, at, provider, account, held: [], exclusive: new Set() }
}

function join(
  groupsOf: Map<Holder, Map<Holder, readonly Unknown[]>>,
  user: Holder,
  group: Holder,
  hangsOn: readonly Unknown[],
): void {
  const groups = groupsOf.get(user) ?? new Map<Holder, readonly Unknown[]>()
  groupsOf.set(user, groups)
  const known = groups.get(group)
  if (known === undefined || known.length > hangsOn.length) groups.set(group, hangsOn)
}

/** A group with what the plan gives it. */
export function givingGroup(group: Holder): GivingGroup {
  const { instance, at, held } = group
  return { says: showHolder(group), at, held, isAllTold: instance?.mode === 'managed' }
}
