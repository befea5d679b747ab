import type { Reading } from '../reading.ts'
import { leavesOf, type Leaf } from '../references.ts'
import type { Instance } from '../resources.ts'
import { isKnownLeaf } from '../slots.ts'

/** With more candidates than these it is not told which resource is meant. */
export const mostCandidates = 16

/** What fills in a value that is known after apply: all that its expressions refer to and that the plan does not tell. */
export function openLeaves(
  { resources }: Reading,
  resource: Instance,
  expressions: readonly unknown[],
): readonly Leaf[] {
  return expressions
    .flatMap(expression => leavesOf(resources, resource, expression))
    .filter(leaf => isCrowd(leaf) || !isKnownLeaf(leaf))
}

/** Whether a leaf is more resources than are worth a look: many arguments can name all instances of a large block. */
export function isCrowd(leaf: Leaf): boolean {
  return leaf.kind === 'resource' && leaf.instances.length > mostCandidates
}
