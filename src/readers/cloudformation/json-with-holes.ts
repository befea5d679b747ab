import type { Node, TextNode } from '../../model/node.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import { text, type Text } from '../../model/text.ts'
import { isUnknown, type Unknown } from '../../model/unknown.ts'
import { JsonError, parseJson } from '../../policy/json.ts'
import { hole } from './evaluate/node-parts.ts'

/** Holes are read as characters that no policy holds. */
const firstStand = 0xe000
const lastStand = 0xf8ff
const stands = /[\uE000-\uF8FF]/
const escaped = /\\u(?:e|f[0-8])/i

/**
 * Reads JSON in which parts of strings may be holes; what is no JSON, or has holes elsewhere, is one hole. What will stand
 * in a hole is taken to be part of its string: a quote in it would break the JSON.
 */
export function readJson({ text: written, at }: TextNode): Node {
  const holes = written.filter(isUnknown)
  const isPlain = written.every(part => isUnknown(part) || !(stands.test(part) || escaped.test(part)))
  if (!isPlain || holes.length > lastStand - firstStand) return broken(at, holes)
  let next = firstStand
  const source = written.map(part => (isUnknown(part) ? String.fromCharCode(next++) : part)).join('')
  try {
    return filled(parseJson(source, at), holes)
  } catch (error) {
    if (!(error instanceof JsonError)) throw error
    return broken(at, holes)
  }
}

function broken(at: SourceLocation, [open]: readonly Unknown[]): Node {
  const unknown =
    open === undefined
      ? hole(at, 'a policy that is not JSON', 'malformed')
      : { ...open, shape: 'anything' as const }
  return { type: 'unknown', unknown, at }
}

function filled(node: Node, holes: readonly Unknown[]): Node {
  switch (node.type) {
    case 'text': {
      const whole = withHoles(node.text, holes)
      const [only] = whole
      return whole.length === 1 && isUnknown(only)
        ? { type: 'unknown', unknown: only, at: node.at }
        : { ...node, text: whole }
    }
    case 'array':
      return { ...node, items: node.items.map(item => filled(item, holes)) }
    case 'object': {
      const named = node.members.find(({ name }) => stands.test(name))
      if (named !== undefined) return broken(node.at, withHoles([named.name], holes).filter(isUnknown))
      return {
        ...node,
        members: node.members.map(({ name, value }) => ({ name, value: filled(value, holes) })),
      }
    }
    default:
      return node
  }
}

function withHoles(value: Text, holes: readonly Unknown[]): Text {
  const parts = value.flatMap(part =>
    isUnknown(part)
      ? part
      : part.split(/([\uE000-\uF8FF])/).map(piece => holes[piece.charCodeAt(0) - firstStand] ?? piece),
  )
  return text(parts)
}
