import type { UsedKey } from '../../../model/key-use.ts'
import type { Reading } from '../reading.ts'
import type { Instance } from '../resources.ts'
import { hole } from '../values.ts'
import { argumentPath } from './argument-path.ts'
import { ownArn } from './arns.ts'
import { linkedBy, type Linked } from './linked.ts'
import { links, type Link } from './links.ts'
import { mostCandidates } from './open-leaves.ts'
import { indexResources, type ResourceIndex } from './resource-index.ts'
import type { Named } from './use-of.ts'
import { linkTargets } from './link-targets.ts'

/** The resources that links lead to, by the names that others know them by. */
export function indexOfTargets(reading: Reading): ResourceIndex {
  return indexResources(reading.resources, linkTargets, resource => ownArn(reading, resource))
}

/** The keys that somebody needs because of a link: those of the resources that it leads to. */
export function linkedKeys(
  reading: Reading,
  index: ResourceIndex,
  named: readonly Named[],
): readonly Named[] {
  const { resources } = reading
  const keysOf = keysByResource(reading, index, named)
  return resources.managed.flatMap(resource =>
    (links.get(resource.type) ?? []).flatMap(link => keysBehind(reading, index, keysOf, resource, link)),
  )
}

type KeysOf = ReadonlyMap<Instance, ReadonlyMap<string, UsedKey>>

function keysBehind(
  reading: Reading,
  index: ResourceIndex,
  keysOf: KeysOf,
  resource: Instance,
  link: Link,
): readonly Named[] {
  return linkedBy(reading, index, resource, link).flatMap(linked => {
    const { place, at } = linked
    const one = { resource, place, at, row: link.row, isLinked: true } as const
    const [encrypted, ...others] = linked.targets
    const keys = linked.targets.map(target => [...(keysOf.get(target)?.values() ?? [])])
    if (encrypted !== undefined && others.length === 0 && linked.isClosed)
      return keys.flat().map(key => ({ ...one, key, encrypted }))
    return someKey(linked, keys).map(key => ({ ...one, key }))
  })
}

/** Where it is not told which of several resources is meant, it is not told which of their keys. */
function someKey(
  { at, targets, isClosed }: Linked,
  keys: readonly (readonly UsedKey[])[],
): readonly UsedKey[] {
  const all = keys.flat()
  if (all.length === 0) return []
  const addresses = new Set(all.flatMap(key => key.addresses))
  const isTold = isClosed && keys.every(some => some.length > 0) && addresses.size <= mostCandidates
  if (isTold && all.every(key => key.addresses.length > 0)) return [{ addresses: [...addresses] }]
  const [first] = targets
  const name = `the key of ${first?.address ?? 'another resource'}${targets.length > 1 ? ' or another' : ''}`
  return [{ addresses: [], unknown: hole(at, name) }]
}

const toBucket: Link = { path: argumentPath('bucket'), to: 'aws_s3_bucket', row: 's3' }

/** A bucket or queue has one key; a launch template has several disks. */
const mostKeys = 16

/** What encrypts the resources that links lead to. A bucket's key is named by a resource of its own. */
function keysByResource(reading: Reading, index: ResourceIndex, named: readonly Named[]): KeysOf {
  const found = new Map<Instance, Map<string, UsedKey>>()
  for (const { resource, row, key } of named) {
    if (row === 's3-replication-destination') continue
    const target = linkTargets.has(resource.type) ? resource : bucketOf(reading, index, resource)
    if (target === undefined) continue
    const keys = found.get(target) ?? new Map<string, UsedKey>()
    if (keys.size < mostKeys) keys.set(JSON.stringify([key.addresses, key.name, key.unknown?.name]), key)
    found.set(target, keys)
  }
  return found
}

/** The bucket whose encryption a resource sets, where it is told. */
export function bucketOf(reading: Reading, index: ResourceIndex, resource: Instance): Instance | undefined {
  if (resource.type !== 'aws_s3_bucket_server_side_encryption_configuration') return undefined
  const [bucket, ...others] = linkedBy(reading, index, resource, toBucket)
  const [meant, ...more] = bucket?.targets ?? []
  return bucket?.isClosed === true && others.length + more.length === 0 ? meant : undefined
}
