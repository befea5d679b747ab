import type { IdentityPolicy } from '../../model/identity.ts'
import type { Unknown } from '../../model/unknown.ts'
import { unread } from '../../policy/read-policy.ts'
import { looseHole, showHolder, type Held, type Holder } from './holder.ts'
import type { Holders } from './holders.ts'
import { holdersMeant } from './holders-meant.ts'
import type { Instance } from './resources.ts'
import { hole } from './values.ts'

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

/** AWS attaches no more than 20 policies to a group; the limit keeps large groups from making many copies. */
const mostOfGroup = 100

/** What the members of a group have through it. */
export function policiesThrough(group: Holder): readonly IdentityPolicy[] {
  const { instance, at } = group
  const says = showHolder(group)
  const own = ownThrough(group)
  const unreadPolicies = (what: string): IdentityPolicy => ({
    name: `the policies of ${says}`,
    document: unread(at, hole(at, what, 'anything', 'not-in-input')),
    sensitive: false,
    hangsOn: [],
  })
  if (own === undefined) return [unreadPolicies(`the many policies of ${says}`)]
  return instance?.mode === 'managed' ? own : [...own, unreadPolicies(`the other policies of ${says}`)]
}

/** Those of them that the plan gives the group; nothing where they are too many. */
export function ownThrough(group: Holder): readonly IdentityPolicy[] | undefined {
  const says = showHolder(group)
  return group.held.length > mostOfGroup
    ? undefined
    : group.held.map(each => ({ ...each.policy, name: nameThrough(each, says) }))
}

/** Inline policies have the name of their group in their own. */
function nameThrough({ form, policy }: Held, group: string): string {
  return form === 'inline' ? policy.name : `${policy.name} through ${group}`
}

/** The same policies for somebody who may not be a member. */
export function perhapsThrough(
  policies: readonly IdentityPolicy[],
  hangsOn: readonly Unknown[],
): readonly IdentityPolicy[] {
  if (hangsOn.length === 0) return policies
  return policies.map(policy => ({ ...policy, hangsOn: [...policy.hangsOn, ...hangsOn] }))
}
