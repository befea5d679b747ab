import type { KeyUse } from '../../../model/key-use.ts'
import type { SourceLocation } from '../../../model/source-location.ts'
import type { KeyNames } from '../key-references.ts'
import type { Reading } from '../reading.ts'
import type { Instance } from '../resources.ts'
import { placesOf } from './argument-path.ts'
import { ownArn } from './arns.ts'
import { recordersOf } from './config-recorder.ts'
import { keyArguments } from './key-arguments.ts'
import { bucketOf, indexOfTargets, linkedKeys } from './linked-keys.ts'
import { indexResources } from './resource-index.ts'
import { useOf, type Named } from './use-of.ts'
import { usedKey, type KeysByName } from './used-key.ts'

/**
 * Every place of a plan that names a key, with what a service or a role needs of that key because of it: first the
 * resources that are encrypted, then those that have a service open what another one encrypts.
 */
export function readUses(reading: Reading, keys: KeyNames): readonly KeyUse[] {
  const { resources } = reading
  const arnOf = (alias: Instance) => ownArn(reading, alias)
  const names = { reading, keys, aliases: indexResources(resources, new Set(['aws_kms_alias']), arnOf) }
  const recorders = recordersOf(reading)
  const index = indexOfTargets(reading)
  const named = resources.managed.flatMap(resource => keysNamedBy(names, resource))
  return [
    ...named.map(one => ({ ...one, encrypted: bucketOf(reading, index, one.resource) ?? one.resource })),
    ...linkedKeys(reading, index, named),
  ].map(one => useOf(reading, recorders, one))
}

/** Resources that can be encrypted with a key, whether or not they are. */
export function readEncryptable({ resources }: Reading): readonly SourceLocation[] {
  return resources.managed.filter(({ type }) => keyArguments.has(type)).map(({ at }) => at)
}

function keysNamedBy(names: KeysByName, resource: Instance): readonly Named[] {
  const found: Named[] = []
  for (const { path, row } of keyArguments.get(resource.type) ?? []) {
    for (const place of placesOf(resource, path)) {
      const key = usedKey(names, resource, place)
      if (key !== undefined) found.push({ resource, place, at: place.value.at, row, key })
    }
  }
  return found
}
