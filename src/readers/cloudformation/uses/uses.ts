import type { KeyUse } from '../../../model/key-use.ts'
import type { SourceLocation } from '../../../model/source-location.ts'
import type { Declared } from '../declared.ts'
import type { StackReading } from '../reading.ts'
import { recorderOf, type Recorder } from './config-recorder.ts'
import { keyProperties } from './key-properties.ts'
import { linkedKeys } from './linked-keys.ts'
import { placesOf } from './property-places.ts'
import { useOf, type Named } from './use-of.ts'
import { untoldIf, usedKey } from './used-key.ts'

/**
 * Every property of a stack that names a key, with what the service or a role needs of that key because of it: first the
 * resources that are encrypted, then those that have a service open what another one encrypts. A property that can turn
 * out in several ways is a use for each of them.
 */
export function readUses(reading: StackReading): readonly KeyUse[] {
  let recorder: Recorder | undefined
  const recorderOfStack = () => (recorder ??= recorderOf(reading))
  const named = reading.declared.flatMap(resource => keysNamedBy(reading, resource))
  const linked = linkedKeys(reading, named)
  return [...named, ...linked].map(one => useOf(one, recorderOfStack))
}

/** Resources that can be encrypted with a key, whether or not they are. */
export function readEncryptable({ declared }: StackReading): readonly SourceLocation[] {
  return declared.filter(({ type }) => keyProperties.has(type)).map(({ at }) => at)
}

function keysNamedBy(reading: StackReading, resource: Declared): readonly Named[] {
  const found: Named[] = []
  for (const { path, row } of keyProperties.get(resource.type) ?? []) {
    for (const place of placesOf(resource, path)) {
      const key = usedKey(reading, place)
      if (key !== undefined) found.push({ resource, place, row, key: untoldIf(key, resource.hangsOn) })
    }
  }
  return found
}
