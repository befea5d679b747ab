import type { Identity, IdentityPolicy } from '../../model/identity.ts'
import type { Holder } from '../../model/planned-changes.ts'
import { literal, type Text } from '../../model/text.ts'
import { isUnknown } from '../../model/unknown.ts'
import { holderOf } from '../snapshot/arns.ts'
import { holderId, someAccount } from '../snapshot/slot-ids.ts'
import type { SnapshotIdentity } from '../snapshot/snapshot.ts'
import {
  left,
  policiesLeft,
  policiesOfJoined,
  together,
  withDocument,
  withDocuments,
  type Meeting,
} from './join-policies.ts'

/**
 * Roles and users as they will be: those of the plan with what they have besides, then those that it does not have,
 * without those that it destroys.
 */
export function joinIdentities(planned: readonly Identity[], meeting: Meeting): readonly Identity[] {
  const byHolder = new Map<string, SnapshotIdentity>()
  for (const identity of meeting.existing.inventory.identities) {
    const holder = holderOf(identity.address)
    if (holder !== undefined) byHolder.set(holderId(holder), identity)
  }
  const met = new Set<SnapshotIdentity>()
  const joined = planned.map(identity => {
    const holder = holderOfPlanned(identity)
    const found = holder === undefined ? undefined : byHolder.get(holderId(holder))
    if (found !== undefined) met.add(found)
    return holder === undefined ? identity : joinedIdentity(identity, found, holder, meeting)
  })
  const others = meeting.existing.inventory.identities.filter(
    identity => !met.has(identity) && !meeting.changes.destroyed.has(identity.address),
  )
  return [...joined, ...others.map(identity => untouched(identity, meeting))]
}

/** The plan's identity by name: where only its path is not told, its name is still its own. */
export function holderOfPlanned({ kind, arn, account }: Identity): Holder | undefined {
  const written = literal(arn)
  if (written !== undefined) return holderOf(written)
  const name = lastStep(kind, arn)
  return isUnknown(account) || name === undefined ? undefined : { kind, account, name }
}

/** The same, in `someAccount` where its account is not told: what is said of such a holder is said with a hole. */
export function holderSomewhere(identity: Identity): Holder | undefined {
  const { kind, arn, account } = identity
  const name = isUnknown(account) ? lastStep(kind, arn) : undefined
  return name === undefined ? holderOfPlanned(identity) : { kind, account: someAccount, name }
}

function lastStep(kind: Identity['kind'], arn: Text): string | undefined {
  const [hole, last] = arn.slice(-2)
  if (typeof last !== 'string') return undefined
  // What a plan names without a path ends in `…:role/`, a hole for the path, and the name.
  const isPath = isUnknown(hole) && hole.name === `the path of ${kind} ${last}`
  return isPath ? last : /\/([^/:]+)$/.exec(last)?.[1]
}

/** The plan's word counts. */
function joinedIdentity(
  planned: Identity,
  found: SnapshotIdentity | undefined,
  holder: Holder,
  meeting: Meeting,
): Identity {
  const policies = withDocuments(planned.policies, planned.account, meeting)
  const boundary = planned.boundary && withDocument(planned.boundary, meeting)
  const existing = found !== undefined && isSame(planned, found, meeting) ? found : undefined
  const joins = policiesOfJoined(holder, existing?.groups ?? [], meeting)
  const own: Identity = { ...planned, policies: together(policies, joins), ...(boundary && { boundary }) }
  return existing === undefined ? own : withExisting(own, existing, holder, meeting)
}

/** What the plan creates, or moves to another path, has nothing of a namesake that exists. */
function isSame(
  { arn, complete, uniqueId }: Identity,
  { address }: SnapshotIdentity,
  { changes }: Meeting,
): boolean {
  // Of one that exists, the plan can have all policies by listing them exhaustively.
  const isNew =
    (complete && uniqueId === undefined && !changes.declared.has(address)) ||
    changes.created.has(address) ||
    changes.destroyed.has(address)
  return !isNew && (literal(arn) ?? address) === address
}

function withExisting(
  planned: Identity,
  existing: SnapshotIdentity,
  holder: Holder,
  meeting: Meeting,
): Identity {
  const { boundary: limit, ...own } = planned
  const isSettled = limit !== undefined || meeting.settles({ kind: 'boundary', holder }) === true
  const boundary = isSettled ? limit : boundaryLeft(existing, meeting)
  const trust = own.trust ?? existing.trust
  const uniqueId = own.uniqueId ?? existing.uniqueId
  return {
    ...own,
    arn: existing.arn,
    policies: together(own.policies, policiesLeft(existing, meeting)),
    ...(boundary === undefined ? {} : { boundary }),
    ...(trust === undefined ? {} : { trust }),
    ...(uniqueId === undefined ? {} : { uniqueId }),
    complete:
      (planned.complete && !meeting.changes.declared.has(existing.address)) ||
      (existing.complete && staysComplete(planned, meeting)),
  }
}

/** An identity that the plan does not have: its policies may still change. */
function untouched(identity: SnapshotIdentity, meeting: Meeting): Identity {
  const { boundary: _, groups: __, ...own } = identity
  const boundary = boundaryLeft(identity, meeting)
  const holder = holderOf(identity.address)
  const joined = holder === undefined ? [] : policiesOfJoined(holder, identity.groups, meeting)
  return {
    ...own,
    policies: [...policiesLeft(identity, meeting), ...joined],
    complete: own.complete && staysComplete(identity, meeting),
    ...(boundary === undefined ? {} : { boundary }),
  }
}

/** What the plan does not tell whose it is can be anybody's. */
function staysComplete({ kind }: Identity, { changes: { open } }: Meeting): boolean {
  return !open.has(kind) && !(kind === 'user' && open.has('group'))
}

function boundaryLeft({ boundary }: SnapshotIdentity, meeting: Meeting): IdentityPolicy | undefined {
  return boundary === undefined ? undefined : left(boundary, meeting)
}
