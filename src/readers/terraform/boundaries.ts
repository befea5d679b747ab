import type { IdentityPolicy } from '../../model/identity.ts'
import { unread } from '../../policy/read-policy.ts'
import { policiesMeant, type PolicyIndex } from './attached-policies.ts'
import { argument } from './configuration.ts'
import { property } from './json-value.ts'
import { leavesOf } from './references.ts'
import type { Instance } from './resources.ts'
import { unknownLeaves } from './slots.ts'
import { attribute, hole, isHole, isUnset } from './values.ts'
import { holeOf } from './written-document.ts'

const name = 'permissions_boundary'

/** The permissions boundary of a role or user; it hangs on something where it may turn out to be none. */
export function boundaryOf(index: PolicyIndex, principal: Instance): IdentityPolicy | undefined {
  const value = attribute(principal.values, name)
  if (!isHole(value)) {
    // The provider sends no empty boundary.
    if (isUnset(value) || value.json === '') return undefined
    const [held] = policiesMeant(index, principal, name)
    return held?.policy
  }
  const expression = argument(principal.block, name)
  const isLeftOut = expression === undefined || property(expression, 'constant_value') === null
  if (principal.block !== undefined && isLeftOut && principal.created) return undefined
  const [held, ...others] = policiesMeant(index, principal, name)
  if (
    held !== undefined &&
    others.length === 0 &&
    held.policy.hangsOn.length === 0 &&
    isCertain(index, principal)
  )
    return held.policy
  const unknown = holeOf(expression, value, true)
  return {
    name: `the permissions boundary of ${principal.address}`,
    document: unread(value.at, unknown),
    sensitive: false,
    hangsOn: isCertain(index, principal) ? [] : [hole(value.at, unknown.name)],
  }
}

/** An argument that is unknown can turn out `null`, unless it is the ARN of a policy of this plan. */
function isCertain({ reading }: PolicyIndex, principal: Instance): boolean {
  const expression = argument(principal.block, name)
  const leaves = unknownLeaves(leavesOf(reading.resources, principal, expression))
  return (
    leaves.length > 0 &&
    leaves.every(
      leaf =>
        leaf.kind === 'resource' &&
        leaf.type === 'aws_iam_policy' &&
        leaf.attribute === 'arn' &&
        leaf.instances.length > 0,
    )
  )
}
