import type { IdentityPolicy } from '../../../model/identity.ts'
import { distinctUnknowns, type Unknown } from '../../../model/unknown.ts'
import { unread } from '../../../policy/read-policy.ts'
import type { Declared } from '../declared.ts'
import { hole } from '../evaluate/node-parts.ts'
import { existence, hangingPolicy, showHolder, type Held, type Holder } from './holder.ts'
import type { Holders } from './holders.ts'
import { holdersMeant, looseHole, type HoldersMeant } from './holders-meant.ts'

/** Groups, each with what hides whether somebody belongs to it. */
export type Groups = ReadonlyMap<Holder, readonly Unknown[]>

/** The groups of each user, and what cannot be told of memberships. */
export interface Memberships {
  readonly groupsOf: ReadonlyMap<Holder, Groups>
  readonly loose: readonly Unknown[]
}

const addition = 'AWS::IAM::UserToGroupAddition'

/** Reads who belongs to which group: users say it of themselves, and others of them. */
export function readMemberships(holders: Holders): Memberships {
  const groupsOf = new Map<Holder, Map<Holder, readonly Unknown[]>>()
  const loose: Unknown[] = []
  for (const resource of holders.reading.declared) {
    const own = resource.type === 'AWS::IAM::User' ? holders.byId.get(resource.id) : undefined
    if (own === undefined && resource.type !== addition) continue
    const users: HoldersMeant =
      own === undefined
        ? holdersMeant(holders, resource, 'Users', 'user')
        : { holders: [{ holder: own, hangsOn: [] }] }
    const groups = holdersMeant(holders, resource, own === undefined ? 'GroupName' : 'Groups', 'group')
    if (users.open !== undefined) {
      holders.open.add('user')
      loose.push(looseHole(resource, 'members', users.open))
    }
    const doubts = own === undefined ? resource.hangsOn : []
    const some = groups.open === undefined ? [] : [{ holder: someGroup(holders, resource), hangsOn: [] }]
    for (const user of users.holders) {
      for (const group of [...groups.holders, ...some])
        join(groupsOf, user.holder, group.holder, [...doubts, ...user.hangsOn, ...group.hangsOn])
    }
  }
  return { groupsOf, loose }
}

/** Stands for a group of which nothing is told. */
function someGroup({ reading }: Holders, { id, at }: Declared): Holder {
  return { kind: 'group', address: `the group of ${id}`, at, account: reading.stack.account, held: [] }
}

function join(
  groupsOf: Map<Holder, Map<Holder, readonly Unknown[]>>,
  user: Holder,
  group: Holder,
  doubts: readonly Unknown[],
): void {
  const groups = groupsOf.get(user) ?? new Map<Holder, readonly Unknown[]>()
  groupsOf.set(user, groups)
  const hangsOn = distinctUnknowns([...doubts, ...existence(group)])
  const known = groups.get(group)
  if (known === undefined || known.length > hangsOn.length) groups.set(group, hangsOn)
}

/** AWS attaches no more than 20 policies to a group; the limit keeps large groups from making many copies. */
const mostOfGroup = 100

/** What the members of a group have through it. */
export function policiesThrough(group: Holder): readonly IdentityPolicy[] {
  const says = showHolder(group)
  const own = ownThrough(group)
  const unreadPolicies = (what: string): IdentityPolicy => ({
    name: `the policies of ${says}`,
    document: unread(group.at, hole(group.at, what, 'not-in-input')),
    sensitive: false,
    hangsOn: [],
  })
  if (own === undefined) return [unreadPolicies(`the many policies of ${says}`)]
  return group.resource === undefined ? [...own, unreadPolicies(`the other policies of ${says}`)] : own
}

/** Those of them that the template gives the group; nothing where they are too many. */
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

/** What members have through groups, by what their membership hangs on: each list is made once. */
export function throughGroups(): (group: Holder, hangsOn: readonly Unknown[]) => readonly IdentityPolicy[] {
  const known = new Map<Holder, Map<string, readonly IdentityPolicy[]>>()
  return (group, hangsOn) => {
    const doubts = distinctUnknowns(hangsOn)
    const key = JSON.stringify(doubts.map(({ name, at: { file, address } }) => [name, file, address]))
    const lists = known.get(group) ?? new Map<string, readonly IdentityPolicy[]>()
    known.set(group, lists)
    const certain = lists.get('[]') ?? policiesThrough(group)
    lists.set('[]', certain)
    const list = lists.get(key) ?? certain.map(policy => hangingPolicy(policy, doubts))
    lists.set(key, list)
    return list
  }
}
