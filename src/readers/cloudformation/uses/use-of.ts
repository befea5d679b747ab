import type { EncryptedResource, KeyUse, UsedKey } from '../../../model/key-use.ts'
import { literal } from '../../../model/text.ts'
import { isUnknown } from '../../../model/unknown.ts'
import { isOfRole, needOf } from '../../../policy/service-needs.ts'
import type { Declared } from '../declared.ts'
import { textOf } from '../evaluate/node-parts.ts'
import { encryptedArn, namedArn, sourceArn } from './arns.ts'
import type { Recorder } from './config-recorder.ts'
import { valuesIn, type Place } from './property-places.ts'
import { roleNamed } from './role-named.ts'

/** A property because of which a key is used, and the key. */
export interface Named {
  readonly resource: Declared
  readonly place: Place
  /** Of the table of what services need; empty where that has none. */
  readonly row: string
  readonly key: UsedKey
  /** What is encrypted, where that is not the resource itself. */
  readonly encrypted?: Declared
  /** It is another resource that names the key, and this one leads to that. */
  readonly isLinked?: true
}

/** The use of a key, with what the table says of it. */
export function useOf(
  { resource, place, row, key, encrypted = resource, isLinked }: Named,
  recorderOfStack: () => Recorder,
): KeyUse {
  const { id, type, stack } = resource
  const { at } = place.node
  const recorder = row === 'config-role' ? recorderOfStack() : undefined
  const role = recorder?.role ?? (isOfRole(row) ? roleNamed(resource, place) : undefined)
  const need =
    row === ''
      ? undefined
      : needOf(recorder?.row ?? row, {
          account: stack.account,
          region: stack.region,
          partition: stack.partition,
          source: sourceArn(resource),
          resource: encryptedArn(encrypted),
          ...(role === undefined ? {} : { role }),
          at,
        })
  const needs = need === undefined ? [] : [need]
  const where = isLinked === true || keysOfElsewhere.test(at.pointer) ? {} : { region: stack.region }
  return {
    address: id,
    at,
    type,
    account: stack.account,
    ...where,
    key,
    needs,
    ...whatIsEncrypted(place, encrypted),
  }
}

/** Properties for other Regions, or for what may stand in one: their keys are there. */
const keysOfElsewhere = /replica|region|destination|distribution|artifactstore|copy/i

function whatIsEncrypted(place: Place, resource: Declared): { readonly encrypted?: EncryptedResource } {
  const arn = standsElsewhere(place, resource) ? undefined : namedArn(resource)
  return arn === undefined ? {} : { encrypted: { address: resource.id, arn } }
}

/** Replicas of a secret, replicas of objects, and tables about a bucket: their keys encrypt something else. */
const encryptElsewhere = ['ReplicaRegions/', 'ReplicationConfiguration/Rules/', 'MetadataConfiguration/']

/** A replica stands in another Region, under an ARN of its own; a global table lists its own Region with the others. */
function standsElsewhere({ node, around }: Place, resource: Declared): boolean {
  const { pointer } = node.at
  if (encryptElsewhere.some(part => pointer.startsWith(`/Properties/${part}`))) return true
  if (resource.type !== 'AWS::DynamoDB::GlobalTable') return false
  const replica = around.at(1)
  const [region, ...others] = replica === undefined ? [] : valuesIn(resource, replica, 'Region')
  const written = textOf(region?.node)
  if (written === undefined || others.length > 0) return true
  const [only] = written
  const own = resource.stack.region
  return isUnknown(own) ? !isUnknown(only) || only.name !== own.name : literal(written) !== own
}
