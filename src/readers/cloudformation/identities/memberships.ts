import type { IdentityPolicy } from '../../../model/identity.ts'
import { distinctUnknowns, type Unknown } from '../../../model/unknown.ts'
import { policiesThrough, type GivingGroup } from '../../shared/through-groups.ts'
import type { Declared } from '../declared.ts'
import { existence, hangingPolicy, showHolder, type Holder } from './holder.ts'
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

/** A group with what the template gives it. */
export function givingGroup(group: Holder): GivingGroup {
  const { resource, at, held } = group
  return { says: showHolder(group), at, held, isAllTold: resource !== undefined }
}

/** What members have through groups, by what their membership hangs on: each list is made once. */
export function throughGroups(): (group: Holder, hangsOn: readonly Unknown[]) => readonly IdentityPolicy[] {
  const known = new Map<Holder, Map<string, readonly IdentityPolicy[]>>()
  return (group, hangsOn) => {
    const doubts = distinctUnknowns(hangsOn)
    const key = JSON.stringify(doubts.map(({ name, at: { file, address } }) => [name, file, address]))
    const lists = known.get(group) ?? new Map<string, readonly IdentityPolicy[]>()
    known.set(group, lists)
    const certain = lists.get('[]') ?? policiesThrough(givingGroup(group))
    lists.set('[]', certain)
    const list = lists.get(key) ?? certain.map(policy => hangingPolicy(policy, doubts))
    lists.set(key, list)
    return list
  }
}
