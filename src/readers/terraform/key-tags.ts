import type { Key } from '../../model/key.ts'
import type { Knowable } from '../../model/unknown.ts'
import { isObject, names, property, word } from './json-value.ts'
import type { Reading } from './reading.ts'
import type { Instance } from './resources.ts'
import { attribute, hole, isHole, isUnset, malformed, type Value } from './values.ts'

/**
 * The tags that a key will have. `tags_all` holds the provider's default tags too; without any tag at all the provider
 * leaves it unknown in the plan of a new key.
 */
export function tagsOf({ resources }: Reading, { values, provider }: Instance): Key['tags'] {
  const all = attribute(values, 'tags_all')
  if (!isHole(all) && !isUnset(all)) return readTags(all)
  const own = attribute(values, 'tags')
  const configuration = property(property(resources.plan.configuration, 'provider_config'), provider)
  const hasDefaults = property(property(configuration, 'expressions'), 'default_tags') !== undefined
  return isHole(own) || (isHole(all) && hasDefaults) ? hole(own.at) : readTags(own)
}

function readTags(value: Value): Key['tags'] {
  const { json, unknown } = value
  if (isUnset(value)) return new Map()
  if (!isObject(json)) return malformed(value.at)
  const every = new Set([...names(json), ...names(unknown)])
  return new Map([...every].map(name => [name, tagOf(attribute(value, name))]))
}

function tagOf(value: Value): Knowable<string> {
  if (isHole(value)) return hole(value.at)
  // Terraform has `null` for a tag that is left out, and AWS takes an empty one.
  return isUnset(value) ? '' : (word(value.json) ?? malformed(value.at))
}
