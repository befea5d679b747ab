import type { Node } from '../../../model/node.ts'
import { below, type SourceLocation } from '../../../model/source-location.ts'
import { text, type Text } from '../../../model/text.ts'
import type { Reading } from '../reading.ts'
import { jsonParts } from './functions/written-json.ts'
import { holeText } from './hole-text.ts'
import type { StringPart, StringValue, Value } from './value.ts'

/** What the nodes of one document share: the names that its holes go by. */
export interface Naming {
  readonly reading: Reading
  /** Two different holes never have one name. */
  readonly names: Map<string, string>
  /** How many holes go by each name, those that were given one of their own included. */
  readonly taken: Map<string, number>
}

/** A value as the policy reader takes it. */
export function nodeOf(naming: Naming, value: Value, at: SourceLocation): Node {
  switch (value.kind) {
    case 'null':
      return { type: 'literal', value: null, at }
    case 'boolean':
    case 'number':
      return { type: 'literal', value: value.value, at }
    case 'string':
    case 'json':
      return { type: 'text', text: textOf(naming, value, at), at }
    case 'list':
      return {
        type: 'array',
        items: value.items.map((item, index) => nodeOf(naming, item, below(at, index))),
        at,
      }
    case 'object':
      return {
        type: 'object',
        members: [...value.members].map(([name, member]) => ({
          name,
          value: nodeOf(naming, member, below(at, name)),
        })),
        at,
      }
    case 'hole': {
      const found = holeText(naming, value, at)
      const [only, ...others] = found
      if (only === undefined || others.length > 0 || typeof only === 'string')
        return { type: 'text', text: found, at }
      return { type: 'unknown', unknown: only, at }
    }
  }
}

function textOf(
  naming: Naming,
  value: StringValue | Extract<Value, { kind: 'json' }>,
  at: SourceLocation,
): Text {
  const parts: readonly StringPart[] = value.kind === 'json' ? [value] : value.parts
  return text(
    ...parts
      .flatMap(part => (part.kind === 'json' ? jsonParts(part.value) : [part]))
      .map(part =>
        part.kind === 'text' ? part.text : part.kind === 'hole' ? holeText(naming, part, at) : '',
      ),
  )
}
