import { argument } from './configuration.ts'
import { word } from './json-value.ts'
import { isKeyType, isReplicaType } from './key-types.ts'
import { leavesOf } from './references.ts'
import type { Instance, Resources } from './resources.ts'
import { unknownLeaves } from './slots.ts'
import { attribute, isHole } from './values.ts'

/** The keys of a plan by what names them: their ARN, and their id within a provider configuration. */
export type KeyNames = ReadonlyMap<string, Instance>

/** With more candidates than these it is not told which key is meant. */
const mostCandidates = 16

/** Indexes the keys whose ARN and id are known. */
export function keyNames(keys: readonly Instance[]): KeyNames {
  const found = new Map<string, Instance>()
  for (const key of keys) {
    for (const name of ['arn', 'key_id', 'id']) {
      const value = attribute(key.values, name)
      const known = isHole(value) ? undefined : word(value.json)
      if (known !== undefined) found.set(name === 'arn' ? known : idOf(key, known), key)
    }
  }
  return found
}

/** The keys that an argument such as `key_id` can mean; none when that key is not in the plan. */
export function keysMeant(
  resources: Resources,
  names: KeyNames,
  resource: Instance,
  name: string,
): readonly Instance[] {
  const value = attribute(resource.values, name)
  if (!isHole(value)) {
    const known = word(value.json)
    const key = known === undefined ? undefined : (names.get(known) ?? names.get(idOf(resource, known)))
    return key === undefined ? [] : [key]
  }
  const leaves = unknownLeaves(leavesOf(resources, resource, argument(resource.block, name)))
  const candidates = new Set<Instance>()
  for (const leaf of leaves) {
    if (leaf.kind !== 'resource' || !isKeyType(leaf.type) || leaf.instances.length > mostCandidates) return []
    for (const instance of leaf.instances) {
      // `data.aws_kms_key` reads a key that stands elsewhere.
      if (instance.mode === 'data') return []
      candidates.add(instance)
    }
  }
  return candidates.size > mostCandidates ? [] : [...candidates]
}

/** The primary of a replica, if it is in the plan and it is certain which key that is. */
export function primaryOf(resources: Resources, names: KeyNames, key: Instance): Instance | undefined {
  if (!isReplicaType(key.type)) return undefined
  const [primary, ...others] = keysMeant(resources, names, key, 'primary_key_arn')
  if (primary === undefined || others.length > 0 || isReplicaType(primary.type)) return undefined
  return primary
}

/** The keys of a multi-Region key share their id, and each stands in another Region. */
function idOf({ provider }: Instance, id: string): string {
  return `${provider} ${id}`
}
