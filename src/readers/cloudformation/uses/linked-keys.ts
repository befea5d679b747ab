import type { UsedKey } from '../../../model/key-use.ts'
import type { Node } from '../../../model/node.ts'
import type { Unknown } from '../../../model/unknown.ts'
import type { Declared } from '../declared.ts'
import type { StackReading } from '../reading.ts'
import { targetNamed } from './link-targets.ts'
import { links, type Link } from './links.ts'
import { placesOf, valuesIn, type Place } from './property-places.ts'
import type { Named } from './use-of.ts'
import { untoldIf } from './used-key.ts'

/** The keys that somebody needs because of a link: those of the resources that it leads to. */
export function linkedKeys(reading: StackReading, named: readonly Named[]): readonly Named[] {
  const keysOf = keysByResource(named)
  const types = new Set([...keysOf.keys()].map(({ type }) => type))
  return reading.declared.flatMap(resource =>
    (links.get(resource.type) ?? [])
      .filter(({ to }) => (to === 'self' ? keysOf.has(resource) : types.has(to)))
      .flatMap(link => keysBehind(reading, keysOf, resource, link)),
  )
}

type KeysOf = ReadonlyMap<Declared, ReadonlyMap<string, UsedKey>>

function keysBehind(reading: StackReading, keysOf: KeysOf, resource: Declared, link: Link): readonly Named[] {
  return placesOf(resource, link.path).flatMap(place => {
    const encrypted = link.to === 'self' ? resource : targetNamed(reading, place.node, link.to)
    const keys = encrypted && keysOf.get(encrypted)
    if (encrypted === undefined || keys === undefined) return []
    const hangsOn = doubtsAbout(resource, place, link)
    if (hangsOn === 'no need') return []
    const doubts = [...place.hangsOn, ...hangsOn]
    return [...keys.values()].map(key => ({
      resource,
      place,
      row: link.row,
      key: untoldIf(key, doubts),
      encrypted,
      isLinked: true as const,
    }))
  })
}

/** What hides whether a need arises; nothing: it does. */
function doubtsAbout(
  resource: Declared,
  { around: [block] }: Place,
  { given, without }: Link,
): readonly Unknown[] | 'no need' {
  const beside = (name: string) =>
    block === undefined ? [] : valuesIn(resource, block, name).filter(({ node }) => isGiven(node))
  const wanted = given === undefined ? [] : beside(given)
  const unwanted = without === undefined ? [] : beside(without)
  if (given !== undefined && wanted.length === 0) return 'no need'
  if (unwanted.some(({ hangsOn }) => hangsOn.length === 0)) return 'no need'
  return [...wanted, ...unwanted].flatMap(({ hangsOn }) => hangsOn)
}

function isGiven(node: Node): boolean {
  if (node.type === 'array') return node.items.length > 0
  if (node.type === 'literal') return node.value !== null
  return node.type !== 'text' || node.text.length > 0
}

/** Rows of what encrypts a resource itself; a table of a bucket's metadata has a key of its own. */
const ownRows: ReadonlySet<string> = new Set(['ebs', 's3', 'sns', 'sqs'])

/** A bucket or queue has one key; a launch template has several disks. */
const mostKeys = 16

/** What encrypts the resources that links lead to. */
function keysByResource(named: readonly Named[]): KeysOf {
  const found = new Map<Declared, Map<string, UsedKey>>()
  for (const { resource, row, key } of named) {
    if (!ownRows.has(row)) continue
    const keys = found.get(resource) ?? new Map<string, UsedKey>()
    if (keys.size < mostKeys)
      keys.set(JSON.stringify([key.addresses, key.file, key.name, key.unknown?.name]), key)
    found.set(resource, keys)
  }
  return found
}
