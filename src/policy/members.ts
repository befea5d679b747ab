import type { Member, Node, ObjectNode } from '../model/node.ts'
import { member } from '../model/node.ts'

/** Of a repeated name the last member, as JSON readers take it. */
export function lastOfEach(members: readonly Member[]): readonly Member[] {
  return [...new Map(members.map(one => [one.name, one])).values()]
}

/**
 * An element of the grammar. AWS refuses a name in another case; it is read all the same, since what it would
 * allow must not be overlooked: whoever reads it says that the element is strange.
 */
export function elementOf(node: ObjectNode, name: string): Node | undefined {
  return member(node, name) ?? misspelt(node, name)?.value
}

/** The last member whose name differs from an element's by nothing but case. */
export function misspelt(node: ObjectNode, name: string): Member | undefined {
  const wanted = name.toLowerCase()
  return node.members.findLast(one => one.name !== name && one.name.toLowerCase() === wanted)
}
