import type { IdentityPolicy } from '../../../model/identity.ts'
import { changesNothing, type JoinedGroup, type PlannedChanges } from '../../../model/planned-changes.ts'
import { literal } from '../../../model/text.ts'
import { ownThrough, policiesThrough } from '../../shared/through-groups.ts'
import { anybodysSlotId, holderId, slotId } from '../../snapshot/slot-ids.ts'
import { decide, named, perhaps, type Decisions, type Named } from '../../shared/decisions.ts'
import { property, type Declared } from '../declared.ts'
import { arnTold, type StackReading } from '../reading.ts'
import { existence, hangingPolicy, type Held, type Holder } from './holder.ts'
import { typeOf, type Holders } from './holders.ts'
import { holdersMeant } from './holders-meant.ts'
import { inlineId, writesInlineOf } from './inline-policies.ts'
import { managedPolicyType, type PolicyIndex } from './managed-policies.ts'
import { givingGroup, type Memberships } from './memberships.ts'

/**
 * What a stack does to roles, users and groups that exist. CloudFormation never takes away what others have attached:
 * the lists of a role are what the stack itself adds to it.
 */
export function plannedChanges(
  holders: Holders,
  index: PolicyIndex,
  memberships: Memberships,
): PlannedChanges {
  const slots: Decisions = new Map()
  for (const holder of holders.all) settle(slots, holder, index)
  settleUntold(slots, holders)
  return {
    ...changesNothing,
    declared: new Set(iamArns(holders.reading).values()),
    joins: settleMemberships(slots, memberships),
    slots,
    open: new Set(holders.open),
    managedPolicies: writtenPolicies(index),
    ofGroups: policiesOfGroups(holders),
  }
}

/** The same with a name that others can know it by. */
function nameOf({ kind, account, name }: Holder): Named | undefined {
  return name === undefined ? undefined : named(kind, account, name)
}

function settle(slots: Decisions, holder: Holder, { arns }: PolicyIndex): void {
  const whose = nameOf(holder)
  if (whose === undefined) return
  const [untold] = existence(holder)
  const { holder: known } = whose
  for (const [kind, written] of [
    ['boundary', 'PermissionsBoundary'],
    ['trust', 'AssumeRolePolicyDocument'],
  ] as const) {
    // What a template leaves out, CloudFormation leaves alone.
    if (holder.resource === undefined || property(holder.resource, written) === undefined) continue
    decide(slots, slotId({ kind, holder: known }), perhaps(whose, untold ?? true))
  }
  for (const held of holder.held) settleHeld(slots, whose, held, arns)
}

/** What the inventory has in a slot is no more as it was. What is perhaps attached besides takes nothing away. */
function settleHeld(
  slots: Decisions,
  whose: Named,
  { form, id, policy }: Held,
  arns: ReadonlyMap<string, string>,
): void {
  const { holder } = whose
  const [doubt] = policy.hangsOn
  if (form === 'inline')
    decide(slots, slotId({ kind: 'inline', holder, name: id }), perhaps(whose, doubt ?? true))
  else if (doubt === undefined)
    decide(slots, slotId({ kind: 'attached', holder, arn: arns.get(id) ?? id }), perhaps(whose, true))
}

/** An inline policy of which it is not told whose it is can take the place of anybody's. */
function settleUntold(slots: Decisions, holders: Holders): void {
  for (const resource of holders.reading.declared) {
    for (const [name, kind] of writesInlineOf(resource.type) ?? []) {
      const { open } = holdersMeant(holders, resource, name, kind)
      const id = inlineId(resource)
      if (open !== undefined)
        decide(slots, anybodysSlotId('inline', kind, id === resource.id ? undefined : id), open)
    }
  }
}

/** Tells the groups that the stack puts users into: it takes nobody out of one. */
function settleMemberships(
  slots: Decisions,
  { groupsOf }: Memberships,
): ReadonlyMap<string, readonly JoinedGroup[]> {
  const joins = new Map<string, readonly JoinedGroup[]>()
  for (const [user, groups] of groupsOf) {
    const member = nameOf(user)
    if (member === undefined) continue
    const doubts = [...existence(user), ...(member.hole === undefined ? [] : [member.hole])]
    const joined = [...groups].flatMap(([group, hangsOn]): readonly JoinedGroup[] => {
      const into = nameOf(group)
      return into === undefined ? [] : [{ group: into.holder, hangsOn: [...hangsOn, ...doubts] }]
    })
    joins.set(holderId(member.holder), joined)
    for (const { group, hangsOn } of joined)
      decide(slots, slotId({ kind: 'membership', holder: member.holder, group }), hangsOn[0] ?? false)
  }
  return joins
}

/** The roles, users, groups and managed policies of a stack whose ARNs are told. */
export function iamArns({ declared }: StackReading): ReadonlyMap<Declared, string> {
  const types: ReadonlySet<string> = new Set([...Object.values(typeOf), managedPolicyType])
  return new Map(
    declared.flatMap(resource => {
      const arn = types.has(resource.type) ? literal(arnTold(resource)) : undefined
      return arn === undefined ? [] : [[resource, arn] as const]
    }),
  )
}

function writtenPolicies({ known, arns }: PolicyIndex): PlannedChanges['managedPolicies'] {
  return new Map(
    [...arns].flatMap(([id, arn]) => {
      const policy = known.get(id)?.policy
      return policy === undefined || policy.hangsOn.length > 0
        ? []
        : [[arn, { document: policy.document, sensitive: policy.sensitive }] as const]
    }),
  )
}

function policiesOfGroups({ all }: Holders): ReadonlyMap<string, readonly IdentityPolicy[]> {
  const given = new Map<string, readonly IdentityPolicy[]>()
  for (const holder of all) {
    const group = holder.kind === 'group' ? nameOf(holder) : undefined
    if (group === undefined || holder.held.length === 0) continue
    const doubts = [...existence(holder), ...(group.hole === undefined ? [] : [group.hole])]
    const policies = ownThrough(givingGroup(holder)) ?? policiesThrough(givingGroup(holder))
    const before = given.get(holderId(group.holder)) ?? []
    given.set(holderId(group.holder), [...before, ...policies.map(policy => hangingPolicy(policy, doubts))])
  }
  return given
}
