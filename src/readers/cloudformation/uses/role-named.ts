import type { Principal } from '../../../model/principal.ts'
import { literal } from '../../../model/text.ts'
import { awsPrincipal } from '../../../policy/principals.ts'
import type { Declared, Possible } from '../declared.ts'
import { hole, textOf } from '../evaluate/node-parts.ts'
import { valuesIn, type Place } from './property-places.ts'

const roleProperties = [
  'ServiceLinkedRoleARN',
  'RoleARN',
  'RoleArn',
  'Role',
  'ServiceRole',
  'ExecutionRoleArn',
  'IamRoleArn',
]

/** The role that a resource names for the place of a key: in the same object, or in one around it. */
export function roleNamed(resource: Declared, { around }: Place): Principal | undefined {
  for (const block of around) {
    for (const name of roleProperties) {
      const role = roleIn(valuesIn(resource, block, name))
      if (role !== undefined) return role
    }
  }
  return undefined
}

/** The role that a property names; nothing where it is not written. */
export function roleIn([value, ...others]: readonly Possible[]): Principal | undefined {
  if (value === undefined || (value.node.type === 'literal' && value.node.value === null)) return undefined
  const { node, hangsOn } = value
  const [open] = [...hangsOn, ...others.flatMap(other => other.hangsOn)]
  if (open !== undefined) return { kind: 'unknown', unknown: { ...open, shape: 'arn' } }
  const written = textOf(node)
  if (written === undefined)
    return { kind: 'unknown', unknown: hole(node.at, 'the role', 'malformed', 'arn') }
  if (literal(written) === '') return undefined
  const role = awsPrincipal(written)
  return role.kind === 'unknown' ? { ...role, unknown: { ...role.unknown, shape: 'arn' } } : role
}
