import type { VpcEndpoint } from '../../model/inventory.ts'
import type { Unknown } from '../../model/unknown.ts'
import { isEndpointOfKms } from '../shared/kms-endpoint.ts'
import { argument } from './configuration.ts'
import { word } from './json-value.ts'
import { meantBy } from './meant.ts'
import type { Reading } from './reading.ts'
import type { Instance } from './resources.ts'
import { isSensitive } from './sensitivity.ts'
import { attribute, isHole, isUnset } from './values.ts'
import { holeOf, writtenDocument } from './written-document.ts'

type Policy = NonNullable<VpcEndpoint['policy']>

/** What writes the policy of an endpoint, and what hides whether it is of that one. */
interface Writer {
  readonly resource: Instance
  readonly hangsOn: readonly Unknown[]
}

/**
 * The VPC endpoints of AWS KMS that a plan has, with the policy that is written on them or beside them
 * (`aws_vpc_endpoint_policy`). One whose service is known only after apply may be of AWS KMS.
 */
export function readEndpoints(reading: Reading): readonly VpcEndpoint[] {
  const { managed } = reading.resources
  const endpoints = managed.filter(({ type }) => type === 'aws_vpc_endpoint')
  if (endpoints.length === 0) return []
  const writers = writersIn(reading, endpoints)
  return endpoints.flatMap(endpoint => readEndpoint(reading, endpoint, writers.get(endpoint) ?? []))
}

function readEndpoint(
  reading: Reading,
  endpoint: Instance,
  [writer]: readonly Writer[],
): readonly VpcEndpoint[] {
  const { address, at, values, block } = endpoint
  const service = attribute(values, 'service_name')
  if (!isHole(service) && !isEndpointOfKms(word(service.json) ?? '')) return []
  const policy =
    (writer && policyOf(reading, writer.resource)) ??
    (isLeftToAws(endpoint) ? undefined : policyOf(reading, endpoint))
  const hangsOn = [
    ...(isHole(service) ? [holeOf(argument(block, 'service_name'), service, false)] : []),
    ...(writer?.hangsOn ?? []),
  ]
  return [
    {
      address,
      at,
      ...(policy === undefined ? {} : { policy }),
      ...(hangsOn.length === 0 ? {} : { hangsOn }),
    },
  ]
}

/** Without an argument AWS fills the policy in: of a new endpoint the plan does not know it. */
function isLeftToAws({ block, values, created }: Instance): boolean {
  return created && isHole(attribute(values, 'policy')) && argument(block, 'policy') === undefined
}

function policyOf(reading: Reading, resource: Instance): Policy | undefined {
  const value = attribute(resource.values, 'policy')
  const document = writtenDocument(reading, resource, value, argument(resource.block, 'policy'))
  return document && { document, sensitive: isSensitive(reading, resource) }
}

function writersIn(
  reading: Reading,
  endpoints: readonly Instance[],
): ReadonlyMap<Instance, readonly Writer[]> {
  const { resources } = reading
  const byId = new Map(endpoints.flatMap(endpoint => idsOf(endpoint).map(id => [id, endpoint])))
  const found = new Map<Instance, Writer[]>()
  for (const resource of resources.managed) {
    if (resource.type !== 'aws_vpc_endpoint_policy') continue
    const sought = { type: 'aws_vpc_endpoint', attributes: ['id'] }
    const { written, instances, hole: open } = meantBy(resources, resource, 'vpc_endpoint_id', sought)
    const hangsOn = open === undefined ? [] : [open]
    for (const endpoint of [...written.flatMap(id => byId.get(id) ?? []), ...instances]) {
      const others = found.get(endpoint)
      if (others === undefined) found.set(endpoint, [{ resource, hangsOn }])
      else others.push({ resource, hangsOn })
    }
  }
  return found
}

function idsOf({ values }: Instance): readonly string[] {
  const id = attribute(values, 'id')
  const known = isHole(id) || isUnset(id) ? undefined : word(id.json)
  return known === undefined ? [] : [known]
}
