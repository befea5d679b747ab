import type { Alias } from '../../model/inventory.ts'
import { word } from './json-value.ts'
import { keysMeant, type KeyNames } from './key-references.ts'
import type { Instance, Resources } from './resources.ts'
import { attribute, isHole } from './values.ts'

/** The aliases of a plan, with the key that each names for certain. */
export function readAliases(resources: Resources, names: KeyNames): readonly Alias[] {
  return resources.managed
    .filter(({ type }) => type === 'aws_kms_alias')
    .map(alias => readAlias(resources, names, alias))
}

function readAlias(resources: Resources, names: KeyNames, alias: Instance): Alias {
  const value = attribute(alias.values, 'name')
  const name = isHole(value) ? undefined : word(value.json)
  const [key, ...others] = keysMeant(resources, names, alias, 'target_key_id')
  return {
    ...(name === undefined ? {} : { name }),
    ...(key === undefined || others.length > 0 ? {} : { key: key.address }),
    at: alias.at,
  }
}

/** The known names of each key, by its address. */
export function aliasNames(aliases: readonly Alias[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const { name, key } of aliases) {
    if (name === undefined || key === undefined) continue
    const others = found.get(key)
    if (others === undefined) found.set(key, [name])
    else others.push(name)
  }
  return found
}
