import type { Key, KeyOrigin, Setting } from '../../model/key.ts'
import { isUnknown, type Knowable } from '../../model/unknown.ts'
import { argument } from './configuration.ts'
import { exactReferences } from './exact-references.ts'
import { items, property, word } from './json-value.ts'
import { hasMaterial, keySettings, type IsLeftOut, type KeySettings } from './key-settings.ts'
import { isExternalType, isReplicaType } from './key-types.ts'
import type { Instance } from './resources.ts'
import { attribute, hole, isHole, isUnset, knowableFlag, knowableText } from './values.ts'

/** What a key is and does, apart from its policy. */
export type KeyAttributes = Kind & KeySettings

type Kind = Pick<Key, 'spec' | 'usage' | 'origin' | 'replica' | 'multiRegion' | 'enabled' | 'rotation'>

/**
 * Reads a key's attributes; a replica has most of them from its primary, if that is in the plan. `isNull`: whether an
 * argument that is not known is made of nothing that is not.
 */
export function keyAttributes(
  key: Instance,
  primary: Instance | undefined,
  isNull: IsLeftOut = () => false,
): KeyAttributes {
  const kind = kindOf(key, primary)
  return {
    ...kind,
    ...keySettings(key, kind.rotation.value, name => isLeftOut(key, name) || isNull(name)),
  }
}

function kindOf(key: Instance, primary: Instance | undefined): Kind {
  if (!isReplicaType(key.type)) return ownAttributes(key)
  const shared = primary === undefined ? undefined : ownAttributes(primary)
  return {
    spec: shared?.spec ?? ownText(key, 'key_spec'),
    usage: shared?.usage ?? ownText(key, 'key_usage'),
    origin: isExternalType(key.type) ? 'EXTERNAL' : (shared?.origin ?? 'AWS_KMS'),
    replica: true,
    multiRegion: true,
    enabled: flag(key, 'enabled', true),
    rotation: rotationOfReplica(key, shared),
  }
}

function ownAttributes(key: Instance): Kind {
  const isExternal = isExternalType(key.type)
  return {
    spec: textWithDefault(key, isExternal ? 'key_spec' : 'customer_master_key_spec', 'SYMMETRIC_DEFAULT'),
    usage: textWithDefault(key, 'key_usage', 'ENCRYPT_DECRYPT'),
    origin: isExternal ? 'EXTERNAL' : originOf(key),
    replica: false,
    multiRegion: flag(key, 'multi_region', false),
    enabled: isExternal ? enabledWithMaterial(key) : flag(key, 'is_enabled', true),
    rotation: {
      // Keys with imported material do not rotate; the resource has no such argument.
      value: isExternal ? false : flag(key, 'enable_key_rotation', false),
      at: attribute(key.values, 'enable_key_rotation').at,
    },
  }
}

/** An on/off argument of any resource that writes one. */
export function setting(resource: Instance, name: string): Setting {
  return { value: flag(resource, name, false), at: attribute(resource.values, name).at }
}

function rotationOfReplica(key: Instance, shared: Kind | undefined): Setting {
  const value = attribute(key.values, 'key_rotation_enabled')
  if (isExternalType(key.type)) return { value: false, at: value.at }
  if (shared !== undefined && !isUnknown(shared.rotation.value)) {
    return { value: shared.rotation.value, at: value.at }
  }
  const isSaid = isHole(value) || !isUnset(value)
  return {
    value: isSaid
      ? knowableFlag(value, false)
      : hole(value.at, 'the rotation of its primary', 'anything', 'not-in-input'),
    at: value.at,
  }
}

/**
 * Unless the argument says it: enabled with its key material, pending import without (AWS provider,
 * "aws_kms_external_key").
 */
function enabledWithMaterial(key: Instance): Knowable<boolean> {
  const value = attribute(key.values, 'enabled')
  if (isUnset(value) || isLeftOut(key, 'enabled'))
    return hasMaterial(key).value === true ? true : hole(value.at)
  return knowableFlag(value, true, nameOf(key, 'enabled'))
}

function originOf(key: Instance): Knowable<KeyOrigin> {
  const store = textWithDefault(key, 'custom_key_store_id', '')
  const external = textWithDefault(key, 'xks_key_id', '')
  if (store === '') return 'AWS_KMS'
  if (isUnknown(store)) return store
  if (isUnknown(external)) return external
  return external === '' ? 'AWS_CLOUDHSM' : 'EXTERNAL_KEY_STORE'
}

function ownText(key: Instance, name: string): Knowable<string> {
  const value = attribute(key.values, name)
  if (isUnset(value)) return hole(value.at, `the ${name} of its primary`, 'anything', 'not-in-input')
  return knowableText(value, '', nameOf(key, name))
}

function textWithDefault(key: Instance, name: string, fallback: string): Knowable<string> {
  if (isLeftOut(key, name)) return fallback
  return knowableText(attribute(key.values, name), fallback, nameOf(key, name))
}

function flag(key: Instance, name: string, fallback: boolean): Knowable<boolean> {
  if (isLeftOut(key, name)) return fallback
  return knowableFlag(attribute(key.values, name), fallback, nameOf(key, name))
}

/** An argument that is not written is unknown in the plan of a new key, when AWS would report it: AWS's default holds. */
function isLeftOut(key: Instance, name: string): boolean {
  if (!key.created || key.block === undefined || !isHole(attribute(key.values, name))) return false
  const expression = argument(key.block, name)
  return expression === undefined || property(expression, 'constant_value') === null
}

/** The reference that an argument is written as, if it is one. */
function nameOf(key: Instance, name: string): string | undefined {
  const [only, ...others] = exactReferences(items(property(argument(key.block, name), 'references')))
  return others.length === 0 ? word(only) : undefined
}
