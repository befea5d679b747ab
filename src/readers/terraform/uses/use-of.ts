import type { EncryptedResource, KeyUse, UsedKey } from '../../../model/key-use.ts'
import type { SourceLocation } from '../../../model/source-location.ts'
import { isOfRole, needOf } from '../../../policy/service-needs.ts'
import type { Reading } from '../reading.ts'
import type { Instance } from '../resources.ts'
import type { Place } from './argument-path.ts'
import { encryptedArn, namedArn, regionOf, sourceArn } from './arns.ts'
import { recorderBeside, type Recorders } from './config-recorder.ts'
import { roleNamed } from './role-named.ts'

/** An argument because of which a key is used, and the key. */
export interface Named {
  readonly resource: Instance
  readonly place: Place
  readonly at: SourceLocation
  /** Of the table of what services need; empty where that has none. */
  readonly row: string
  readonly key: UsedKey
  /** What is encrypted, where that is not told by the resource itself. */
  readonly encrypted?: Instance
  /** It is another resource that names the key, and this one leads to that. */
  readonly isLinked?: true
}

/** The use of a key, with what the table says of it. */
export function useOf(
  reading: Reading,
  recorders: Recorders,
  { resource, place, at, row, key, encrypted = resource, isLinked }: Named,
): KeyUse {
  const { address, type, provider } = resource
  const { account } = reading.accountOf(provider)
  const recorder = row === 'config-role' ? recorderBeside(reading, recorders, resource) : undefined
  const role = recorder?.role ?? (isOfRole(row) ? roleNamed(reading, resource, place) : undefined)
  const region = regionOf(reading, resource)
  const need = needOf(recorder?.row ?? row, {
    account,
    region,
    partition: reading.partitionOf(provider),
    source: sourceArn(reading, resource),
    resource: encryptedArn(reading, encrypted),
    ...(role === undefined ? {} : { role }),
    at,
  })
  const needs = need === undefined ? [] : [need]
  const where = isLinked === true || keysOfElsewhere.test(at.pointer) ? {} : { region }
  return { address, at, type, account, ...where, key, needs, ...whatIsEncrypted(reading, at, encrypted) }
}

/** Blocks for other Regions, or for what may stand in one: their keys are there. */
const keysOfElsewhere = /replica|region|destination|distribution|artifact_store|copy/

/** A replica stands in another Region, under an ARN of its own. */
function whatIsEncrypted(
  reading: Reading,
  { pointer }: SourceLocation,
  resource: Instance,
): { readonly encrypted?: EncryptedResource } {
  const arn = pointer.startsWith('/replica/') ? undefined : namedArn(reading, resource)
  return arn === undefined ? {} : { encrypted: { address: resource.address, arn } }
}
