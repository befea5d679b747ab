import type { Text } from '../../model/text.ts'
import { argument } from './configuration.ts'
import { identityArn, identityKindOf } from './future-arns.ts'
import type { Reading } from './reading.ts'
import { leavesOf } from './references.ts'
import type { Instance } from './resources.ts'
import { unknownLeaves } from './slots.ts'
import { attribute, isHole, isUnset } from './values.ts'

const name = 'permissions_boundary'

/** The roles and users that are certain to have a permissions boundary, by their ARNs. */
export function boundedPrincipals(reading: Reading): readonly Text[] {
  return reading.resources.managed.flatMap(principal => {
    const kind = identityKindOf(principal.type)
    return kind === undefined || !isBounded(reading, principal) ? [] : [identityArn(reading, principal, kind)]
  })
}

/** An argument that is unknown can turn out `null`, unless it is the ARN of a policy of this plan. */
function isBounded({ resources }: Reading, principal: Instance): boolean {
  const value = attribute(principal.values, name)
  // The provider sends no empty boundary.
  if (!isHole(value)) return !isUnset(value) && value.json !== ''
  const leaves = unknownLeaves(leavesOf(resources, principal, argument(principal.block, name)))
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
