import { expression } from './expressions.ts'
import { spanIn } from './origin.ts'
import { expect, fault, faultOf, nested, peek, spanFrom, take, takes, textOf, type Parser } from './parser.ts'
import type { Attribute, Block, Body } from './syntax.ts'
import { unquoted } from './template-text.ts'
import type { Token } from './tokens.ts'

/** Parses attributes and blocks up to what ends them, which is taken. */
export function parseBody(parser: Parser, end: '}' | 'end of file', start: number): Body {
  const attributes = new Map<string, Attribute>()
  const blocks: Block[] = []
  for (;;) {
    while (takes(parser, 'newline'));
    if (takes(parser, end)) {
      const { origin, lastEnd } = parser
      const at = spanIn(origin, start, end === '}' ? lastEnd - 1 : lastEnd)
      return { attributes: [...attributes.values()], blocks, at }
    }
    const name = expect(parser, 'identifier', 'expected an argument or a block')
    if (peek(parser).kind === '=') addAttribute(parser, attributes, name)
    else blocks.push(nested(parser, () => parseBlock(parser, name)))
    if (peek(parser).kind !== 'end of file') expect(parser, 'newline', 'expected the end of the line')
  }
}

function addAttribute(parser: Parser, attributes: Map<string, Attribute>, token: Token): void {
  const attribute = parseAttribute(parser, token)
  if (attributes.has(attribute.name)) throw faultOf(parser, token, 'an argument that is set twice')
  attributes.set(attribute.name, attribute)
}

function parseAttribute(parser: Parser, token: Token): Attribute {
  take(parser)
  parser.height = 0
  const value = expression(parser)
  return { name: textOf(parser, token), value, at: spanFrom(parser, token.start) }
}

function parseBlock(parser: Parser, token: Token): Block {
  const labels: string[] = []
  while (peek(parser).kind !== '{') labels.push(parseLabel(parser))
  const header = spanFrom(parser, token.start)
  take(parser)
  const body = parseBlockBody(parser)
  return { type: textOf(parser, token), labels, body, header, at: spanFrom(parser, token.start) }
}

function parseLabel(parser: Parser): string {
  const token = take(parser)
  if (token.kind === 'identifier') return textOf(parser, token)
  if (token.kind !== 'open quote') throw faultOf(parser, token, 'expected a label or `{`')
  const text = peek(parser).kind === 'text' ? take(parser) : undefined
  expect(parser, 'close quote', 'expected the end of a label')
  return text === undefined ? '' : unquoted(textOf(parser, text), spanFrom(parser, text.start))
}

/** On one line with its braces a block has one argument at most, and no block. */
function parseBlockBody(parser: Parser): Body {
  const { lastEnd: start, origin } = parser
  const next = peek(parser).kind
  if (next === 'newline' || next === '}') return parseBody(parser, '}', start)
  const name = expect(parser, 'identifier', 'expected an argument')
  if (peek(parser).kind !== '=') throw fault(parser, 'expected `=`')
  const attribute = parseAttribute(parser, name)
  const { start: end } = expect(parser, '}', 'expected `}` behind the only argument of a block in one line')
  return { attributes: [attribute], blocks: [], at: spanIn(origin, start, end) }
}
