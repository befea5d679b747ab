import { describe, expect, test } from 'vitest'
import { parseExpression } from './parse.ts'
import { refusal } from './refusal.ts'
import { shapeOf, type Shape } from './shape.ts'

const parse = (text: string) => parseExpression({ path: 'x.tf', text })
const a: Shape = ['$', 'a']
const b: Shape = ['$', 'b']
const item: Shape = ['$', '*']

describe('expressions', () => {
  test.each<readonly [string, Shape]>([
    ['1', 1],
    ['1.50', 1.5],
    ['1e3', 1000],
    ['2E-1', 0.2],
    ['007', 7],
    ['-1', ['-', 1]],
    ['true', true],
    ['null', null],
    ['a', a],
    ['a-b_c', ['$', 'a-b_c']],
    ['größe', ['$', 'größe']],
    ['a.b.c', ['.', ['.', a, 'b'], 'c']],
    ['a.true', ['.', a, 'true']],
    ['a["b c"].d', ['.', ['[', a, ['"', 'b c']], 'd']],
    ['a[b.c]', ['[', a, ['.', b, 'c']]],
    ['a\n[\n0\n]', ['[', a, 0]],
    ['a.0', ['[', a, 0]],
    ['a.0.b', ['.', ['[', a, 0], 'b']],
    ['a[*]', ['*', a, item]],
    ['a[*].b[0]', ['*', a, ['[', ['.', item, 'b'], 0]]],
    ['a[*][*].b', ['*', a, ['*', item, ['.', item, 'b']]]],
    ['a.*', ['*', a, item]],
    ['a.*.b.c', ['*', a, ['.', ['.', item, 'b'], 'c']]],
    ['a.*.0.b', ['*', a, ['.', ['[', item, 0], 'b']]],
    ['a.*.b[0]', ['[', ['*', a, ['.', item, 'b']], 0]],
    ['f()', ['f', '()']],
    ['f(a, b,)', ['f', '()', a, b]],
    ['f(a, b...)', ['f', '...', a, b]],
    ['f(\n  a,\n  b...\n)', ['f', '...', a, b]],
    ['provider::aws::arn_parse(a)', ['provider::aws::arn_parse', '()', a]],
    ['f(a).b', ['.', ['f', '()', a], 'b']],
    ['(a)', a],
    ['(a).b', ['.', a, 'b']],
    ['a /* 1 */ + # 2\n b // 3', ['+', a, b]],
  ])('%s', (text, shape) => {
    expect(shapeOf(parse(text))).toEqual(shape)
  })
})

describe('operators', () => {
  test.each<readonly [string, Shape]>([
    ['1 + 2 * 3', ['+', 1, ['*', 2, 3]]],
    ['(1 + 2) * 3', ['*', ['+', 1, 2], 3]],
    ['1 - 2 - 3', ['-', ['-', 1, 2], 3]],
    ['8 / 4 % 3', ['%', ['/', 8, 4], 3]],
    ['a-1', ['$', 'a-1']],
    ['a -1', ['-', a, 1]],
    ['-1 + 2', ['+', ['-', 1], 2]],
    ['-a.b', ['-', ['.', a, 'b']]],
    ['!a == b', ['==', ['!', a], b]],
    ['- -1', ['-', ['-', 1]]],
    ['1 < 2 == 3 >= 4', ['==', ['<', 1, 2], ['>=', 3, 4]]],
    ['true || false && true != false', ['||', true, ['&&', false, ['!=', true, false]]]],
    ['a ? b : c ? 1 : 2', ['?', a, b, ['?', ['$', 'c'], 1, 2]]],
    ['a ? b ? 1 : 2 : c', ['?', a, ['?', b, 1, 2], ['$', 'c']]],
    ['a || b ? 1 : 2', ['?', ['||', a, b], 1, 2]],
    ['a < <<A\nb\nA\n', ['<', a, ['"', 'b\n']]],
    ['a <<<A\nb\nA\n', ['<', a, ['"', 'b\n']]],
  ])('%s', (text, shape) => {
    expect(shapeOf(parse(text))).toEqual(shape)
  })
})

describe('collections', () => {
  const key = ['"', 'a']
  test.each<readonly [string, Shape]>([
    ['[]', ['[]']],
    ['[1, 2]', ['[]', 1, 2]],
    ['[\n  1, # one\n  2,\n]', ['[]', 1, 2]],
    ['{}', ['{}']],
    ['{ a = 1, b : 2 }', ['{}', [key, 1], [['"', 'b'], 2]]],
    ['{\n\n  a = 1\n  # b\n  b = 2,\n\n}', ['{}', [key, 1], [['"', 'b'], 2]]],
    ['{ "a" = 1, "a" = 2 }', ['{}', [key, 1], [key, 2]]],
    ['{ (a) = 1 }', ['{}', [a, 1]]],
    ['{ "${a}-b" = 1 }', ['{}', [['"', ['${', a], '-b'], 1]]],
    ['{ 1 = 2 }', ['{}', [1, 2]]],
    ['{ true = 1, null = 2 }', ['{}', [['"', 'true'], 1], [['"', 'null'], 2]]],
    ['{ a.b = 1 }', ['{}', [['.', a, 'b'], 1]]],
    ['[for v in a : v]', ['for', ['', 'v'], a, '', ['$', 'v'], '', false]],
    ['[\nfor k, v in a :\nv\nif k\n]', ['for', ['k', 'v'], a, '', ['$', 'v'], ['$', 'k'], false]],
    ['{for k, v in a : k => v}', ['for', ['k', 'v'], a, ['$', 'k'], ['$', 'v'], '', false]],
    ['{\nfor v in a : v => 1... if v\n}', ['for', ['', 'v'], a, ['$', 'v'], 1, ['$', 'v'], true]],
    ['[for in in if : in if in]', ['for', ['', 'in'], ['$', 'if'], '', ['$', 'in'], ['$', 'in'], false]],
    ['{ b = 1, for = 2 }', ['{}', [['"', 'b'], 1], [['"', 'for'], 2]]],
  ])('%s', (text, shape) => {
    expect(shapeOf(parse(text))).toEqual(shape)
  })
})

test('a number is kept as it is written', () => {
  expect(parse('12345678901234567890.5')).toMatchObject({ written: '12345678901234567890.5' })
})

describe('refuses', () => {
  test.each([
    ['', 'expected an expression at 1:1'],
    ['a b', 'expected nothing behind the expression at 1:3'],
    ['1.2.3', 'not a number at 1:1'],
    ['a.0.1', 'two indexes of the older form behind one another at 1:3'],
    ['a.*.0.1', 'two indexes of the older form behind one another at 1:5'],
    ['a.', 'expected the name of an attribute at 1:3'],
    ['a.*.*', 'expected the name of an attribute at 1:5'],
    ['a[', 'expected an expression at 1:3'],
    ['a[0', 'expected `]` at 1:4'],
    ['a[*', 'expected `]` at 1:4'],
    ['(a', 'expected `)` at 1:3'],
    ['f(a b)', 'expected `,` or `)` at 1:5'],
    ['f(a..., b)', 'expected `)` behind `...` at 1:7'],
    ['f(,)', 'expected an expression at 1:3'],
    ['a::b', 'expected `(` at 1:5'],
    ['a::1()', 'expected the name of a function at 1:4'],
    ['[1 2]', 'expected `,` or `]` at 1:4'],
    ['[,]', 'expected an expression at 1:2'],
    ['{a}', 'expected `=` or `:` at 1:3'],
    ['{a = 1 b = 2}', 'expected `,`, a line end or `}` at 1:8'],
    ['{\na\n= 1}', 'expected `=` or `:` at 2:2'],
    ['{for = 1}', 'expected a name behind `for` at 1:6'],
    ['[for a, in b : c]', 'expected `in` at 1:12'],
    ['[for a of b : c]', 'expected `in` at 1:8'],
    ['[for a in b, c]', 'expected `:` behind the collection at 1:12'],
    ['[for a in b : c...]', 'expected `]` at 1:16'],
    ['[for a in b : c => d]', 'expected `]` at 1:17'],
    ['{for a in b : c}', 'expected `=>` and a value at 1:16'],
    ['a ? b', 'expected `:` and what the conditional is otherwise at 1:6'],
    ['{ a = 1 ? 2\n : 3 }', 'expected `:` and what the conditional is otherwise at 1:12'],
    ['a ==', 'expected an expression at 1:5'],
    ['a & b', 'a character that the language does not use at 1:3'],
    ["'a'", 'a character that the language does not use at 1:1'],
    ['“a”', 'a character that the language does not use at 1:1'],
    ['a\u00a0b', 'a character that the language does not use at 1:2'],
    ['😀', 'a character that the language does not use at 1:1'],
    ['a ~}', 'a character that the language does not use at 1:3'],
    ['a /* b', 'a comment does not end at 1:3'],
    ['a <<', 'expected the name of a heredoc and a line end behind `<<` at 1:3'],
    ['<<A b\nA\n', 'expected the name of a heredoc and a line end behind `<<` at 1:1'],
    ['<<A\nb\nA', 'a template does not end at 3:2'],
  ])('%s', (text, message) => {
    expect(refusal(() => parse(text))).toBe(message)
  })
})
