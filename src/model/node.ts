import type { SourceLocation } from './source-location.ts'
import type { Text } from './text.ts'
import type { Unknown } from './unknown.ts'

/**
 * A JSON-like value as an input holds it: with holes, and with the place of each part.
 * Policy documents, and the attributes of resources, reach the core in this form, whatever they were written in.
 */
export type Node = ObjectNode | ArrayNode | TextNode | LiteralNode | UnknownNode

export interface ObjectNode {
  readonly type: 'object'
  /** In source order; a name may occur twice, since JSON allows it. */
  readonly members: readonly Member[]
  readonly at: SourceLocation
}

/** A name and its value. */
export interface Member {
  readonly name: string
  readonly value: Node
}

export interface ArrayNode {
  readonly type: 'array'
  readonly items: readonly Node[]
  readonly at: SourceLocation
}

export interface TextNode {
  readonly type: 'text'
  readonly text: Text
  readonly at: SourceLocation
}

export interface LiteralNode {
  readonly type: 'literal'
  readonly value: number | boolean | null
  readonly at: SourceLocation
}

export interface UnknownNode {
  readonly type: 'unknown'
  readonly unknown: Unknown
  readonly at: SourceLocation
}

/** The value of a member; of a repeated name the last one, as JSON readers do. */
export function member(node: ObjectNode, name: string): Node | undefined {
  return node.members.findLast(candidate => candidate.name === name)?.value
}
