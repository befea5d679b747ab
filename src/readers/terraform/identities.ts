import type { Identity, IdentityPolicy } from '../../model/identity.ts'
import type { PolicyDocument } from '../../model/statement.ts'
import { text, type Text } from '../../model/text.ts'
import type { Unknown } from '../../model/unknown.ts'
import type { ManagedPolicies } from '../../policy/managed-policies.ts'
import { perhapsThrough, policiesThrough } from '../shared/through-groups.ts'
import { unattachedPolicies } from '../shared/unattached-policies.ts'
import { takeAttachedArguments } from './attached-arguments.ts'
import { declaredPolicies, policyIndex, type PolicyIndex } from './attached-policies.ts'
import { attachPolicies } from './attachments.ts'
import { boundaryOf } from './boundaries.ts'
import type { ReadHolders } from './changes/planned-changes.ts'
import { argument } from './configuration.ts'
import { keepListed } from './exclusive-policies.ts'
import { identityArn, identityPrefix } from './future-arns.ts'
import { eachOnce } from './each-once.ts'
import type { Holder } from './holder.ts'
import { holdersOf, type Holders } from './holders.ts'
import { takeInlineBlocks, writeInlinePolicies } from './inline-policies.ts'
import { givingGroup, readMemberships, type Groups } from './memberships.ts'
import { word } from './json-value.ts'
import type { Reading } from './reading.ts'
import { isWhole } from './references.ts'
import { doubtingReplaced } from './replaced-principals.ts'
import { releasePolicies } from './released-policies.ts'
import type { Instance } from './resources.ts'
import { isSensitive } from './sensitivity.ts'
import { attribute, hole, isHole } from './values.ts'
import { writtenDocument } from './written-document.ts'

/** Who there will be once a plan is applied, with the policies of each. */
export interface Identities {
  readonly identities: readonly Identity[]
  /** Attachments and memberships of which it is not told whom they concern. */
  readonly loose: readonly Unknown[]
  /** Policies that nobody has whom the input tells of. */
  readonly unattached: readonly IdentityPolicy[]
  /** What they were made of. */
  readonly read: ReadHolders
}

/** Reads roles and users: those of the plan, those that it reads, and those that it only attaches something to. */
export function readIdentities(reading: Reading, managed: ManagedPolicies): Identities {
  const holders = holdersOf(reading)
  const index = policyIndex(reading, managed)
  for (const holder of holders.all) {
    takeInlineBlocks(reading, holder)
    takeAttachedArguments(index, holder)
  }
  releasePolicies(holders, index)
  const loose = [...attachPolicies(holders, index), ...writeInlinePolicies(holders)]
  keepListed(holders, index)
  const memberships = readMemberships(holders)
  const through = new Map<Holder, readonly IdentityPolicy[]>()
  for (const holder of holders.all) {
    holder.held = eachOnce(holder)
    if (holder.kind === 'group') through.set(holder, policiesThrough(givingGroup(holder)))
  }
  const identities = holders.all.flatMap(holder => {
    if (holder.kind === 'group') return []
    const groups = memberships.groupsOf.get(holder) ?? new Map()
    const policies = policiesOf(holder, groups, through)
    return identityOf(index, holder, holder.kind, policies, isComplete(holders, holder, groups))
  })
  return {
    identities,
    loose: [...loose, ...memberships.loose],
    unattached: unattachedPolicies(givenToNobody(index, holders), identities),
    read: { holders, index, memberships },
  }
}

/** Policies that are perhaps nobody's: those that identities have are among them. */
function givenToNobody(index: PolicyIndex, { all, loose }: Holders): readonly IdentityPolicy[] {
  const ofGroups = all.flatMap(({ kind, held, account, address }) =>
    kind === 'group'
      ? held.map(({ policy }) => ({ ...policy, account, address, ofGroup: true as const }))
      : [],
  )
  // What is told of a policy last counts.
  return [...loose.map(({ policy }) => policy), ...declaredPolicies(index), ...ofGroups]
}

function policiesOf(
  holder: Holder,
  groups: Groups,
  through: ReadonlyMap<Holder, readonly IdentityPolicy[]>,
): readonly IdentityPolicy[] {
  return [
    ...holder.held.map(({ policy }) => policy),
    ...[...groups].flatMap(([group, hangsOn]) =>
      perhapsThrough(through.get(group) ?? policiesThrough(givingGroup(group)), hangsOn),
    ),
  ]
}

function identityOf(
  index: PolicyIndex,
  holder: Holder,
  kind: Identity['kind'],
  policies: readonly IdentityPolicy[],
  complete: boolean,
): Identity {
  const { reading } = index
  const { address, at, account, instance } = holder
  if (instance === undefined) {
    return { kind, address, at, arn: arnOutside(reading, holder, kind), account, policies, complete }
  }
  const uniqueId = uniqueIdOf(instance)
  const boundary = boundaryOf(index, instance)
  const trust = kind === 'role' ? trustOf(reading, instance) : undefined
  return {
    kind,
    address,
    at,
    arn: identityArn(reading, instance, kind),
    account,
    policies,
    ...(uniqueId === undefined ? {} : { uniqueId }),
    ...(boundary === undefined ? {} : { boundary }),
    ...(trust === undefined ? {} : { trust }),
    ...(trust !== undefined && isSensitive(reading, instance, 'assume_role_policy')
      ? { trustIsSensitive: true }
      : {}),
    complete,
  }
}

function trustOf(reading: Reading, role: Instance): PolicyDocument | undefined {
  const name = 'assume_role_policy'
  const value = attribute(role.values, name)
  const document = writtenDocument(reading, role, value, argument(role.block, name))
  return document && doubtingReplaced(document, role, { replaced: reading.replaced, name })
}

/** Whether the plan has all policies of somebody: those of the groups of a user included. */
function isComplete({ reading, open }: Holders, holder: Holder, groups: Groups): boolean {
  const all = [holder, ...groups.keys()]
  return isWhole(reading.resources) && all.every(each => !open.has(each.kind) && hasAllPolicies(each))
}

/** Roles and groups have nothing but inline and attached policies, and the plan can own both; users have groups. */
function hasAllPolicies({ instance, kind, exclusive }: Holder): boolean {
  if (instance?.mode !== 'managed') return false
  if (instance.created) return true
  return kind !== 'user' && exclusive.size === 2 && (kind === 'group' || uniqueIdOf(instance) !== undefined)
}

/** What a namesake that is created anew does not have; those that exist have it in the plan. */
function uniqueIdOf({ values }: Instance): string | undefined {
  const value = attribute(values, 'unique_id')
  return isHole(value) ? undefined : word(value.json)
}

/** The path of somebody who stands elsewhere is not told. */
function arnOutside(reading: Reading, holder: Holder, kind: Identity['kind']): Text {
  const { at, provider, name = '' } = holder
  const path = hole(at, `the path of ${kind} ${name}`, 'anything', 'not-in-input')
  return text(identityPrefix(reading, provider, kind), '/', path, name)
}
