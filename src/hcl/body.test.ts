import { describe, expect, test } from 'vitest'
import { parseConfiguration } from './parse.ts'
import { refusal } from './refusal.ts'
import type { Span } from './source-file.ts'
import type { Body } from './syntax.ts'

const parse = (text: string) => parseConfiguration({ path: 'x.tf', text })
const written = ({ file, start, end }: Span) => file.text.slice(start, end)

/** Names alone: `a, b[label]{c}`. */
function outline({ attributes, blocks }: Body): string {
  const inner = blocks.map(({ type, labels, body }) => `${type}[${labels.join(' ')}]{${outline(body)}}`)
  return [...attributes.map(({ name }) => name), ...inner].join(', ')
}

describe('a body', () => {
  test.each([
    ['', ''],
    ['\n\n# comment', ''],
    ['a = 1', 'a'],
    ['a = 1 # comment\nb = 2 // comment\n/* c = 3\n */ d = 4\r\n', 'a, b, d'],
    ['a {}', 'a[]{}'],
    ['a { b = 1 }\n', 'a[]{b}'],
    ['a { # comment\n  b = 1\n}', 'a[]{b}'],
    ['a /* 1 */ b /* 2 */ { /* 3 */ }', 'a[b]{}'],
    ['a "b" "c d" e-f {\n}', 'a[b c d e-f]{}'],
    ['a "\\u00e9 \\"$${x}\\"" {}', 'a[é "${x}"]{}'],
    ['a "" {}', 'a[]{}'],
    ['a {\n  b {\n    c = 1\n  }\n  d = 2\n}\na {}\n', 'a[]{d, b[]{c}}, a[]{}'],
    ['dynamic "a" {\n  for_each = b\n  content {}\n}', 'dynamic[a]{for_each, content[]{}}'],
    ['a = <<A\nb = 1\nA\nc = 1', 'a, c'],
    ['a = [\n  1,\n]\nb = {\n  c = 1\n}', 'a, b'],
    ['größe = 1\n__proto__ = 2', 'größe, __proto__'],
  ])('%j', (text, names) => {
    expect(outline(parse(text))).toBe(names)
  })

  test('knows where its parts stand', () => {
    const text = 'a "b" {\n  c   = (1) # d\n  e { f = 1 }\n}\n'
    const [block] = parse(text).blocks
    expect(block === undefined ? [] : [block.header, block.at, block.body.at].map(written)).toEqual([
      'a "b"',
      'a "b" {\n  c   = (1) # d\n  e { f = 1 }\n}',
      '\n  c   = (1) # d\n  e { f = 1 }\n',
    ])
    expect(block?.body.attributes.map(({ at }) => written(at))).toEqual(['c   = (1)'])
    expect(block?.body.attributes.map(({ value }) => written(value.at))).toEqual(['1'])
    expect(block?.body.blocks.map(({ body }) => written(body.at))).toEqual([' f = 1 '])
  })
})

describe('refuses', () => {
  test.each([
    ['a', 'expected a label or `{` at 1:2'],
    ['a\n{}', 'expected a label or `{` at 1:2'],
    ['a b = 1', 'expected a label or `{` at 1:5'],
    ['"a" = 1', 'expected an argument or a block at 1:1'],
    ['a = 1 b = 2', 'expected the end of the line at 1:7'],
    ['a = 1, b = 2', 'expected the end of the line at 1:6'],
    ['a = 1\na = 2', 'an argument that is set twice at 2:1'],
    ['a {} b {}', 'expected the end of the line at 1:6'],
    ['a {', 'expected an argument at 1:4'],
    ['a {\n', 'expected an argument or a block at 2:1'],
    ['a { b = 1', 'expected `}` behind the only argument of a block in one line at 1:10'],
    ['a { b = 1\n}', 'expected `}` behind the only argument of a block in one line at 1:10'],
    ['a { b = 1, c = 2 }', 'expected `}` behind the only argument of a block in one line at 1:10'],
    ['a { b {} }', 'expected `=` at 1:7'],
    ['a "${b}" {}', 'expected the end of a label at 1:4'],
    ['a "b\n" {}', 'a quoted string does not go on behind the end of a line at 1:5'],
    ['}', 'expected an argument or a block at 1:1'],
    ['a = 1\r b = 2', 'a character that the language does not use at 1:6'],
    ['a = 1;', 'a character that the language does not use at 1:6'],
    ['a =\n1', 'expected an expression at 1:4'],
  ])('%j', (text, message) => {
    expect(refusal(() => parse(text))).toBe(message)
  })
})
