import { principalId, type Principal } from '../../../model/principal.ts'
import { argument } from '../configuration.ts'
import type { Reading } from '../reading.ts'
import type { Instance } from '../resources.ts'
import { isHole, isUnset } from '../values.ts'
import { argumentIn, wholeOf } from './argument-path.ts'
import { openLeaves } from './open-leaves.ts'
import { roleAt } from './role-named.ts'
import { recorderType } from './link-targets.ts'

/** Who delivers for AWS Config: its service-linked role calls as the service, any other as itself. */
export interface Recorder {
  readonly row: 'config-service-linked' | 'config-role'
  readonly role?: Principal
}

const serviceLinked = /:role\/aws-service-role\/config\.amazonaws\.com\//

/** The recorders of each provider configuration: an account has one in each Region. */
export type Recorders = ReadonlyMap<string, Instance | 'several'>

/** The recorders of a plan. */
export function recordersOf({ resources }: Reading): Recorders {
  const found = new Map<string, Instance | 'several'>()
  for (const resource of resources.managed) {
    if (resource.type !== recorderType) continue
    found.set(resource.provider, found.has(resource.provider) ? 'several' : resource)
  }
  return found
}

/** Who delivers through a delivery channel. */
export function recorderBeside(reading: Reading, recorders: Recorders, channel: Instance): Recorder {
  const recorder = recorders.get(channel.provider)
  if (recorder === undefined || recorder === 'several') return { row: 'config-role' }
  const { value, written } = argumentIn(wholeOf(recorder), 'role_arn')
  // Without an argument of its own a recorder uses the service-linked role.
  if (isUnset(value) || (isHole(value) && written.length === 0)) return { row: 'config-service-linked' }
  const role = roleAt(reading, recorder, { value, written, around: [] })
  if (role === undefined) return { row: 'config-role' }
  const isServiceLinked = serviceLinked.test(principalId(role)) || namesServiceLinkedRole(reading, recorder)
  return isServiceLinked ? { row: 'config-service-linked' } : { row: 'config-role', role }
}

function namesServiceLinkedRole(reading: Reading, recorder: Instance): boolean {
  return openLeaves(reading, recorder, [argument(recorder.block, 'role_arn')]).some(
    leaf => leaf.kind === 'resource' && leaf.type === 'aws_iam_service_linked_role',
  )
}
