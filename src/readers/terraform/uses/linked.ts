import type { SourceLocation } from '../../../model/source-location.ts'
import { word } from '../json-value.ts'
import type { Reading } from '../reading.ts'
import type { Instance } from '../resources.ts'
import { elements, isHole, isUnset, type Value } from '../values.ts'
import { argumentIn, placesOf, type Place } from './argument-path.ts'
import type { Link } from './links.ts'
import { isCrowd, mostCandidates, openLeaves } from './open-leaves.ts'
import type { ResourceIndex } from './resource-index.ts'

/** A resource that an argument names; several where it is not told which of them. */
export interface Linked {
  readonly at: SourceLocation
  readonly targets: readonly Instance[]
  /** Whether it names none but these. */
  readonly isClosed: boolean
  readonly place: Place
}

/** The resources of the plan that a link leads to. Those elsewhere have no key that a plan could tell. */
export function linkedBy(
  reading: Reading,
  index: ResourceIndex,
  resource: Instance,
  link: Link,
): readonly Linked[] {
  const places = placesOf(resource, link.path).filter(place => applies(place, link))
  return places.flatMap(place =>
    groupsAt(reading, index, resource, place, link.to)
      .filter(({ targets }) => targets.length > 0)
      .map(group => ({ ...group, place })),
  )
}

function applies({ around: [block] }: Place, { given, without }: Link): boolean {
  if (block === undefined) return false
  if (given !== undefined && !isGiven(argumentIn(block, given))) return false
  return without === undefined || !isGiven(argumentIn(block, without))
}

/** An argument that is known after apply counts where the configuration writes it. */
function isGiven({ value, written }: Place): boolean {
  if (isHole(value)) return written === 'hidden' || written.length > 0
  return !isUnset(value) && value.json !== '' && !(Array.isArray(value.json) && value.json.length === 0)
}

type Group = Omit<Linked, 'place'>

/** An argument with one name, or with a list of them. */
function groupsAt(
  reading: Reading,
  index: ResourceIndex,
  resource: Instance,
  place: Place,
  type: string,
): readonly Group[] {
  const { value } = place
  const named = isHole(value) || !Array.isArray(value.json) ? [value] : elements(value)
  const known = named.flatMap(one => knownGroup(index, resource, one, type))
  const unknown = named.filter(isHole)
  const [first] = unknown
  if (first === undefined) return known
  const { targets, others, isEach } = candidatesAt(reading, resource, place, type)
  // Each unknown element of a list is another resource: as many as there are elements are all of them.
  const groups =
    isEach && targets.length + others === unknown.length
      ? targets.map((target, nth) => ({
          at: unknown[nth]?.at ?? first.at,
          targets: [target],
          isClosed: true,
        }))
      : [{ at: first.at, targets, isClosed: others === 0 }]
  return [...known, ...groups]
}

function knownGroup(
  index: ResourceIndex,
  { provider }: Instance,
  value: Value,
  type: string,
): readonly Group[] {
  const name = isHole(value) ? undefined : word(value.json)
  const target = name === undefined ? undefined : index.named(name, type, provider)
  return target === undefined ? [] : [{ at: value.at, targets: [target], isClosed: true }]
}

interface Candidates {
  readonly targets: readonly Instance[]
  /** How much else the argument may name. */
  readonly others: number
  /** Whether the expression uses each of them in one place only. */
  readonly isEach: boolean
}

function candidatesAt(reading: Reading, resource: Instance, { written }: Place, type: string): Candidates {
  const targets = new Set<Instance>()
  const others = new Set<Instance | string>()
  const leaves = written === 'hidden' ? [] : openLeaves(reading, resource, written)
  for (const leaf of leaves) {
    if (leaf.kind !== 'resource' || leaf.instances.length === 0 || isCrowd(leaf)) others.add(leaf.reference)
    else for (const one of leaf.instances) (isTarget(one, type) ? targets : others).add(one)
  }
  const isEach = leaves.every(leaf => leaf.kind === 'resource' && leaf.once)
  if (targets.size > mostCandidates) return { targets: [], others: others.size, isEach: false }
  return { targets: [...targets], others: others.size, isEach }
}

function isTarget({ mode, type }: Instance, wanted: string): boolean {
  return mode === 'managed' && type === wanted
}
