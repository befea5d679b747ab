import type { Alias } from '../../model/inventory.ts'
import { text } from '../../model/text.ts'
import { word } from './json-value.ts'
import { keysMeant, type KeyNames } from './key-references.ts'
import { isWhole } from './references.ts'
import type { Instance, Resources } from './resources.ts'
import { attribute, hole, isHole } from './values.ts'

/** The aliases of a plan, and what they tell about its keys. */
export interface Aliases {
  readonly list: readonly Alias[]
  /** The known names of each key, by its address. */
  readonly names: ReadonlyMap<string, readonly string[]>
  /** Whether the names of a key are all that it will have. */
  readonly areAll: (key: Instance) => boolean
}

/** An alias and the keys that it can name; nothing where that can be any key. */
interface Candidate {
  readonly alias: Alias
  readonly keys: readonly Instance[] | undefined
}

/** Reads the aliases of a plan, with the key that each names for certain. */
export function readAliases(resources: Resources, names: KeyNames): Aliases {
  const candidates = resources.managed
    .filter(({ type }) => type === 'aws_kms_alias')
    .map(alias => readAlias(resources, names, alias))
  const list = candidates.map(({ alias }) => alias)
  const doubtful = new Set(candidates.flatMap(({ alias, keys = [] }) => (isTold(alias) ? [] : keys)))
  const canTell = isWhole(resources) && candidates.every(({ keys }) => keys !== undefined)
  return {
    list,
    names: namesByKey(list),
    areAll: key => key.created && canTell && !doubtful.has(key),
  }
}

function readAlias(resources: Resources, names: KeyNames, alias: Instance): Candidate {
  const value = attribute(alias.values, 'name')
  const name = isHole(value) ? undefined : word(value.json)
  const written = attribute(alias.values, 'target_key_id')
  const target = isHole(written) ? undefined : word(written.json)
  const keys = keysOf(resources, names, alias)
  const [key, ...others] = keys
  const isAny = keys.length === 0 && isHole(attribute(alias.values, 'target_key_id'))
  return {
    alias: {
      ...(name === undefined ? partOfName(alias) : { name }),
      ...(target === undefined ? {} : { target }),
      ...(key === undefined || others.length > 0 ? {} : { key: key.address }),
      at: alias.at,
    },
    keys: isAny ? undefined : keys,
  }
}

/** The provider puts a suffix of its own behind a prefix (AWS provider, "aws_kms_alias"). */
function partOfName({ values, at }: Instance): Pick<Alias, 'partOfName'> {
  const prefix = attribute(values, 'name_prefix')
  const known = isHole(prefix) ? undefined : word(prefix.json)
  return known === undefined
    ? {}
    : { partOfName: text(known, hole(at, 'the suffix that the provider gives')) }
}

/** A state does not tell Regions, and a replica has the id of its primary: there the ARN that Terraform read says which. */
function keysOf(resources: Resources, names: KeyNames, alias: Instance): readonly Instance[] {
  const arn = resources.plan.isState === true ? attribute(alias.values, 'target_key_arn') : undefined
  const known = arn === undefined || isHole(arn) ? undefined : names.get(word(arn.json) ?? '')
  return known === undefined ? keysMeant(resources, names, alias, 'target_key_id') : [known]
}

function isTold({ name, key }: Alias): boolean {
  return name !== undefined && key !== undefined
}

/** The known names of each key, by what an alias calls the key. */
export function namesByKey(aliases: readonly Alias[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const { name, key } of aliases) {
    if (name === undefined || key === undefined) continue
    const others = found.get(key)
    if (others === undefined) found.set(key, [name])
    else others.push(name)
  }
  return found
}
