import { principalId, type Principal } from '../../../model/principal.ts'
import type { StackReading } from '../reading.ts'
import { placesOf } from './property-places.ts'
import { roleIn } from './role-named.ts'

/** Who delivers for AWS Config: its service-linked role calls as the service, any other as itself. */
export interface Recorder {
  readonly row: 'config-service-linked' | 'config-role'
  readonly role?: Principal
}

const serviceLinked = /:role\/aws-service-role\/config\.amazonaws\.com\//

/** Who delivers through the delivery channel of a stack: an account has one recorder in each Region. */
export function recorderOf({ declared }: StackReading): Recorder {
  const [recorder, ...others] = declared.filter(({ type }) => type === 'AWS::Config::ConfigurationRecorder')
  if (recorder === undefined || others.length > 0 || recorder.hangsOn.length > 0)
    return { row: 'config-role' }
  const role = roleIn(placesOf(recorder, ['RoleARN']))
  if (role === undefined) return { row: 'config-role' }
  return serviceLinked.test(principalId(role))
    ? { row: 'config-service-linked' }
    : { row: 'config-role', role }
}
