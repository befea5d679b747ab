import type { IdentityPolicy } from '../../../model/identity.ts'
import type { PlannedChanges } from '../../../model/planned-changes.ts'
import { ownThrough, policiesThrough } from '../../shared/through-groups.ts'
import { holderId } from '../../snapshot/slot-ids.ts'
import { withArn, type PolicyIndex } from '../attached-policies.ts'
import type { Holders } from '../holders.ts'
import type { KeyNames } from '../key-references.ts'
import { givingGroup, type Memberships } from '../memberships.ts'
import type { Reading } from '../reading.ts'
import { destroyedArns, grantIds, resetKeys } from './destroyed.ts'
import type { Decisions } from '../../shared/decisions.ts'
import { settleLists } from './exclusive-lists.ts'
import { settleMemberships } from './memberships.ts'
import { settleArguments } from './settled-arguments.ts'
import { settlePolicies } from './settled-policies.ts'
import { nameOf } from './name-of.ts'

/** What was made of the identities of a plan. */
export interface ReadHolders {
  readonly holders: Holders
  readonly index: PolicyIndex
  readonly memberships: Memberships
}

/** What a plan does to things that exist, and that its inventory does not show. */
export function plannedChanges(
  reading: Reading,
  names: KeyNames,
  { holders, index, memberships }: ReadHolders,
): PlannedChanges {
  const slots: Decisions = new Map()
  settleArguments(slots, holders)
  settlePolicies(slots, holders, index)
  settleLists(slots, holders, index)
  return {
    ...destroyedArns(reading),
    declared: new Set(),
    replaced: reading.replaced,
    reset: resetKeys(reading, names),
    grants: grantIds(reading.resources),
    joins: settleMemberships(slots, holders, memberships),
    slots,
    open: new Set(holders.open),
    managedPolicies: managedPolicies(index),
    ofGroups: policiesOfGroups(holders),
  }
}

function managedPolicies(index: PolicyIndex): PlannedChanges['managedPolicies'] {
  const written = [...index.byArn].filter(([, { mode }]) => mode === 'managed')
  return new Map(
    written.map(([arn, { at }]) => {
      const { document, sensitive } = withArn(index, arn, at).policy
      return [arn, { document, sensitive }]
    }),
  )
}

function policiesOfGroups({ all }: Holders): ReadonlyMap<string, readonly IdentityPolicy[]> {
  const given = new Map<string, readonly IdentityPolicy[]>()
  for (const holder of all) {
    const group = holder.kind === 'group' ? nameOf(holder) : undefined
    if (group === undefined || holder.held.length === 0) continue
    const { hole } = group
    const policies = ownThrough(givingGroup(holder)) ?? policiesThrough(givingGroup(holder))
    given.set(
      holderId(group.holder),
      hole === undefined
        ? policies
        : policies.map(policy => ({ ...policy, hangsOn: [...policy.hangsOn, hole] })),
    )
  }
  return given
}
