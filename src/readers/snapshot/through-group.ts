import type { PolicySlot } from '../../model/planned-changes.ts'
import type { SnapshotPolicy } from './snapshot.ts'

/** A policy of a group as its member has it. Inline policies have the name of their group in their own. */
export function throughGroup(
  policy: SnapshotPolicy,
  membership: Extract<PolicySlot, { readonly kind: 'membership' }>,
): SnapshotPolicy {
  const name =
    policy.arn === undefined ? policy.name : `${policy.name} through group/${membership.group.name}`
  return { ...policy, name, slots: [membership, ...policy.slots] }
}
