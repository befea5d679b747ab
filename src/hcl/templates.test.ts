import { describe, expect, test } from 'vitest'
import { parseExpression, parseTemplate } from './parse.ts'
import { refusal } from './refusal.ts'
import { shapeOf, type Shape } from './shape.ts'
import { linesOf } from './source-file.ts'
import type { TemplateExpression } from './syntax.ts'

const x: Shape = ['$', 'x']
const interpolated: Shape = ['${', x]

function template(text: string): TemplateExpression {
  const parsed = parseExpression({ path: 'x.tf', text })
  if (parsed.kind !== 'template') throw new Error('no template')
  return parsed
}

const shapes = (text: string) => shapeOf(template(text))

describe('quoted strings', () => {
  test.each<readonly [string, readonly Shape[]]>([
    ['""', []],
    ['"a b"', ['a b']],
    ['"\\n\\r\\t\\"\\\\"', ['\n\r\t"\\']],
    ['"\\u00e9\\U0001F600"', ['é😀']],
    ['"e\u0301"', ['é']],
    ['"${x}"', [interpolated]],
    ['"${x}${x}"', [interpolated, interpolated]],
    ['"a ${ x }-"', ['a ', interpolated, '-']],
    ['"${"${x}"}"', [['${', ['"', interpolated]]]],
    [
      '"${{ a = "}" }}"',
      [
        [
          '${',
          [
            '{}',
            [
              ['"', 'a'],
              ['"', '}'],
            ],
          ],
        ],
      ],
    ],
    ['"${\nx # }\n}"', [interpolated]],
    ['"$ % $$ %% { } $x %x"', ['$ % $$ %% { } $x %x']],
    ['"$${x} %%{x}"', ['${x} %{x}']],
    ['"$$${x}"', ['$${x}']],
    ['"$$$${x}"', ['$$${x}']],
    ['"%%%{x}"', ['%%{x}']],
    ['"$%{ if x }a%{ endif }"', ['$', ['%if', x, ['a'], []]]],
  ])('%s', (text, parts) => {
    expect(shapes(text)).toEqual(['"', ...parts])
  })
})

describe('directives', () => {
  test.each<readonly [string, readonly Shape[]]>([
    ['"%{ if x }a%{ endif }"', [['%if', x, ['a'], []]]],
    ['"%{if x}a%{else}b%{endif}"', [['%if', x, ['a'], ['b']]]],
    ['"%{ if x }%{ if x }a%{ endif }%{ else }b%{ endif }"', [['%if', x, [['%if', x, ['a'], []]], ['b']]]],
    ['"%{ for v in x }a%{ endfor }"', [['%for', ['', 'v'], x, ['a']]]],
    ['"%{ for k, v in x }${x}%{ endfor }"', [['%for', ['k', 'v'], x, [interpolated]]]],
    ['"%{ if x }${x}%{ endif }"', [['%if', x, [interpolated], []]]],
  ])('%s', (text, parts) => {
    expect(shapes(text)).toEqual(['"', ...parts])
  })
})

describe('strip markers', () => {
  test.each<readonly [string, readonly Shape[]]>([
    ['" ${~ x ~} "', [interpolated]],
    ['"a ${~ x ~} b"', ['a', interpolated, 'b']],
    ['"a\\n ${~ x } b"', ['a', interpolated, ' b']],
    ['"%{ if x ~} a %{~ else ~} b %{~ endif ~} c"', [['%if', x, ['a'], ['b']], 'c']],
    ['"$${~ x"', ['${~ x']],
    ['<<A\n%{ for v in x ~}\n  a\n%{ endfor ~}\nA\n', [['%for', ['', 'v'], x, ['  a\n']]]],
    ['<<A\na\n\n  ${~ x }\nA\n', ['a\n\n', interpolated, '\n']],
    // The marker reaches the line end alone, since HashiCorp's scanner ends a token behind the character after a sign.
    ['<<A\na $ \n%{~ if x }%{ endif }\nA\n', ['a $ ', ['%if', x, [], []], '\n']],
    ['<<A\na  \n%{~ if x }%{ endif }\nA\n', ['a', ['%if', x, [], []], '\n']],
  ])('%s', (text, parts) => {
    expect(shapes(text)).toEqual(['"', ...parts])
  })

  test('leave an interpolation a part of a string', () => {
    expect(template('"${x ~} "').parts.map(({ kind }) => kind)).toEqual(['interpolation', 'text'])
    expect(template('"${x}"').parts.map(({ kind }) => kind)).toEqual(['interpolation'])
  })
})

describe('heredocs', () => {
  test.each<readonly [string, readonly Shape[]]>([
    ['<<A\nA\n', []],
    ['<<A\na\nA\n', ['a\n']],
    ['<<A\r\na\r\nA\r\n', ['a\r\n']],
    ['<<A\n\\n "a" $x\n  A\n', ['\\n "a" $x\n']],
    ['<<A\nA b\nA\n', ['A b\n']],
    ['<<A\n${x}A\nA\n', [interpolated, 'A\n']],
    ['<<A\n$${x}\n$$${x}\nA\n', ['${x}\n$${x}\n']],
    ['<<A\n${x}\nA\n', [interpolated, '\n']],
    ['<<A\n${<<B\n${x}\nB\n}\nA\n', [['${', ['"', interpolated, '\n']], '\n']],
    ['<<-A\n    a\n      b\n  A\n', ['a\n  b\n']],
    ['<<-A\n    a\n\n  \n  b\n  A\n', ['  a\n\n  \nb\n']],
    ['<<-A\n    a\n  ${x}\n  A\n', ['  a\n', interpolated, '\n']],
    ['<<-A\n    a\n${x}\n  A\n', ['    a\n', interpolated, '\n']],
    ['<<-A\n    ${x}\n      b\n  A\n', [interpolated, '\n  b\n']],
    ['<<-A\n\t a\n \tb\nA\n', ['a\nb\n']],
    ['<<-A\n  %{ if x ~}\n    a\n  %{ endif ~}\n  A\n', [['%if', x, ['    a\n'], []]]],
  ])('%j', (text, parts) => {
    expect(shapes(text)).toEqual(['"', ...parts])
  })

  test('end what stands around them', () => {
    expect(shapeOf(parseExpression({ path: 'x.tf', text: 'f(<<A\na\nA\n, x)' }))).toEqual([
      'f',
      '()',
      ['"', 'a\n'],
      x,
    ])
  })
})

describe('template files', () => {
  test.each<readonly [string, readonly Shape[]]>([
    ['', []],
    ['a "b" \\n\n', ['a "b" \\n\n']],
    ['${x}', [interpolated]],
    ['$${x} %%{x} $$${x}\n', ['${x} %{x} $${x}\n']],
    ['%{ for v in x ~}\n  a,\n%{ endfor ~}\n', [['%for', ['', 'v'], x, ['  a,\n']]]],
    ['<<A\n${x}\nA\n', ['<<A\n', interpolated, '\nA\n']],
    ['a$', ['a$']],
    ['a\r\n${x}', ['a\r\n', interpolated]],
    // HashiCorp's scanner takes what follows for text.
    ['a\r${x}', ['a\r${x}']],
  ])('%j', (text, parts) => {
    expect(shapeOf(parseTemplate({ path: 'x.tftpl', text }))).toEqual(['"', ...parts])
  })
})

/** Each text with its line and column, and `=` where it is written just so. */
const texts = (text: string) =>
  template(text).parts.flatMap(part => {
    if (part.kind !== 'text') return []
    const { line, column } = linesOf(part.at)
    return [`${line}:${column}${part.isExact ? '=' : ' '}${part.text}`]
  })

describe('text', () => {
  test.each([
    ['"a${x}b"', ['1:2=a', '1:7=b']],
    ['"a\\nb"', ['1:2 a\nb']],
    ['"a ${~ x ~}  b"', ['1:2=a', '1:14=b']],
    ['<<A\na\n b ${x} c\nA\n', ['2:1=a\n', '3:1= b ', '3:8= c\n']],
    ['<<-A\n    a\n      b ${x}\n  A\n', ['2:5=a\n', '3:5=  b ', '3:13=\n']],
    ['<<A\na $${b} 5$ c\nd\nA\n', ['2:1 a ${b} 5$ c\n', '3:1=d\n']],
    ['<<A\na 5$ c\nA\n', ['2:1=a 5$ c\n']],
  ])('%j stands in its lines', (text, places) => {
    expect(texts(text)).toEqual(places)
  })
})

describe('refuses', () => {
  test.each([
    ['"a', 'a template does not end at 1:3'],
    ['"a\nb"', 'a quoted string does not go on behind the end of a line at 1:3'],
    ['"\\x"', 'an escape that the language does not know: `\\x` at 1:2'],
    ['"\\u12"', 'an escape that the language does not know: `\\u12` at 1:2'],
    ['"\\ud800"', 'an escape that the language does not know: `\\ud800` at 1:2'],
    ['"\\U00110000"', 'an escape that the language does not know: `\\U00110000` at 1:2'],
    ['"${x"', 'expected `}` at 1:5'],
    ['"${}"', 'expected an expression at 1:4'],
    ['"${x y}"', 'expected `}` at 1:6'],
    ['"%{ x }"', 'expected `if`, `else`, `endif`, `for` or `endfor` at 1:5'],
    ['"%{ if x }"', 'a directive without its end at 1:2'],
    ['"%{ else }"', '`else` without its beginning at 1:2'],
    ['"%{ if x }%{ else }%{ else }%{ endif }"', '`else` without its beginning at 1:20'],
    ['"%{ for v in x }%{ endif }"', '`endif` without its beginning at 1:17'],
    ['<<A\na\rb\nA\n', 'a carriage return without a line feed at 2:2'],
    ['<<A\n${x}\n', 'a template does not end at 3:1'],
  ])('%j', (text, message) => {
    expect(refusal(() => template(text))).toBe(message)
  })
})
