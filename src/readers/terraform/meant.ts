import type { Unknown } from '../../model/unknown.ts'
import { argument } from './configuration.ts'
import { word } from './json-value.ts'
import { leavesOf, type Leaf } from './references.ts'
import type { Instance, Resources } from './resources.ts'
import { isKnownLeaf } from './slots.ts'
import { attribute, elements, isHole, isKnown, isUnset, malformed } from './values.ts'
import { holeOf } from './written-document.ts'

/** The resources that an argument names, as far as it can be told. */
export interface Meant {
  /** Names, ids or ARNs that the plan knows. */
  readonly written: readonly string[]
  /** Resources that unknown values refer to. */
  readonly instances: readonly Instance[]
  /** Absent when each of the instances is meant for certain, and nothing else. */
  readonly hole?: Unknown
  /** Whether the unknown values can name something else than the instances. */
  readonly isOpen: boolean
}

/** Which resources an argument is about. */
export interface Sought {
  readonly type: string
  readonly attributes: readonly string[]
}

/** With more candidates than these it is not told which one is meant. */
const mostCandidates = 16

/** What a string argument, or a list of strings, names. */
export function meantBy(resources: Resources, resource: Instance, name: string, sought: Sought): Meant {
  const value = attribute(resource.values, name)
  const list = isHole(value) || !Array.isArray(value.json) ? [value] : elements(value)
  const written = list.flatMap(element => (isHole(element) ? [] : (word(element.json) ?? [])))
  const holes = list.filter(isHole).length
  if (holes === 0) {
    const isOpen = written.length < list.filter(element => !isUnset(element)).length
    return { written, instances: [], isOpen, ...(isOpen ? { hole: malformed(value.at) } : {}) }
  }
  const expression = argument(resource.block, name)
  const leaves = leavesOf(resources, resource, expression).filter(leaf => !isPlanned(leaf))
  const { instances, isOpen, isOnce } = candidatesOf(leaves, sought)
  const isExact = !isOpen && instances.length === holes && (holes === 1 || isOnce)
  if (isExact && !(isHole(value) && isList(name))) return { written, instances, isOpen: false }
  return { written, instances, hole: holeOf(expression, value, leaves.length > 0), isOpen }
}

/** What a list that is unknown as a whole holds is not told by one reference: it can be empty. */
function isList(name: string): boolean {
  return name.endsWith('s')
}

/** Asks no instance of a large block: their names may all be known, and each of many arguments would ask them. */
function isPlanned(leaf: Leaf): boolean {
  return (leaf.kind !== 'resource' || leaf.instances.length <= mostCandidates) && isKnownLeaf(leaf)
}

interface Candidates {
  readonly instances: readonly Instance[]
  readonly isOpen: boolean
  readonly isOnce: boolean
}

function candidatesOf(leaves: readonly Leaf[], { type, attributes }: Sought): Candidates {
  const instances = new Set<Instance>()
  let isOpen = leaves.length === 0
  let isOnce = true
  for (const leaf of leaves) {
    const isSought =
      leaf.kind === 'resource' &&
      leaf.type === type &&
      leaf.instances.length > 0 &&
      (leaf.attribute === undefined || attributes.includes(leaf.attribute))
    if (!isSought) {
      isOpen = true
      continue
    }
    if (leaf.instances.length > mostCandidates) return { instances: [], isOpen: true, isOnce: false }
    isOnce &&= leaf.once
    for (const instance of leaf.instances) {
      if (leaf.attribute === undefined || !isKnown(attribute(instance.values, leaf.attribute)))
        instances.add(instance)
    }
  }
  if (instances.size > mostCandidates) return { instances: [], isOpen: true, isOnce: false }
  return { instances: [...instances], isOpen, isOnce }
}
