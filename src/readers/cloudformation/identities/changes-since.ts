import type { PlannedChanges } from '../../../model/planned-changes.ts'
import { showText } from '../../../model/text.ts'
import { isUnknown } from '../../../model/unknown.ts'
import type { ManagedPolicies } from '../../../policy/managed-policies.ts'
import { arnTold, type StackReading } from '../reading.ts'
import { isRetained } from '../retained.ts'
import { iamArns } from './changes.ts'
import { readIdentities } from './identities.ts'

/** Two templates of one stack, before and after an update of it. */
export interface Update {
  readonly before: StackReading
  readonly after: StackReading
  readonly managed: ManagedPolicies
}

/**
 * Whether a resource of IAM is in both templates and stays: with another name or path CloudFormation makes a new one
 * (CloudFormation Template Reference, "Update requires: Replacement" of `RoleName`, `Path` and the like).
 */
export function stays({ before, after }: Omit<Update, 'managed'>, id: string): boolean {
  const one = before.byId.get(id)
  const other = after.byId.get(id)
  if (one === undefined || other === undefined || one.type !== other.type) return false
  return showText(arnTold(one)) === showText(arnTold(other))
}

/**
 * What an update does to roles, users and groups that exist: what its template says, and what that of before says no
 * more. What `DeletionPolicy` retains stays as it is (CloudFormation User Guide, "DeletionPolicy attribute").
 */
export function changesSince(update: Update, planned: PlannedChanges): PlannedChanges {
  const { before, after, managed } = update
  const left: StackReading = {
    ...before,
    declared: before.declared.filter(
      resource => after.byId.has(resource.id) || !isRetained(resource.declaration),
    ),
  }
  const kept = new Set(iamArns(after).values())
  const gone = [...iamArns(left).values()].filter(arn => !kept.has(arn))
  const slots = new Map(planned.slots)
  for (const [id, decision] of readIdentities(left, managed).changes.slots)
    if (!slots.has(id)) slots.set(id, isUnknown(decision) ? decision : true)
  return { ...planned, destroyed: new Set([...planned.destroyed, ...gone]), slots }
}
