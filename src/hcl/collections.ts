import { expression } from './expressions.ts'
import { parseFor } from './for.ts'
import { expect, inBrackets, isNextWord, peek, spanFrom, take, takes, type Parser } from './parser.ts'
import type { Expression, ForExpression, ObjectExpression, ObjectMember, TupleExpression } from './syntax.ts'
import { wordTemplate } from './template-text.ts'

/** Parses `[a, b]` and `[for …]`. */
export function parseTuple(parser: Parser): TupleExpression | ForExpression {
  const { start } = take(parser)
  return inBrackets(parser, false, () => {
    if (isNextWord(parser, 'for')) return parseFor(parser, ']', start)
    const items: Expression[] = []
    while (!takes(parser, ']')) {
      items.push(expression(parser))
      if (takes(parser, ']')) break
      expect(parser, ',', 'expected `,` or `]`')
    }
    return { kind: 'tuple', items, at: spanFrom(parser, start) }
  })
}

/** Parses `{a = b}` and `{for …}`. */
export function parseObject(parser: Parser): ObjectExpression | ForExpression {
  const { start } = take(parser)
  const opensFor = inBrackets(parser, false, () => isNextWord(parser, 'for'))
  if (opensFor) return inBrackets(parser, false, () => parseFor(parser, '}', start))
  return inBrackets(parser, true, () => {
    const members: ObjectMember[] = []
    for (;;) {
      while (takes(parser, 'newline'));
      if (takes(parser, '}')) break
      members.push(parseMember(parser))
      if (takes(parser, '}')) break
      if (!takes(parser, 'newline')) expect(parser, ',', 'expected `,`, a line end or `}`')
    }
    return { kind: 'object', members, at: spanFrom(parser, start) }
  })
}

function parseMember(parser: Parser): ObjectMember {
  const { start, kind } = peek(parser)
  const written = expression(parser)
  const isWord = kind !== '(' && (written.kind === 'root' || written.kind === 'literal')
  const key = isWord ? keyOf(written) : written
  if (!takes(parser, '=')) expect(parser, ':', 'expected `=` or `:`')
  const value = expression(parser)
  return { key, value, at: spanFrom(parser, start) }
}

/** A bare word is a name, even `true` and `null`; a number stays one. */
function keyOf(written: Expression): Expression {
  if (written.kind === 'root') return wordTemplate(written.name, written.at)
  if (written.kind === 'literal' && typeof written.value !== 'number')
    return wordTemplate(String(written.value), written.at)
  return written
}
