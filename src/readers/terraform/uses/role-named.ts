import { text } from '../../../model/text.ts'
import type { Principal } from '../../../model/principal.ts'
import { awsPrincipal } from '../../../policy/principals.ts'
import { identityArn } from '../future-arns.ts'
import { word } from '../json-value.ts'
import type { Reading } from '../reading.ts'
import type { Instance } from '../resources.ts'
import { hole, isHole, isUnset } from '../values.ts'
import { argumentIn, type Place } from './argument-path.ts'
import { openLeaves } from './open-leaves.ts'
import { isMarkedSensitive } from './sensitive-place.ts'

const roleArguments = [
  'service_linked_role_arn',
  'role_arn',
  'role',
  'service_role',
  'execution_role_arn',
  'iam_role_arn',
]

/** The role that a resource names for the place of a key: in the same block, or in one around it. */
export function roleNamed(reading: Reading, resource: Instance, place: Place): Principal | undefined {
  for (const block of place.around) {
    for (const name of roleArguments) {
      const role = roleAt(reading, resource, argumentIn(block, name))
      if (role !== undefined) return role
    }
  }
  return undefined
}

/** The role that an argument names; nothing where it is not written. */
export function roleAt(
  reading: Reading,
  resource: Instance,
  { value, written }: Place,
): Principal | undefined {
  const { at } = value
  if (!isHole(value)) {
    const arn = word(value.json)
    if (isUnset(value) || arn === undefined || arn === '') return undefined
    if (!isMarkedSensitive(resource, value)) return awsPrincipal(text(arn))
    return { kind: 'unknown', unknown: hole(at, 'a sensitive value', 'arn', 'sensitive') }
  }
  if (written === 'hidden' || written.length === 0) return undefined
  const [leaf, ...others] = openLeaves(reading, resource, written)
  const [role, another] = leaf?.kind === 'resource' ? leaf.instances : []
  if (role?.type === 'aws_iam_role' && others.length === 0 && another === undefined) {
    const arn = identityArn(reading, role, 'role')
    return { kind: 'role', arn, account: reading.accountOf(role.provider).account }
  }
  return { kind: 'unknown', unknown: hole(at, leaf?.reference, 'arn') }
}
