import type { Unknown } from '../../model/unknown.ts'
import { policiesMeant, type PolicyIndex } from './attached-policies.ts'
import { argument } from './configuration.ts'
import { give, type Holder } from './holder.ts'
import { property } from './json-value.ts'
import { meantBy } from './meant.ts'
import { leavesOf } from './references.ts'
import type { Instance, Resources } from './resources.ts'
import { isKnownLeaf } from './slots.ts'
import { attribute, isHole } from './values.ts'

const name = 'managed_policy_arns'

/**
 * Hangs what the `managed_policy_arns` of a role names on it. Where the argument is left out, the plan has what AWS
 * reported, and for a new role nothing.
 */
export function takeAttachedArguments(index: PolicyIndex, role: Holder): void {
  const { instance } = role
  if (instance?.type !== 'aws_iam_role' || instance.mode !== 'managed') return
  const isWritten = listsAttached(instance)
  if (isWritten) role.exclusive.add('attached')
  const isUntold = isHole(attribute(instance.values, name))
  if (isUntold && (!isWritten || isEmptyList(index.reading.resources, instance))) return
  const isFound = !instance.created && !isWritten
  give(
    role,
    policiesMeant(index, instance, name).map(policy => ({ ...policy, isFound })),
  )
}

/** Whether the `managed_policy_arns` of a role are all that stays attached to it. */
export function listsAttached({ block }: Instance): boolean {
  const expression = argument(block, name)
  return expression !== undefined && property(expression, 'constant_value') !== null
}

/** What hides which policies these are; nothing where they are told. */
export function untoldArns(resources: Resources, role: Instance): Unknown | undefined {
  const value = attribute(role.values, name)
  if (isHole(value) && isEmptyList(resources, role)) return undefined
  return meantBy(resources, role, name, { type: 'aws_iam_policy', attributes: ['arn', 'id'] }).hole
}

/** The provider plans an empty list as unknown: all that it is made of is known, and it is not. */
function isEmptyList(resources: Resources, role: Instance): boolean {
  return leavesOf(resources, role, argument(role.block, name)).every(isKnownLeaf)
}
