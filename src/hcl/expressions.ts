import { parseCall } from './calls.ts'
import { parseObject, parseTuple } from './collections.ts'
import { precedenceOf } from './operators.ts'
import {
  expect,
  fault,
  grow,
  inBrackets,
  nested,
  peek,
  spanFrom,
  take,
  takes,
  textOf,
  type Parser,
} from './parser.ts'
import { HclError, type Expression, type LiteralExpression, type UnaryExpression } from './syntax.ts'
import { parseQuoted } from './templates.ts'
import type { Token } from './tokens.ts'
import { parseTraversal } from './traversals.ts'

/** Parses an expression and stops before the first token behind it. */
export function expression(parser: Parser): Expression {
  return nested(parser, () => conditional(parser))
}

function conditional(parser: Parser): Expression {
  const { start } = peek(parser)
  const condition = binary(parser, 1)
  if (!takes(parser, '?')) return condition
  const then = expression(parser)
  expect(parser, ':', 'expected `:` and what the conditional is otherwise')
  const otherwise = expression(parser)
  grow(parser)
  // oxlint-disable-next-line unicorn/no-thenable -- it is no function
  return { kind: 'conditional', condition, then, otherwise, at: spanFrom(parser, start) }
}

/** Operators that bind at least so strongly, all from left to right. */
function binary(parser: Parser, weakest: number): Expression {
  const { start } = peek(parser)
  let left = operand(parser)
  for (;;) {
    const found = precedenceOf(peek(parser).kind)
    if (found === undefined || found.precedence < weakest) return left
    take(parser)
    const right = binary(parser, found.precedence + 1)
    grow(parser)
    left = { kind: 'binary', operator: found.operator, left, right, at: spanFrom(parser, start) }
  }
}

function operand(parser: Parser): Expression {
  const { start } = peek(parser)
  return parseTraversal(parser, term(parser), start)
}

function term(parser: Parser): Expression {
  const next = peek(parser)
  switch (next.kind) {
    case 'number':
      return number(parser, take(parser))
    case 'identifier':
      return word(parser, take(parser))
    case 'open quote':
    case 'open heredoc':
      return parseQuoted(parser)
    case '(':
      return parenthesised(parser)
    case '[':
      return parseTuple(parser)
    case '{':
      return parseObject(parser)
    case '-':
    case '!':
      return nested(parser, () => unary(parser, next.kind === '-' ? '-' : '!'))
    default:
      throw fault(parser, 'expected an expression')
  }
}

function number(parser: Parser, token: Token): LiteralExpression {
  const written = textOf(parser, token)
  const value = Number(written)
  const at = spanFrom(parser, token.start)
  if (Number.isNaN(value)) throw new HclError('not a number', at)
  return { kind: 'literal', value, written, at }
}

function word(parser: Parser, token: Token): Expression {
  const next = peek(parser).kind
  if (next === '(' || next === '::') return parseCall(parser, token)
  const name = textOf(parser, token)
  const at = spanFrom(parser, token.start)
  if (name === 'true' || name === 'false') return { kind: 'literal', value: name === 'true', at }
  return name === 'null' ? { kind: 'literal', value: null, at } : { kind: 'root', name, at }
}

function parenthesised(parser: Parser): Expression {
  take(parser)
  return inBrackets(parser, false, () => {
    const inner = expression(parser)
    expect(parser, ')', 'expected `)`')
    return inner
  })
}

/** It binds more strongly than any other operator, and less than what follows its operand: `-a.b` is `-(a.b)`. */
function unary(parser: Parser, operator: UnaryExpression['operator']): UnaryExpression {
  const { start } = take(parser)
  return { kind: 'unary', operator, operand: operand(parser), at: spanFrom(parser, start) }
}
