import { member, type Node } from '../../../model/node.ts'
import { literal, text, type Text } from '../../../model/text.ts'
import type { SourceLocation } from '../../../model/source-location.ts'
import type { Unknown, UnknownReason, UnknownShape } from '../../../model/unknown.ts'

/** A text node. */
export function textNode(at: SourceLocation, ...parts: readonly (string | Unknown | Text)[]): Node {
  const joined = text(...parts)
  const [only] = joined
  return joined.length === 1 && typeof only === 'object'
    ? { type: 'unknown', unknown: only, at }
    : { type: 'text', text: joined, at }
}

/** What stands in a place as text; nothing for lists, objects and `null`. */
export function textOf(node: Node | undefined): Text | undefined {
  switch (node?.type) {
    case 'text':
      return node.text
    case 'unknown':
      return [node.unknown]
    case 'literal':
      return node.value === null ? undefined : text(String(node.value))
    default:
      return undefined
  }
}

/** The text if all of it is known. */
export function wordOf(node: Node | undefined): string | undefined {
  const found = textOf(node)
  return found && literal(found)
}

/** The items of a list that is known; none of anything else. */
export function itemNodes(node: Node | undefined): readonly Node[] {
  return node?.type === 'array' ? node.items : []
}

/** What stands in an object under these names, one inside of the other; a hole on the way is the answer. */
export function nodeAt(node: Node | undefined, ...names: readonly string[]): Node | undefined {
  let found = node
  for (const name of names) {
    if (found?.type === 'unknown') return found
    found = found?.type === 'object' ? member(found, name) : undefined
  }
  return found
}

/** A hole. */
export function hole(
  at: SourceLocation,
  name: string,
  reason: UnknownReason,
  shape: UnknownShape = 'anything',
): Unknown {
  return { kind: 'unknown', reason, name, shape, at }
}

/** The hole of what is made of a hole: not the same value, so not the same name. It leads back to where that one does. */
export function madeOf(unknown: Unknown, words: string): Unknown {
  return { ...unknown, name: `${words} of ${unknown.name}`, shape: 'anything' }
}

/** The same as a node. */
export function holeNode(...given: Parameters<typeof hole>): Node {
  return { type: 'unknown', unknown: hole(...given), at: given[0] }
}
