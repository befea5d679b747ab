import type { VpcEndpoint } from '../../model/inventory.ts'
import { text } from '../../model/text.ts'
import { isUnknown } from '../../model/unknown.ts'
import { isEndpointOfKms } from '../shared/kms-endpoint.ts'
import { property, type Declared } from './declared.ts'
import { documentOf } from './documents.ts'
import { hole, textOf } from './evaluate/node-parts.ts'
import type { StackReading } from './reading.ts'

/** The VPC endpoints of AWS KMS in a stack (Template Reference, "AWS::EC2::VPCEndpoint"). */
export function readEndpoints({ declared }: StackReading): readonly VpcEndpoint[] {
  return declared.filter(({ type }) => type === 'AWS::EC2::VPCEndpoint').flatMap(readEndpoint)
}

function readEndpoint(endpoint: Declared): readonly VpcEndpoint[] {
  const { id, at } = endpoint
  const node = property(endpoint, 'ServiceName')
  const service = textOf(node) ?? text(hole(at, 'ServiceName', 'malformed'))
  const last = service.at(-1)
  // The Region may be a hole; only one at the end hides which service it is.
  if (!isUnknown(last) && !isEndpointOfKms(last ?? '')) return []
  const { document, noneIf } = documentOf(endpoint, 'PolicyDocument')
  const hangsOn = [...endpoint.hangsOn, ...(isUnknown(last) ? [last] : []), ...noneIf]
  return [
    {
      address: id,
      at,
      ...(document === undefined ? {} : { policy: { document, sensitive: false } }),
      ...(hangsOn.length === 0 ? {} : { hangsOn }),
    },
  ]
}
