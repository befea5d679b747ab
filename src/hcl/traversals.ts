import { expression } from './expressions.ts'
import {
  expect,
  fault,
  grow,
  inBrackets,
  peek,
  spanFrom,
  take,
  takes,
  textOf,
  type Parser,
} from './parser.ts'
import { HclError, splatItem, type Expression, type LiteralExpression, type SplatItem } from './syntax.ts'
import type { Token } from './tokens.ts'

/** Parses what follows an operand: attributes, indexes, splats. The operand begins at an offset. */
export function parseTraversal(parser: Parser, from: Expression, start: number): Expression {
  let source = from
  for (;;) {
    const step = peek(parser).kind
    if (step !== '.' && step !== '[') return source
    const mark = take(parser)
    grow(parser)
    source =
      step === '.' ? afterPoint(parser, source, start, mark) : afterBracket(parser, source, start, mark)
  }
}

function afterPoint(parser: Parser, source: Expression, start: number, point: Token): Expression {
  if (!takes(parser, '*')) return attributeOrIndex(parser, source, start)
  const item = splatted(parser, point)
  let each: Expression = item
  while (takes(parser, '.')) {
    grow(parser)
    each = attributeOrIndex(parser, each, point.start)
  }
  return { kind: 'splat', source, each, item, at: spanFrom(parser, start) }
}

/** `.name`, and the older `.0`. */
function attributeOrIndex(parser: Parser, source: Expression, start: number): Expression {
  if (peek(parser).kind === 'number') {
    const key = legacyIndex(parser, take(parser))
    return { kind: 'index', source, key, at: spanFrom(parser, start) }
  }
  const name = textOf(parser, expect(parser, 'identifier', 'expected the name of an attribute'))
  return { kind: 'attribute', source, name, at: spanFrom(parser, start) }
}

/** `x.0.1` reads as the number `0.1`, which HCL refuses. */
function legacyIndex(parser: Parser, token: Token): LiteralExpression {
  const written = textOf(parser, token)
  const at = spanFrom(parser, token.start)
  if (written.includes('.')) throw new HclError('two indexes of the older form behind one another', at)
  return { kind: 'literal', value: Number(written), written, at }
}

function afterBracket(parser: Parser, source: Expression, start: number, bracket: Token): Expression {
  if (takes(parser, '*')) {
    expect(parser, ']', 'expected `]`')
    const item = splatted(parser, bracket)
    const each = parseTraversal(parser, item, bracket.start)
    return { kind: 'splat', source, each, item, at: spanFrom(parser, start) }
  }
  const key = inBrackets(parser, false, () => {
    const inner = expression(parser)
    if (peek(parser).kind !== ']') throw fault(parser, 'expected `]`')
    take(parser)
    return inner
  })
  return { kind: 'index', source, key, at: spanFrom(parser, start) }
}

function splatted(parser: Parser, mark: Token): SplatItem {
  return { kind: 'root', name: splatItem, at: spanFrom(parser, mark.start) }
}
