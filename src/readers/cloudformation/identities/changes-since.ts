import type { PlannedChanges } from '../../../model/planned-changes.ts'
import { showText } from '../../../model/text.ts'
import { isUnknown } from '../../../model/unknown.ts'
import type { ManagedPolicies } from '../../../policy/managed-policies.ts'
import { arnTold, type StackReading } from '../reading.ts'
import { leftBehind } from '../retained.ts'
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
 * more. What is retained stays as it is.
 */
export function changesSince(update: Update, planned: PlannedChanges): PlannedChanges {
  const { before, after, managed } = update
  const kept = leftBehind(update)
  const rest: StackReading = { ...before, declared: before.declared.filter(({ id }) => !kept.has(id)) }
  const declared = new Set(iamArns(after).values())
  const gone = [...iamArns(rest).values()].filter(arn => !declared.has(arn))
  const slots = new Map(planned.slots)
  for (const [id, decision] of readIdentities(rest, managed).changes.slots)
    if (!slots.has(id)) slots.set(id, isUnknown(decision) ? decision : true)
  return { ...planned, destroyed: new Set([...planned.destroyed, ...gone]), slots }
}
