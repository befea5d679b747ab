import type { Alias } from 'yaml'
import { deepest } from '../../../yaml/tokens.ts'
import { shortened, syntaxFault, tooDeep } from './syntax-fault.ts'
import type { Tree } from './tree.ts'
import { ownPlace } from './yaml-places.ts'
import type { Anchored, Walk } from './yaml-walk.ts'

/** So many values may be there once all aliases are followed. */
const mostVisits = 1_000_000

/** Reads a value that aliases can name. */
export function anchored(walk: Walk, name: string, depth: number, read: () => Tree): Tree {
  const { visits, reached } = walk
  const own: { -readonly [Name in keyof Anchored]: Anchored[Name] } = { visits: 0, levels: 0 }
  walk.anchors.set(name, own)
  walk.reached = depth - 1
  own.tree = read()
  own.visits = walk.visits - visits + 1
  own.levels = walk.reached - depth
  walk.reached = Math.max(walk.reached, reached)
  return own.tree
}

/**
 * The value that an alias names. CloudFormation takes no aliases; `aws cloudformation package`, SAM and Rain write out
 * what they name. What would be too large or too deep by then is refused.
 */
export function followed(walk: Walk, node: Alias, depth: number): Tree {
  const place = ownPlace(walk, node)
  const at = { file: walk.file, ...place }
  walk.endLine = place.endLine
  const found = walk.anchors.get(node.source)
  const name = shortened(node.source)
  if (found === undefined)
    throw syntaxFault(at, `no value before this alias has the anchor \`&${name}\``, 'write the value itself')
  if (found.tree === undefined)
    throw syntaxFault(at, `\`*${name}\` stands in the value that it names`, 'write the value itself')
  walk.reached = Math.max(walk.reached, depth + found.levels)
  if (walk.reached >= deepest) throw tooDeep(at)
  walk.visits += found.visits
  if (walk.visits <= mostVisits) return found.tree
  throw syntaxFault(
    at,
    'aliases make this template too large',
    'write out what they name, or split the template',
  )
}
