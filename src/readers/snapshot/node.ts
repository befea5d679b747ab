import type { Node } from '../../model/node.ts'
import { below, type SourceLocation } from '../../model/source-location.ts'
import { text } from '../../model/text.ts'
import type { Places } from '../../yaml/places.ts'
import { malformed } from './hole.ts'

/** Deeper values are no policy's, and recursion must end. */
const deepest = 64

/** A value of JSON or YAML as a tree with places; with lines and columns where they are known. */
export function nodeOf(value: unknown, at: SourceLocation, places?: Places, depth = 0): Node {
  const here = places === undefined ? at : { ...at, line: places.own.line, column: places.own.column }
  // YAML reads `012345678901` as a number without its zero.
  if (typeof value === 'number' && places !== undefined)
    return { type: 'text', text: text(places.own.written), at: here }
  if (typeof value === 'string') return { type: 'text', text: text(value), at: here }
  if (value === null || typeof value === 'number' || typeof value === 'boolean')
    return { type: 'literal', value, at: here }
  if (typeof value !== 'object' || depth > deepest)
    return { type: 'unknown', unknown: malformed(`what stands at \`${at.pointer}\``, here), at: here }
  const inner = (step: string | number, item: unknown): Node =>
    nodeOf(item, below(at, step), places?.inner.get(String(step)), depth + 1)
  if (Array.isArray(value))
    return { type: 'array', items: value.map((item: unknown, index) => inner(index, item)), at: here }
  const members = Object.entries(value).map(([name, item]: [string, unknown]) => ({
    name,
    value: inner(name, item),
  }))
  return { type: 'object', members, at: here }
}
