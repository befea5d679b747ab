import type { UsedKey } from '../../../model/key-use.ts'
import { text } from '../../../model/text.ts'
import type { Unknown } from '../../../model/unknown.ts'
import { word } from '../json-value.ts'
import { keysMeant, type KeyNames } from '../key-references.ts'
import { isKeyType } from '../key-types.ts'
import type { Reading } from '../reading.ts'
import type { Leaf } from '../references.ts'
import type { Instance } from '../resources.ts'
import { afterApply, attribute, hole, isHole, isUnset, malformed, type Value } from '../values.ts'
import type { Place } from './argument-path.ts'
import { isCrowd, mostCandidates, openLeaves } from './open-leaves.ts'
import type { ResourceIndex } from './resource-index.ts'
import { isMarkedSensitive } from './sensitive-place.ts'

/** What leads from a name to a key of the plan. */
export interface KeysByName {
  readonly reading: Reading
  readonly keys: KeyNames
  readonly aliases: ResourceIndex
}

/** What two services' arguments hold where AWS owns the key (Terraform Registry: ssmincidents_replication_set, dsql_cluster). */
const ownedByAws: ReadonlySet<unknown> = new Set(['', 'DefaultKey', 'AWS_OWNED_KMS_KEY'])

/** The key that a place names; nothing where it names none and AWS takes a key of its own, or no key. */
export function usedKey(names: KeysByName, resource: Instance, place: Place): UsedKey | undefined {
  const { value, written } = place
  if (!isHole(value)) {
    if (isUnset(value) || ownedByAws.has(value.json)) return undefined
    const name = word(value.json)
    return name === undefined ? untold(malformed(value.at)) : keyNamed(names, resource, name, value)
  }
  // What the configuration leaves to the provider is known after apply too.
  if (written.length === 0) return undefined
  return written === 'hidden' ? untold(hole(value.at)) : keyReferredTo(names, resource, value, written)
}

function untold(unknown: Unknown): UsedKey {
  return { addresses: [], unknown }
}

function keyNamed(names: KeysByName, resource: Instance, name: string, value: Value): UsedKey {
  const { keys, aliases } = names
  const { provider } = resource
  const key = keys.get(name) ?? keys.get(`${provider} ${name}`)
  const alias = key === undefined ? aliases.named(name, 'aws_kms_alias', provider) : undefined
  const addresses = alias === undefined ? addressesOf(key === undefined ? [] : [key]) : keysOf(names, alias)
  if (!isMarkedSensitive(resource, value)) return { addresses, name: text(name), ...aliasIn(name) }
  const secret = hole(value.at, 'a sensitive value', 'anything', 'sensitive')
  return addresses.length > 0 ? { addresses } : untold(secret)
}

function keysOf({ reading, keys }: KeysByName, alias: Instance): readonly string[] {
  return addressesOf(keysMeant(reading.resources, keys, alias, 'target_key_id'))
}

function addressesOf(keys: readonly Instance[]): readonly string[] {
  return keys.map(({ address }) => address)
}

function keyReferredTo(
  names: KeysByName,
  resource: Instance,
  { at }: Value,
  expressions: readonly unknown[],
): UsedKey {
  const leaves = openLeaves(names.reading, resource, expressions)
  const addresses = new Set<string>()
  for (const leaf of leaves) {
    const found = keysAt(names, leaf)
    if (found === undefined) return untold(hole(at, nameOf(leaves)))
    for (const address of found) addresses.add(address)
  }
  if (addresses.size === 0 || addresses.size > mostCandidates) return untold(hole(at, nameOf(leaves)))
  const aliases = leaves.flatMap(aliasesAt)
  return { addresses: [...addresses], ...(aliases.length === 0 ? {} : { aliases }) }
}

/** `alias/app`, and the same at the end of its ARN. */
function aliasIn(name: string): Pick<UsedKey, 'aliases'> {
  const alias = /(?:^|:)(alias\/.+)$/.exec(name)?.[1]
  return alias === undefined ? {} : { aliases: [alias] }
}

/** Whose `target_key_arn` is used follows the key, not the alias. */
function aliasesAt(leaf: Leaf): readonly string[] {
  if (leaf.kind !== 'resource' || leaf.type !== 'aws_kms_alias') return []
  if (/\.target_key_\w+$/.test(leaf.reference)) return []
  return leaf.instances.flatMap(({ values }) => {
    const name = attribute(values, 'name')
    const known = isHole(name) ? undefined : word(name.json)
    return known === undefined ? [] : [known]
  })
}

/** The keys that a leaf leads to, over aliases; nothing where that is not told. */
function keysAt(names: KeysByName, leaf: Leaf): readonly string[] | undefined {
  if (leaf.kind !== 'resource' || leaf.instances.length === 0 || isCrowd(leaf)) return undefined
  const found = leaf.instances.map(instance => {
    if (instance.mode === 'data') return []
    if (isKeyType(leaf.type)) return [instance.address]
    return leaf.type === 'aws_kms_alias' ? keysOf(names, instance) : []
  })
  return found.some(({ length }) => length === 0) ? undefined : found.flat()
}

const mostNames = 3

function nameOf(leaves: readonly Leaf[]): string {
  const names = [...new Set(leaves.map(({ reference }) => reference))].filter(name => name !== '')
  return names.length === 0 || names.length > mostNames ? afterApply : names.join(' or ')
}
