import { isAlias, isMap, isScalar, isNode, type Alias, type Node, type Scalar, type YAMLSeq } from 'yaml'
import { longForm } from './short-forms.ts'
import { deepest } from '../../../yaml/tokens.ts'
import { halfCharacter, hasHalfCharacter, tooDeep } from './syntax-fault.ts'
import { mapOf, type ListTree, type Place, type Tree } from './tree.ts'
import { anchored, followed } from './yaml-aliases.ts'
import { mapTreeOf } from './yaml-maps.ts'
import { ownPlace, tagPlace } from './yaml-places.ts'
import type { Child, Walk } from './yaml-walk.ts'

/** The tree of a node; what is not written at all stands at `fallback`. */
export function treeOf(walk: Walk, node: Child, fallback: Place, depth: number): Tree {
  walk.visits++
  if (node === null) return { kind: 'null', place: fallback }
  if (isAlias(node)) return followed(walk, node, depth)
  const read = (): Tree => taggedTree(walk, node, depth)
  return node.anchor === undefined ? read() : anchored(walk, node.anchor, depth, read)
}

/** A short form becomes the long one: a map with the name of the function. */
function taggedTree(walk: Walk, node: Written, depth: number): Tree {
  const value = untagged(walk, node, depth)
  const name = node.tag === undefined ? undefined : longForm(node.tag)
  if (node.tag === undefined || name === undefined) return value
  return mapOf(name, value, { ...tagPlace(walk, node, node.tag), endLine: value.place.endLine })
}

type Written = Exclude<Node, Alias>

function untagged(walk: Walk, node: Written, depth: number): Tree {
  const place = ownPlace(walk, node)
  if (isScalar(node)) return scalarTree(walk, node, place)
  if (depth >= deepest) throw tooDeep({ file: walk.file, ...place })
  walk.reached = Math.max(walk.reached, depth)
  const tree = isMap<Child, Child>(node)
    ? mapTreeOf(walk, node, place, depth)
    : listTree(walk, node, place, depth)
  // Comments behind the last value are no part of it; a bracket is.
  if (node.flow === true) walk.endLine = place.endLine
  return { ...tree, place: { ...place, endLine: walk.endLine } }
}

function listTree(walk: Walk, { items }: YAMLSeq, place: Place, depth: number): ListTree {
  return {
    kind: 'list',
    items: items.map(item => treeOf(walk, isNode(item) ? item : null, place, depth + 1)),
    place,
  }
}

const nothing = /^(?:~|null|Null|NULL|)$/

function scalarTree(walk: Walk, { source = '', type, tag }: Scalar, place: Place): Tree {
  walk.endLine = place.endLine
  // `!!str null` is text.
  const isPlain = type === 'PLAIN' && (tag === undefined || longForm(tag) !== undefined)
  if (isPlain && nothing.test(source)) return { kind: 'null', place }
  if (hasHalfCharacter(source)) throw halfCharacter({ file: walk.file, ...place })
  const text = isPlain && tag === undefined ? wholeNumber(source) : source
  return { kind: 'scalar', text, isPlain, place }
}

/**
 * A whole number as CloudFormation writes it, which reads YAML 1.1 (https://yaml.org/type/int.html): `4444_5555_6666` is
 * an account. The ids of accounts keep their zero: what would be made of it is none.
 */
function wholeNumber(source: string): string {
  if (!/^(?:0b[01][01_]*|0x[\da-fA-F][\da-fA-F_]*|0[0-7_]+|[1-9][\d_]*_[\d_]*)$/.test(source)) return source
  const digits = source.replaceAll('_', '')
  if (/^0\d{11}$/.test(digits) || digits.length > mostDigits) return source
  return String(BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits}` : digits))
}

/** Accounts have twelve: whatever is much longer names none. */
const mostDigits = 60
