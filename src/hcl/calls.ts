import { expression } from './expressions.ts'
import { expect, inBrackets, spanFrom, takes, textOf, type Parser } from './parser.ts'
import type { CallExpression, Expression } from './syntax.ts'
import type { Token } from './tokens.ts'

/** Parses the call of a function whose name, or the first part of it, was taken. */
export function parseCall(parser: Parser, first: Token): CallExpression {
  let name = textOf(parser, first)
  while (takes(parser, '::'))
    name += `::${textOf(parser, expect(parser, 'identifier', 'expected the name of a function'))}`
  expect(parser, '(', 'expected `(`')
  const { args, expands } = inBrackets(parser, false, () => parseArguments(parser))
  return { kind: 'call', name, args, expands, at: spanFrom(parser, first.start) }
}

function parseArguments(parser: Parser): Pick<CallExpression, 'args' | 'expands'> {
  const args: Expression[] = []
  while (!takes(parser, ')')) {
    args.push(expression(parser))
    if (takes(parser, '...')) {
      expect(parser, ')', 'expected `)` behind `...`')
      return { args, expands: true }
    }
    if (takes(parser, ')')) break
    expect(parser, ',', 'expected `,` or `)`')
  }
  return { args, expands: false }
}
