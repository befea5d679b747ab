import type { Identity, IdentityPolicy } from '../../../model/identity.ts'
import type { PlannedChanges } from '../../../model/planned-changes.ts'
import type { PolicyDocument } from '../../../model/statement.ts'
import { showText, text, type Text } from '../../../model/text.ts'
import type { Unknown } from '../../../model/unknown.ts'
import type { ManagedPolicies } from '../../../policy/managed-policies.ts'
import { hangingDocument } from '../../shared/hanging-document.ts'
import { unattachedPolicies } from '../../shared/unattached-policies.ts'
import type { Declared } from '../declared.ts'
import { documentOf } from '../documents.ts'
import { hole } from '../evaluate/node-parts.ts'
import { arnTold, type StackReading } from '../reading.ts'
import { attachPolicies } from './attachments.ts'
import { boundaryOf } from './boundaries.ts'
import { plannedChanges } from './changes.ts'
import { eachOnce } from './each-once.ts'
import { existence, hangingPolicy, type Holder } from './holder.ts'
import { holdersOf, type Holders } from './holders.ts'
import { takeInlinePolicies, writeInlinePolicies } from './inline-policies.ts'
import { policyIndex, type PolicyIndex } from './managed-policies.ts'
import { readMemberships, throughGroups, type Groups } from './memberships.ts'

/** Who there will be once a stack is deployed, with the policies of each. */
export interface Identities {
  readonly identities: readonly Identity[]
  /** Policies and memberships of which it is not told whom they concern. */
  readonly loose: readonly Unknown[]
  /** Policies that nobody has whom the template tells of. */
  readonly unattached: readonly IdentityPolicy[]
  readonly changes: PlannedChanges
}

/** Reads roles and users: those of the template, and those that it only gives something. */
export function readIdentities(
  reading: StackReading,
  managed: ManagedPolicies,
  existed: (id: string) => boolean = () => false,
): Identities {
  const holders = holdersOf(reading, existed)
  const index = policyIndex(reading, managed)
  for (const holder of holders.all) takeInlinePolicies(holder)
  const loose = [...attachPolicies(holders, index), ...writeInlinePolicies(holders)]
  const memberships = readMemberships(holders)
  for (const holder of holders.all) holder.held = eachOnce(holder)
  const through = throughGroups()
  const identities = holders.all.flatMap(holder => {
    if (holder.kind === 'group') return []
    const groups = memberships.groupsOf.get(holder) ?? new Map()
    return [identityOf(holders, index, { holder, kind: holder.kind, groups, through })]
  })
  return {
    identities,
    loose: [...loose, ...memberships.loose],
    unattached: unattachedPolicies(givenToNobody(index, holders), identities),
    changes: plannedChanges(holders, index, memberships),
  }
}

/** Policies that are perhaps nobody's: those that identities have are among them. */
function givenToNobody({ known, reading }: PolicyIndex, { all, loose }: Holders): readonly IdentityPolicy[] {
  const { account } = reading.stack
  const ofGroups = all.flatMap(({ kind, held, address }) =>
    kind === 'group'
      ? held.map(({ policy }) => ({ ...policy, account, address, ofGroup: true as const }))
      : [],
  )
  // What is told of a policy last counts.
  return [
    ...loose.map(({ policy }) => ({ ...policy, account })),
    ...[...known].map(([address, { policy }]) => ({ ...policy, account, address })),
    ...ofGroups,
  ]
}

interface Member {
  readonly holder: Holder
  readonly kind: Identity['kind']
  readonly groups: Groups
  readonly through: ReturnType<typeof throughGroups>
}

function identityOf(holders: Holders, index: PolicyIndex, member: Member): Identity {
  const { holder, kind, groups } = member
  const { address, at, account, resource } = holder
  const policies = policiesOf(member)
  const complete = isComplete(holders, holder, groups)
  if (resource === undefined)
    return { kind, address, at, arn: arnOutside(holders, holder), account, policies, complete }
  const boundary = boundaryOf(index, resource)
  const trust = kind === 'role' ? trustOf(resource) : undefined
  return {
    kind,
    address,
    at,
    arn: arnTold(resource),
    account,
    policies,
    ...(boundary === undefined ? {} : { boundary }),
    ...(trust === undefined ? {} : { trust }),
    complete,
  }
}

/** Who is perhaps not there perhaps has nothing. */
function policiesOf({ holder, groups, through }: Member): readonly IdentityPolicy[] {
  const doubts = existence(holder)
  return [
    ...holder.held.map(({ policy }) => hangingPolicy(policy, doubts)),
    ...[...groups].flatMap(([group, hangsOn]) => through(group, [...hangsOn, ...doubts])),
  ]
}

function trustOf(role: Declared): PolicyDocument | undefined {
  const { document, noneIf } = documentOf(role, 'AssumeRolePolicyDocument')
  return document && hangingDocument(document, [...role.hangsOn, ...noneIf])
}

/** Whether the template has all policies of somebody: those of the groups of a user included. */
function isComplete({ open, existed }: Holders, holder: Holder, groups: Groups): boolean {
  return [holder, ...groups.keys()].every(
    ({ kind, resource }) => !open.has(kind) && resource !== undefined && !existed(resource.id),
  )
}

/** The path of somebody who stands elsewhere is not told. */
function arnOutside({ reading: { stack } }: Holders, { kind, at, name, named = [] }: Holder): Text {
  const path = hole(at, `the path of ${kind} ${name ?? showText(named)}`, 'not-in-input')
  return text(`arn:${stack.partition}:iam::`, stack.account, `:${kind}/`, path, name ?? named)
}
