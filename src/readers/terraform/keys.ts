import type { Key, Setting } from '../../model/key.ts'
import { isUnknown, type Knowable, type Unknown } from '../../model/unknown.ts'
import type { Aliases } from './aliases.ts'
import { argument } from './configuration.ts'
import { keyArnNamed } from './future-arns.ts'
import { word } from './json-value.ts'
import { keyAttributes, setting } from './key-attributes.ts'
import { policiesOf, policiesBy } from './key-policies.ts'
import { primaryOf, type KeyNames } from './key-references.ts'
import { tagsOf } from './key-tags.ts'
import { keyOutside, type PolicyWriters } from './policy-writers.ts'
import { placeOfArn } from './provider-facts.ts'
import { accountOfKey, type Reading } from './reading.ts'
import { leavesOf } from './references.ts'
import type { Instance, Resources } from './resources.ts'
import { unknownLeaves } from './slots.ts'
import { attribute, hole, isHole } from './values.ts'

const bypass = 'bypass_policy_lockout_safety_check'

/** A key that the plan declares. */
export function readKey(
  reading: Reading,
  key: Instance,
  names: KeyNames,
  writers: PolicyWriters,
  aliases: Aliases,
): Key {
  const value = attribute(key.values, 'arn')
  const arn = isHole(value) ? undefined : word(value.json)
  const account = accountOfKey(reading, key.provider, arn)
  const primary = primaryOf(reading.resources, names, key)
  const others = (writers.ofKey.get(key) ?? []).map(({ resource }) => setting(resource, bypass))
  return {
    address: key.address,
    at: key.at,
    declared: true,
    ...(arn === undefined ? {} : { arn }),
    account,
    region: regionOf(reading, key, arn),
    ...keyAttributes(key, primary, name => isMadeOfKnown(reading.resources, key, name)),
    ...primaryNamed(key, primary),
    ...factsOfSources(reading, key),
    bypassesLockoutCheck: strictest(setting(key, bypass), others),
    policies: policiesOf(reading, key, account, writers),
    aliases: aliases.names.get(key.address) ?? [],
    hasAllAliases: aliases.areAll(key),
    tags: tagsOf(reading, key),
  }
}

/** A key that stands elsewhere, while the plan writes its policy. */
export function readOutsideKey(reading: Reading, [first, ...more]: readonly [Instance, ...Instance[]]): Key {
  const { address, at, provider } = first
  const id = keyOutside(first)
  const arn = id === undefined ? undefined : keyArnNamed(reading, provider, id)
  const account = accountOfKey(reading, provider, arn)
  const elsewhere = (what: string): Unknown =>
    hole(at, `${what} of the key of ${address}`, 'anything', 'not-in-input')
  return {
    address,
    at,
    declared: false,
    ...(arn === undefined ? {} : { arn }),
    account,
    region: placeOfArn(arn ?? '')?.region ?? reading.regionOf(provider),
    spec: elsewhere('the spec'),
    usage: elsewhere('the usage'),
    origin: elsewhere('the origin'),
    replica: false,
    multiRegion: elsewhere('the kind'),
    enabled: elsewhere('the state'),
    rotation: { value: elsewhere('the rotation'), at },
    bypassesLockoutCheck: strictest(
      setting(first, bypass),
      more.map(resource => setting(resource, bypass)),
    ),
    policies: [
      ...policiesBy(reading, first, account),
      ...more.flatMap(resource => policiesBy(reading, resource, account)),
    ],
    aliases: [],
    hasAllAliases: false,
    tags: elsewhere('the tags'),
  }
}

/** What is unknown although all that it is made of is known is written as `null`, and AWS will fill it in. */
function isMadeOfKnown(resources: Resources, key: Instance, name: string): boolean {
  const expression = argument(key.block, name)
  if (expression === undefined || !isHole(attribute(key.values, name))) return false
  return unknownLeaves(leavesOf(resources, key, expression)).length === 0
}

function primaryNamed(key: Instance, primary: Instance | undefined): Pick<Key, 'primary'> {
  const written = attribute(key.values, 'primary_key_arn')
  const name = primary?.address ?? (isHole(written) ? undefined : word(written.json))
  return name === undefined ? {} : { primary: name }
}

/** What only sources and the configuration as a whole tell. */
function factsOfSources({ resources }: Reading, key: Instance): Partial<Key> {
  const keptFromDestroy = resources.rebuild?.keptFromDestroy(key)
  const isReferenced = resources.isReferenced?.(key)
  return {
    ...(keptFromDestroy === undefined ? {} : { keptFromDestroy }),
    ...(isReferenced === undefined ? {} : { isReferenced }),
  }
}

/** From version 6 of the provider on, a resource can name a region of its own. */
function regionOf(
  reading: Reading,
  { values, provider }: Instance,
  arn: string | undefined,
): Knowable<string> {
  const own = attribute(values, 'region')
  const written = isHole(own) ? undefined : word(own.json)
  return placeOfArn(arn ?? '')?.region ?? written ?? reading.regionOf(provider)
}

/** Set once is set: the check is off for whoever writes the policy so. */
function strictest(own: Setting, others: readonly Setting[]): Setting {
  const all = [own, ...others]
  return all.find(({ value }) => value === true) ?? all.find(({ value }) => isUnknown(value)) ?? own
}
