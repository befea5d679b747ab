import type { Account } from '../../model/account.ts'
import type { IdentityPolicy } from '../../model/identity.ts'
import type { Holder, JoinedGroup, PlannedChanges, PolicySlot } from '../../model/planned-changes.ts'
import { isUnknown, type Unknown } from '../../model/unknown.ts'
import { holderOf } from '../snapshot/arns.ts'
import { holderId, settles, someAccount } from '../snapshot/slot-ids.ts'
import type { Existing, SnapshotIdentity, SnapshotPolicy } from '../snapshot/snapshot.ts'

/** What exists and what a plan does to it. */
export interface Meeting {
  readonly existing: Existing
  readonly changes: PlannedChanges
  /** `holderId` of roles, users and groups that the plan destroys, or makes anew. */
  readonly gone: ReadonlySet<string>
  readonly settles: (slot: PolicySlot) => boolean | Unknown
  /** What the plan gives a group. */
  readonly ofGroup: (group: Holder) => readonly IdentityPolicy[]
  /** The groups that the plan puts a user into. */
  readonly joins: (user: Holder) => readonly JoinedGroup[]
}

/** Brings both together. */
export function meet(existing: Existing, changes: PlannedChanges): Meeting {
  const gone = [...changes.destroyed, ...changes.created].flatMap(arn => holderOf(arn) ?? []).map(holderId)
  return {
    existing,
    changes,
    gone: new Set(gone),
    settles: slot => settles(changes.slots, slot),
    ofGroup: group => both(changes.ofGroups, group),
    joins: user =>
      both(changes.joins, user).map(({ group, hangsOn }) => ({
        group: { ...group, account: user.account },
        hangsOn,
      })),
  }
}

/** What is said of a holder, and what may be since it is said of a namesake in an account that is not known. */
function both<Item>(said: ReadonlyMap<string, readonly Item[]>, holder: Holder): readonly Item[] {
  return [holder, { ...holder, account: someAccount }].flatMap(each => said.get(holderId(each)) ?? [])
}

/** The policies that a plan leaves a role or user, and what it gives the groups of a user. */
export function policiesLeft(identity: SnapshotIdentity, meeting: Meeting): readonly IdentityPolicy[] {
  const holder = holderOf(identity.address)
  const given = identity.groups.flatMap(group => {
    const slot = holder === undefined ? undefined : ({ kind: 'membership', holder, group } as const)
    if (slot === undefined || isEmptied(slot, meeting)) return []
    return hanging(meeting.ofGroup(group), [meeting.settles(slot)].filter(isUnknown))
  })
  return [...identity.policies.flatMap(policy => left(policy, meeting) ?? []), ...given]
}

/** What a user has for being put into groups that exist. */
export function policiesOfJoined(
  user: Holder,
  known: readonly Holder[],
  meeting: Meeting,
): readonly IdentityPolicy[] {
  const memberOf = new Set(known.map(holderId))
  const joined = meeting.joins(user).filter(({ group }) => !memberOf.has(holderId(group)))
  // A group that is not in the snapshot either is the plan's own.
  return joined.flatMap(({ group, hangsOn }) => hanging(policiesOfGroup(group, meeting) ?? [], hangsOn))
}

/** What a group of the snapshot has, as the plan leaves it; nothing for one that is not in it. */
function policiesOfGroup(group: Holder, meeting: Meeting): readonly IdentityPolicy[] | undefined {
  const known = meeting.gone.has(holderId(group)) ? undefined : meeting.existing.groups.get(holderId(group))
  return known?.flatMap(policy => left(policy, meeting) ?? [])
}

function hanging(
  policies: readonly IdentityPolicy[],
  hangsOn: readonly Unknown[],
): readonly IdentityPolicy[] {
  return hangsOn.length === 0
    ? policies
    : policies.map(policy => ({ ...policy, hangsOn: [...policy.hangsOn, ...hangsOn] }))
}

/** A policy as the plan leaves it; nothing where the plan settles its slot. */
export function left(
  { slots, arn, ...policy }: SnapshotPolicy,
  meeting: Meeting,
): IdentityPolicy | undefined {
  if (slots.some(slot => isEmptied(slot, meeting))) return undefined
  const rewritten = arn === undefined ? undefined : meeting.changes.managedPolicies.get(arn)
  return { ...policy, ...rewritten, hangsOn: slots.map(meeting.settles).filter(isUnknown) }
}

function isEmptied(slot: PolicySlot, meeting: Meeting): boolean {
  const { destroyed, created } = meeting.changes
  if (slot.kind === 'attached' && (destroyed.has(slot.arn) || created.has(slot.arn))) return true
  if (slot.kind === 'membership' && meeting.gone.has(holderId(slot.group))) return true
  return meeting.settles(slot) === true
}

/**
 * Policies of the plan with those that exist. A name is in both readers' words the same for the same policy: the plan's
 * word counts, but where it only says that there is one, or that there may be.
 */
export function together(
  planned: readonly IdentityPolicy[],
  existing: readonly IdentityPolicy[],
): readonly IdentityPolicy[] {
  const told = new Set(planned.filter(isCertain).map(({ name }) => name))
  const more = existing.filter(({ name }) => !told.has(name))
  const found = new Set(more.map(({ name }) => name))
  return [...planned.filter(policy => !isOnlyNamed(policy) || !found.has(policy.name)), ...more]
}

function isCertain(policy: IdentityPolicy): boolean {
  return !isOnlyNamed(policy) && policy.hangsOn.length === 0
}

/** Policies of the plan, with what the snapshot has of those that the plan only names. */
export function withDocuments(
  policies: readonly IdentityPolicy[],
  account: Account,
  meeting: Meeting,
): readonly IdentityPolicy[] {
  const names = new Set(policies.map(({ name }) => name))
  return policies.flatMap(policy => {
    const name = otherPoliciesOfGroup(policy)
    if (name === undefined || isUnknown(account)) return [withDocument(policy, meeting)]
    const group: Holder = { kind: 'group', account, name }
    const known = policiesOfGroup(group, meeting)
    const given = meeting.ofGroup(group).filter(one => !names.has(one.name))
    return [
      ...hanging([...(known ?? []), ...given], policy.hangsOn),
      ...(known === undefined ? [policy] : []),
    ]
  })
}

/** The group whose policies the plan says there are besides its own. */
function otherPoliciesOfGroup(policy: IdentityPolicy): string | undefined {
  const [hole] = policy.document.holes
  return isOnlyNamed(policy)
    ? /^the other policies of group\/([^/]+)$/.exec(hole?.name ?? '')?.[1]
    : undefined
}

/** A policy of a plan: of a managed one that it only names the snapshot, or another plan, has the document. */
export function withDocument(policy: IdentityPolicy, { existing, changes }: Meeting): IdentityPolicy {
  const [hole] = policy.document.holes
  const arn = isOnlyNamed(policy) ? managedArn.exec(hole?.name ?? '')?.[0] : undefined
  if (arn === undefined) return policy
  const written = changes.managedPolicies.get(arn)
  const document = written?.document ?? existing.managedPolicy(arn)
  return document === undefined ? policy : { ...policy, ...written, document }
}

const managedArn = /arn:[a-z-]+:iam::(?:aws|\d{12}):policy\/[\w+=,.@/-]+/

/** A policy of which the plan knows nothing but that it stands elsewhere. */
function isOnlyNamed({ document: { statements, holes } }: IdentityPolicy): boolean {
  const [hole, ...others] = holes
  return statements.length === 0 && others.length === 0 && hole?.reason === 'not-in-input'
}
