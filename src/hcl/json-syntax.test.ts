import { describe, expect, test } from 'vitest'
import { parseJsonConfiguration } from './json-syntax.ts'
import { refusal } from './refusal.ts'
import { shapeOf, type Shape } from './shape.ts'
import { linesOf, type Span } from './source-file.ts'
import type { Body } from './syntax.ts'

const parse = (text: string) => parseJsonConfiguration({ path: 'x.tf.json', text })
const written = ({ file, start, end }: Span) => file.text.slice(start, end)

function outline({ attributes, blocks }: Body): string {
  const inner = blocks.map(({ type, labels, body }) => `${type}[${labels.join(' ')}]{${outline(body)}}`)
  return [...attributes.map(({ name }) => name), ...inner].join(', ')
}

describe('blocks', () => {
  test.each([
    ['{}', ''],
    ['{"//": "comment", "unknown": {}}', 'unknown'],
    [
      '{"resource": {"aws_kms_key": {"a": {"policy": 1, "//": 2}, "b": {}}}}',
      'resource[aws_kms_key a]{policy}, resource[aws_kms_key b]{}',
    ],
    ['{"data": [{"x": [{"a": {}}, {"b": {}}]}, {"y": {"c": {}}}]}', 'data[x a]{}, data[x b]{}, data[y c]{}'],
    ['[{"module": {"a": {"source": "./a"}}}, {"locals": {"b": 1}}]', 'module[a]{source}, locals[]{b}'],
    ['{"locals": [{"a": 1}, {"b": 2}], "locals": {"c": 3}}', 'locals[]{a}, locals[]{b}, locals[]{c}'],
    ['{"provider": {"aws": [{"alias": "a"}, {"alias": "b"}]}}', 'provider[aws]{alias}, provider[aws]{alias}'],
    ['{"resource": {"a": {"b": {"statement": [{"actions": []}]}}}}', 'resource[a b]{statement}'],
    ['{"resource": {"a": {"b": [{"c": 1}, {"d": 2}]}}}', 'resource[a b]{c}, resource[a b]{d}'],
    ['{"check": {"c": {"data": {"a": {"b": {"d": 1}}}, "assert": {}}}}', 'check[c]{assert, data[a b]{d}}'],
    ['{"terraform": null, "moved": {"from": "a", "to": "b"}}', 'moved[]{from, to}'],
  ])('%s', (text, names) => {
    expect(outline(parse(text))).toBe(names)
  })
})

function shapes(body: Body | undefined): readonly Shape[] | undefined {
  return body?.attributes.map(({ value }) => shapeOf(value))
}

describe('values', () => {
  test.each<readonly [string, Shape]>([
    ['1.50', 1.5],
    ['-1e3', -1000],
    ['true', true],
    ['null', null],
    ['""', ['"']],
    ['"a \\"b\\" \\u00e9\\n"', ['"', 'a "b" é\n']],
    ['"${a.b}"', ['"', ['${', ['.', ['$', 'a'], 'b']]]],
    ['"a-${f(\\"b\\")}"', ['"', 'a-', ['${', ['f', '()', ['"', 'b']]]]],
    ['"\\u0024{a}"', ['"', ['${', ['$', 'a']]]],
    ['"$${a} %%{a}"', ['"', '${a} %{a}']],
    ['"%{ if a }b%{ endif }"', ['"', ['%if', ['$', 'a'], ['b'], []]]],
    ['["a", 1]', ['[]', ['"', 'a'], 1]],
    [
      '{"a": 1, "${b}": 2, "//": 3}',
      ['{}', [['"', 'a'], 1], [['"', ['${', ['$', 'b']]], 2], [['"', '//'], 3]],
    ],
    ['"\\ud83d\\ude00 \\ud83d"', ['"', '😀 \ufffd']],
    // Terraform refuses it, but for what it reads as it stands.
    ['"${"', ['"', '${']],
  ])('%s', (json, shape) => {
    expect(shapes(parse(`{"locals": {"a": ${json}}}`).blocks[0]?.body)).toEqual([shape])
  })

  test('what Terraform reads before it evaluates is no template', () => {
    const [variable, module] = parse(
      '{"variable": {"a": {"type": "list(string)", "default": ["${x}"]}}, "module": {"b": {"source": "${x}", "c": "${x}"}}}',
    ).blocks
    expect(shapes(variable?.body)).toEqual([
      ['list', '()', ['$', 'string']],
      ['[]', ['"', '${x}']],
    ])
    expect(shapes(module?.body)).toEqual([
      ['"', '${x}'],
      ['"', ['${', ['$', 'x']]],
    ])
  })
})

test('everything has its place', () => {
  const [block] = parse('{"resource": {"a": {\n  "b": {\n    "c": "d\\n${e.f}",\n    "g": "h"\n}}}}').blocks
  const [first, second] = block?.body.attributes ?? []
  expect(block === undefined ? undefined : [written(block.header), linesOf(block.at)]).toEqual([
    '"b"',
    { line: 2, column: 3, endLine: 5 },
  ])
  expect(first === undefined ? undefined : [written(first.at), written(first.value.at)]).toEqual([
    '"c": "d\\n${e.f}"',
    '"d\\n${e.f}"',
  ])
  expect(first?.value.kind === 'template' ? first.value.parts.map(({ at }) => written(at)) : []).toEqual([
    'd\\n',
    '${e.f}',
  ])
  expect(second?.value).toMatchObject({ parts: [{ text: 'h', isExact: true }] })
  expect(first?.value).toMatchObject({ parts: [{ text: 'd\n', isExact: false }, {}] })
})

test('blocks of a list stand where their objects are', () => {
  const { blocks } = parse('{"locals": [\n{"a": 1},\n{"b": 2}]}')
  expect(blocks.map(({ header, at }) => [written(header), written(at)])).toEqual([
    ['{', '{"a": 1}'],
    ['{', '{"b": 2}'],
  ])
})

describe('refuses', () => {
  test.each([
    ['', 'expected a value at 1:1'],
    ['1', 'expected an object at 1:1'],
    ['{', 'expected a name in double quotes at 1:2'],
    ['{"a": 1,}', 'expected a name in double quotes at 1:9'],
    ['{"a" 1}', 'expected `:` at 1:6'],
    ['{"a": 1 "b": 2}', 'expected `}` at 1:9'],
    ['{"a": [1,]}', 'expected a value at 1:10'],
    ['{"a": tru}', 'expected a value at 1:7'],
    ['{"a": 01}', 'expected `}` at 1:8'],
    ['{"a": "b\n"}', 'a string does not end on its line at 1:7'],
    ['{"a": "\\x"}', 'a string has an escape that JSON does not know at 1:7'],
    ['{} {}', 'text behind the end of the document at 1:4'],
    ['{"a": 1, "a": 2}', 'an argument that is set twice at 1:10'],
    ['[1]', 'expected an object at 1:2'],
    ['{"locals": 1}', 'expected an object or a list of objects at 1:12'],
    ['{"resource": {"a": "b"}}', 'expected an object or a list of objects at 1:20'],
    ['{"resource": {"a": {}}}', 'expected a label at 1:20'],
  ])('%j', (text, message) => {
    expect(refusal(() => parse(text))).toBe(message)
  })
})
