import { expression } from './expressions.ts'
import { expect, fault, isNextWord, spanFrom, take, takes, textOf, type Parser } from './parser.ts'
import type { ForExpression } from './syntax.ts'

/** Parses from the word `for` on; the bracket that closes it tells whether a tuple or an object comes out. */
export function parseFor(parser: Parser, close: ']' | '}', start: number): ForExpression {
  const names = parseForNames(parser)
  const collection = expression(parser)
  expect(parser, ':', 'expected `:` behind the collection')
  const { key, value } = parseResult(parser, close)
  const groups = close === '}' && takes(parser, '...')
  const condition = parseCondition(parser)
  expect(parser, close, `expected \`${close}\``)
  const at = spanFrom(parser, start)
  return { kind: 'for', ...names, collection, ...key, value, ...condition, groups, at }
}

/** Parses `for item in` and `for key, item in`, of expressions and template directives. */
export function parseForNames(parser: Parser): Pick<ForExpression, 'keyName' | 'itemName'> {
  take(parser)
  const first = textOf(parser, expect(parser, 'identifier', 'expected a name behind `for`'))
  const second = takes(parser, ',')
    ? textOf(parser, expect(parser, 'identifier', 'expected a second name behind `,`'))
    : undefined
  if (!isNextWord(parser, 'in')) throw fault(parser, 'expected `in`')
  take(parser)
  return second === undefined ? { itemName: first } : { keyName: first, itemName: second }
}

function parseResult(parser: Parser, close: ']' | '}') {
  const first = expression(parser)
  if (close === ']') return { value: first }
  expect(parser, '=>', 'expected `=>` and a value')
  return { key: { key: first }, value: expression(parser) }
}

function parseCondition(parser: Parser): Pick<ForExpression, 'condition'> {
  if (!isNextWord(parser, 'if')) return {}
  take(parser)
  return { condition: expression(parser) }
}
