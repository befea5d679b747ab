import type { Key, Placed, Setting } from '../../model/key.ts'
import type { Knowable } from '../../model/unknown.ts'
import { argument } from './configuration.ts'
import { word } from './json-value.ts'
import { isExternalType } from './key-types.ts'
import type { Instance } from './resources.ts'
import { attribute, hole, isHole, isUnset, malformed, type Value } from './values.ts'

/** What a key has besides its kind; each is absent where nothing is written. */
export type KeySettings = Pick<Key, 'rotationPeriod' | 'deletionWindow' | 'materialExpires' | 'hasMaterial'>

/** Whether an argument that the plan does not know is written as `null`: AWS fills it in then. */
export type IsLeftOut = (name: string) => boolean

/** Reads these settings; `rotates`: whether automatic rotation is on. */
export function keySettings(key: Instance, rotates: Knowable<boolean>, isLeftOut: IsLeftOut): KeySettings {
  const period = isLeftOut('rotation_period_in_days') ? undefined : numberIn(key, 'rotation_period_in_days')
  const window = numberIn(key, 'deletion_window_in_days')
  return {
    // The provider keeps the period that was in force: with rotation off, only a written one says something.
    ...(period === undefined || (rotates === false && !isWritten(key, 'rotation_period_in_days'))
      ? {}
      : { rotationPeriod: period }),
    ...(window === undefined ? {} : { deletionWindow: window }),
    ...(isExternalType(key.type) ? { ...expiryOf(key), hasMaterial: hasMaterial(key) } : {}),
  }
}

/**
 * Whether key material is imported, by the argument; of a key that exists it can have been imported otherwise, which its
 * state tells (AWS provider, "aws_kms_external_key": `key_state`).
 */
export function hasMaterial(key: Instance): Setting {
  const written = attribute(key.values, 'key_material_base64')
  const { at } = written
  if (isHole(written)) return { value: hole(at), at }
  const state = attribute(key.values, 'key_state')
  if (!isUnset(written) || key.created) return { value: !isUnset(written), at }
  if (isHole(state) || isUnset(state)) return { value: hole(state.at), at }
  return { value: state.json !== 'PendingImport', at }
}

function expiryOf(key: Instance): Pick<Key, 'materialExpires'> {
  const value = attribute(key.values, 'valid_to')
  if (isUnset(value) || value.json === '') return {}
  return { materialExpires: placed(value, word(value.json)) }
}

function numberIn(key: Instance, name: string): Placed<number> | undefined {
  const value = attribute(key.values, name)
  if (isUnset(value)) return undefined
  return placed(value, typeof value.json === 'number' ? value.json : undefined)
}

function placed<Type>(value: Value, known: Type | undefined): Placed<Type> {
  const { at } = value
  if (isHole(value)) return { value: hole(at), at }
  return { value: known ?? malformed(at), at }
}

function isWritten(key: Instance, name: string): boolean {
  return key.block === undefined ? key.created : argument(key.block, name) !== undefined
}
