import type { Node } from '../../../model/node.ts'
import { below, type SourceLocation } from '../../../model/source-location.ts'
import { possible, type Declared, type Possible } from '../declared.ts'
import { isCall } from '../evaluate/evaluate.ts'
import { itemNodes, nodeAt } from '../evaluate/node-parts.ts'
import { treeAt, type Tree } from '../syntax/tree.ts'

/** The way from a resource to a property: names, and `*` for each item of a list. */
export type PropertyPath = readonly string[]

/** An object that a property stands in: as it is written, or as a function made it. */
export type Block = WrittenBlock | { readonly node: Node }

interface WrittenBlock {
  readonly tree: Tree
  readonly at: SourceLocation
}

/** A value that a property has, or may have. */
export interface Place extends Possible {
  /** The objects that it stands in, from the innermost to the resource itself. */
  readonly around: readonly Block[]
}

/** Reads `Rules.*.Destination`. */
export function propertyPath(written: string): PropertyPath {
  return written.split('.')
}

/** All values that a path leads to, each in the ways that it can turn out. A hole on the way is one of them. */
export function placesOf(resource: Declared, path: PropertyPath): readonly Place[] {
  const { properties, at } = resource.declaration
  if (properties === undefined) return []
  const start = { file: at.file, address: at.address, pointer: '/Properties' }
  return walkWritten(resource, { tree: properties, at: start }, path, [])
}

function walkWritten(
  resource: Declared,
  { tree, at }: WrittenBlock,
  path: PropertyPath,
  around: readonly Block[],
): readonly Place[] {
  const [name, ...rest] = path
  if (name === undefined || isMadeByFunctions(tree))
    return possible(resource, tree, at).flatMap(({ node, hangsOn }) =>
      walkMade(node, path, around).map(place => ({ ...place, hangsOn })),
    )
  if (name === '*') {
    // CloudFormation takes a single value for a list of one.
    if (tree.kind !== 'list') return walkWritten(resource, { tree, at }, rest, around)
    return tree.items.flatMap((item, index) =>
      walkWritten(resource, { tree: item, at: below(at, index) }, rest, around),
    )
  }
  const inner = treeAt(tree, name)
  if (inner === undefined) return []
  return walkWritten(resource, { tree: inner, at: below(at, name) }, rest, [{ tree, at }, ...around])
}

/** A macro beside other names may add any. */
function isMadeByFunctions(tree: Tree): boolean {
  return isCall(tree) || (tree.kind === 'map' && tree.entries.has('Fn::Transform'))
}

function walkMade(
  node: Node,
  path: PropertyPath,
  around: readonly Block[],
): readonly Omit<Place, 'hangsOn'>[] {
  const [name, ...rest] = path
  if (name === undefined || node.type === 'unknown') return [{ node, around }]
  if (name === '*') {
    const items = node.type === 'array' ? itemNodes(node) : [node]
    return items.flatMap(item => walkMade(item, rest, around))
  }
  const inner = nodeAt(node, name)
  return inner === undefined ? [] : walkMade(inner, rest, [{ node }, ...around])
}

/** What a property of an object is, in the ways that it can turn out. */
export function valuesIn(resource: Declared, block: Block, name: string): readonly Possible[] {
  if ('node' in block) {
    const node = nodeAt(block.node, name)
    return node === undefined ? [] : [{ node, hangsOn: [] }]
  }
  const tree = treeAt(block.tree, name)
  return tree === undefined ? [] : possible(resource, tree, below(block.at, name))
}
