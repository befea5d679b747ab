import { property, word } from './json-value.ts'
import { keysMeant, type KeyNames } from './key-references.ts'
import type { Instance, Resources } from './resources.ts'
import { attribute, isHole } from './values.ts'

/** An `aws_kms_key_policy` and whether it writes the policy of a certain key for sure. */
export interface PolicyWriter {
  readonly resource: Instance
  readonly isCertain: boolean
}

/** Who writes policies besides the keys themselves. */
export interface PolicyWriters {
  readonly ofKey: ReadonlyMap<Instance, readonly PolicyWriter[]>
  /** For keys that are not in the plan: the resources that write for one of them, together. */
  readonly ofOthers: readonly (readonly [Instance, ...Instance[]])[]
  /** Keys that get AWS's default policy back, each with the resource that wrote another and is destroyed. */
  readonly reset: ReadonlyMap<Instance, Instance>
}

/** Finds the key of each `aws_kms_key_policy`: by the id of an existing key, else by what the configuration says. */
export function policyWriters(resources: Resources, names: KeyNames): PolicyWriters {
  const ofKey = new Map<Instance, PolicyWriter[]>()
  const ofOthers = new Map<string, [Instance, ...Instance[]]>()
  for (const resource of resources.managed) {
    if (resource.type !== 'aws_kms_key_policy') continue
    const keys = keysMeant(resources, names, resource, 'key_id')
    for (const key of keys) {
      const writers = ofKey.get(key) ?? []
      writers.push({ resource, isCertain: keys.length === 1 })
      ofKey.set(key, writers)
    }
    if (keys.length > 0) continue
    const id = keyOutside(resource)
    const place = id === undefined ? resource.address : `${resource.provider} ${id}`
    const others = ofOthers.get(place)
    if (others === undefined) ofOthers.set(place, [resource])
    else others.push(resource)
  }
  return { ofKey, ofOthers: [...ofOthers.values()], reset: keysReset(resources, names) }
}

/** The id or ARN of the key that a policy is for, if it is known. */
export function keyOutside(resource: Instance): string | undefined {
  const value = attribute(resource.values, 'key_id')
  return isHole(value) ? undefined : word(value.json)
}

/** The provider does so on destroy, unless the safety check is bypassed (its `resourceKeyPolicyDelete`). */
function keysReset(resources: Resources, names: KeyNames): ReadonlyMap<Instance, Instance> {
  const reset = new Map<Instance, Instance>()
  for (const resource of [...resources.destroyed, ...destroyedLast(resources)]) {
    const { type, before, provider } = resource
    const id = word(property(before, 'key_id'))
    if (type !== 'aws_kms_key_policy' || id === undefined) continue
    const key = names.get(id) ?? names.get(`${provider} ${id}`)
    if (key !== undefined && property(before, 'bypass_policy_lockout_safety_check') !== true)
      reset.set(key, resource)
  }
  return reset
}

/** With `create_before_destroy` the old one is destroyed once the new one has written its policy. */
function destroyedLast({ replaced, plan }: Resources): readonly Instance[] {
  if (replaced.length === 0) return []
  const changes = plan.resource_changes ?? []
  const last = new Set(
    changes.flatMap(({ address, change: { actions } }) => (actions[0] === 'create' ? [address] : [])),
  )
  return replaced.filter(({ address }) => last.has(address))
}
