import { describe, expect, test } from 'vitest'
import { readTree } from './read-tree.ts'
import { refusal, told } from './test-trees.ts'
import { entriesOf, itemsOf, treeAt } from './tree.ts'

async function read(text: string): Promise<unknown> {
  return told(await readTree(text, 'x.yaml'))
}

/** A list of so many levels, with brackets. */
const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels)

describe('a value', () => {
  test.each<[string, unknown]>([
    ['a: 012345678901', '=012345678901'],
    ['a: 2012-10-17', '=2012-10-17'],
    ['a: yes', '=yes'],
    ['a: 4444_5555_6666', '=444455556666'],
    ['a: 0x677B18A8AC', '=444446845100'],
    ['a: 0300', '=192'],
    ['a: 012345670123', '=012345670123'],
    ["a: '4444_5555'", '4444_5555'],
    ['a: !Ref 0300', { Ref: '=0300' }],
    ['a: 0x', '=0x'],
    ['a: 0x_', '=0x_'],
    ['a: true', '=true'],
    ['a: !!str true', 'true'],
    ['a: "true"', 'true'],
    ['a:', null],
    ['a: ~', null],
    ['a: NULL', null],
    ["a: ''", ''],
    ["a: 'it''s'", "it's"],
    ['a: "\\u00e9\\n\\\n   x"', 'é\nx'],
    ['a: one\n  two\n\n  three', '=one two\nthree'],
    ['a: |\n  one\n  two\n', 'one\ntwo\n'],
    ['a: |-\n  one\n\n', 'one'],
    ['a: >\n  one\n  two\n', 'one two\n'],
    ['a: |2\n    one\n', '  one\n'],
    ['a: |\r\n  one\r\n  two\r\n', 'one\ntwo\n'],
    ['a: &x {b: 1}\n', { b: '=1' }],
    ['{"a": "\\u00e9\\"\\\\\\/\\n\\ud83d\\ude00"}', 'é"\\/\n😀'],
    ['{"a": -1.50e+3}', '=-1.50e+3'],
    ['{"a": null}', null],
    ['\uFEFF {"a": [true, {}, []]}', ['=true', {}, []]],
    ['%YAML 1.1\n---\na: 0o7\n...\n', '=0o7'],
  ])('%j', async (text, value) => {
    expect(await read(text)).toEqual({ a: value })
  })
})

describe('a short form', () => {
  test.each<[string, unknown]>([
    ['!Ref A', { Ref: '=A' }],
    ['!Condition A', { Condition: '=A' }],
    ['!Sub "${A}"', { 'Fn::Sub': '${A}' }],
    ['!GetAtt A.Arn', { 'Fn::GetAtt': '=A.Arn' }],
    ['!GetAtt [A, Arn]', { 'Fn::GetAtt': ['=A', '=Arn'] }],
    [
      '!If\n  - A\n  - !Ref B\n  - !Ref AWS::NoValue',
      { 'Fn::If': ['=A', { Ref: '=B' }, { Ref: '=AWS::NoValue' }] },
    ],
    ['!Transform {Name: AWS::Include}', { 'Fn::Transform': { Name: '=AWS::Include' } }],
    ['!Base64\n  Fn::Sub: |\n    x', { 'Fn::Base64': { 'Fn::Sub': 'x\n' } }],
    ['!Ref', { Ref: null }],
    ['!Rain::S3 x', { 'Fn::Rain::S3': '=x' }],
    ['!Fn::Sub x', { 'Fn::Fn::Sub': '=x' }],
    ['!!binary eA==', { 'Fn::tag:yaml.org,2002:binary': '=eA==' }],
    ['!!map {b: !!int 1}', { b: '1' }],
    ['! 1', '1'],
  ])('%j', async (written, value) => {
    expect(await read(`a: ${written}\n`)).toEqual({ a: value })
  })
})

describe('an alias', () => {
  test.each<[string, unknown]>([
    ['a: &x [1]\nb: *x', { a: ['=1'], b: ['=1'] }],
    ['a: &x 1\nb: &x 2\nc: *x', { a: '=1', b: '=2', c: '=2' }],
    ['a: &x {b: &x 1}\nc: *x', { a: { b: '=1' }, c: '=1' }],
    ['&n a: b\nc: {*n : 3}', { a: '=b', c: { a: '=3' } }],
    ['a: &x !Ref B\nb: *x', { a: { Ref: '=B' }, b: { Ref: '=B' } }],
    ['a: &x {p: 1, q: 2}\nb: {q: 3, <<: *x}', { a: { p: '=1', q: '=2' }, b: { q: '=3', p: '=1' } }],
    ['a: &x {p: 1}\nb: {<<: [*x, {p: 2, r: 3}]}', { a: { p: '=1' }, b: { p: '=1', r: '=3' } }],
    ['a: {"<<": 1}', { a: { '<<': '=1' } }],
  ])('%j', async (text, value) => {
    expect(await read(text)).toEqual(value)
  })
})

describe('a place', () => {
  const text = `A: !Sub  # not !Sub
  - "\${x}
     y"
  - {x: !Ref Y}
B: |
  one
  two

# more
C: &anchor
  - d
  # end

D: {
  e: *anchor
  }
`
  test.each<[string, readonly string[], object]>([
    ['a short form is that of its tag', ['A'], { line: 1, column: 4, endLine: 4 }],
    ['its value is its own', ['A', 'Fn::Sub'], { line: 2, column: 3, endLine: 4 }],
    ['lines of text is that of their sign', ['B'], { line: 5, column: 4, endLine: 7 }],
    ['a list ends with its last value', ['C'], { line: 11, column: 3, endLine: 11 }],
    ['an object with braces ends with them', ['D'], { line: 14, column: 4, endLine: 16 }],
    ['an alias is that of the value', ['D', 'e'], { line: 11, column: 3, endLine: 11 }],
  ])('of %s', async (_, names, place) => {
    expect(treeAt(await readTree(text, 'x.yaml'), ...names)?.place).toEqual(place)
  })

  test('of a name and of items', async () => {
    const tree = await readTree(text, 'x.yaml')
    expect(entriesOf(tree)[2]?.[1].place).toEqual({ line: 10, column: 1, endLine: 10 })
    const [first, second] = itemsOf(treeAt(tree, 'A', 'Fn::Sub'))
    expect(first?.place).toEqual({ line: 2, column: 5, endLine: 3 })
    expect(treeAt(second, 'x')?.place).toEqual({ line: 4, column: 9, endLine: 4 })
  })

  test('in JSON', async () => {
    const tree = await readTree('{"a": [1,\n "b"], "c": {\n}}', 'x.json')
    expect(treeAt(tree, 'a')?.place).toEqual({ line: 1, column: 7, endLine: 2 })
    expect(itemsOf(treeAt(tree, 'a')).map(({ place }) => place)).toEqual([
      { line: 1, column: 8, endLine: 1 },
      { line: 2, column: 2, endLine: 2 },
    ])
    expect(entriesOf(tree)[1]?.[1].place).toEqual({ line: 2, column: 8, endLine: 2 })
    expect(treeAt(tree, 'c')?.place).toEqual({ line: 2, column: 13, endLine: 3 })
  })
})

describe('a name', () => {
  test('may be any', async () => {
    const yaml = await readTree('__proto__: 1\nconstructor: 2\n012: 3\ntrue: 4\n"": 5\n', 'x.yaml')
    expect([...yaml.entries.keys()]).toEqual(['__proto__', 'constructor', '012', 'true', ''])
    const json = await readTree('{"__proto__": 1, "constructor": 2, "": 3}', 'x.json')
    expect([...json.entries.keys()]).toEqual(['__proto__', 'constructor', ''])
  })

  test('stands once, however many there are', async () => {
    const many = Array.from({ length: 20_000 }, (_, index) => `"n${index}": 1`)
    const started = performance.now()
    expect((await readTree(many.join('\n'), 'x.yaml')).entries.size).toBe(20_000)
    expect((await readTree(`{${many.join(',')}}`, 'x.json')).entries.size).toBe(20_000)
    expect(performance.now() - started).toBeLessThan(5000)
  })
})

const tooDeep = 'values are nested deeper than 256 levels'

describe('refuses', () => {
  test.each<[string, string]>([
    ['', 'this template is empty at 1:1'],
    ['# nothing\n', 'this template is empty at 1:1'],
    ['- 1', 'this is no template: its root is not an object at 1:1'],
    ['a: 1\nb: 2\na: 3', '`a` stands twice in this object at 3:1'],
    ['a: 1\n"a": 3', '`a` stands twice in this object at 2:1'],
    ['&n a: 1\n*n : 3', '`a` stands twice in this object at 2:1'],
    ['a: 1\n---\nb: 1', 'this is not YAML: a second document begins here, and a template is one at 2:1'],
    ['a:\n\t- b', 'this is not YAML: a tab stands where YAML takes only spaces at 2:1'],
    [
      'a:\n  b: 1\n c: 2',
      'this is not YAML: a line is not indented as what it belongs to, or a bracket is not closed at 3:1',
    ],
    ['a: b: c', 'this is not YAML: a second `:` in one line, or a list where a name is expected at 1:4'],
    ['a: !Sub !Ref b', 'this is not YAML: two short forms stand before one value at 1:9'],
    ['a: @b', 'this is not YAML: a value cannot begin with this character at 1:4'],
    ['a: "\\q"', 'this is not YAML: YAML does not know this escape at 1:5'],
    ['a: x\n\u0000', 'a control character stands in this file, which YAML does not take at 2:1'],
    ['a: "\\ud800"', 'this text has an escape that is half of a character at 1:4'],
    ['a: {{ b }}', 'this name is not text at 1:5'],
    ['? [a]\n: b', 'this name is not text at 1:3'],
    ['!Ref a: b', 'this name is not text at 1:6'],
    ['a: *b', 'no value before this alias has the anchor `&b` at 1:4'],
    ['a: &b [*b]', '`*b` stands in the value that it names at 1:8'],
    ['a: {<<: 1}', 'only an object can be merged with `<<` at 1:9'],
    [`a: ${nested(255)}`, 'taken'],
    [`a: ${nested(256)}`, `${tooDeep} at 1:259`],
    [`a: &x ${nested(200)}\nb: ${'['.repeat(56)}*x${']'.repeat(56)}`, `${tooDeep} at 2:60`],
    ['{"a": 1, "b": 2, "a": 3}', '`a` stands twice in this object at 1:18'],
    ['{"a": 1,}', 'a comma stands before this `}` at 1:9'],
    ['{"a": [1,]}', 'a comma stands before this `]` at 1:10'],
    ['{"a": 1} {', 'this is not JSON: expected the end at 1:10'],
    ['{"a": 1 // b\n}', 'JSON has no comments at 1:9'],
    ['{\n  # b\n}', 'JSON has no comments at 2:3'],
    ["{'a': 1}", 'single quotes mean nothing in JSON at 1:2'],
    ['{a: 1}', 'this is not JSON: expected a name in double quotes at 1:2'],
    ['{"a" 1}', 'this is not JSON: expected `:` at 1:6'],
    ['{"a": 01}', 'this is not JSON: expected a value at 1:7'],
    ['{"a": 1 "b": 2}', 'this is not JSON: expected `,` or `}` at 1:9'],
    ['{"a": [1', 'the JSON ends in the middle at 1:9'],
    ['{"a": "b\n"}', 'this text has no closing quote in its line at 1:7'],
    ['{"a": "b\t"}', 'a control character stands in this text at 1:9'],
    ['{"a": "\\x"}', 'JSON does not know this escape at 1:8'],
    ['{"a": "\\ud800"}', 'this text has an escape that is half of a character at 1:7'],
    [`{"a": ${nested(255)}}`, 'taken'],
    [`{"a": ${nested(256)}}`, `${tooDeep} at 1:262`],
  ])('%j', async (text, says) => {
    expect(await refusal(text)).toBe(says)
  })

  test('aliases that make a small file large', async () => {
    const tens = Array.from({ length: 7 }, (_, at) => `a${at + 1}: &a${at + 1} [${`*a${at},`.repeat(10)}]`)
    expect(await refusal(`a0: &a0 x\n${tens.slice(0, 5).join('\n')}`)).toBe('taken')
    expect(await refusal(`a0: &a0 x\n${tens.join('\n')}`)).toMatch(
      /^aliases make this template too large at 7:/,
    )
    const names = Array.from({ length: 1000 }, (_, index) => `n${index}: 1`)
    const merges = Array.from({ length: 2000 }, (_, index) => `m${index}: {<<: *a}`)
    expect(await refusal(`a: &a {${names.join(', ')}}\n${merges.join('\n')}`)).toMatch(/^aliases make/)
  })

  const many = 100_000
  test.each<[string, string]>([
    ['JSON', '{"a":'.repeat(many)],
    ['lists in JSON', `{"a":${'['.repeat(many)}`],
    ['brackets', `a: ${'['.repeat(many)}`],
    ['closed brackets', `a: ${nested(many)}`],
    ['braces', `a: ${'{a: '.repeat(many)}`],
    ['lists', '- '.repeat(many)],
    ['lists that end', `${'- '.repeat(many)}x\na: 1`],
    ['names', 'a: '.repeat(many)],
    ['explicit names', '? '.repeat(many)],
    ['values', ': '.repeat(many)],
    ['lines', Array.from({ length: 1000 }, (_, at) => `${' '.repeat(at)}a:\n`).join('')],
  ])('deep nests: %s', async (_, text) => {
    expect(await refusal(text)).toContain(tooDeep)
  })

  test('what has more values than any template', async () => {
    expect(await refusal(`a: [${'x,'.repeat(1_100_000)}]`)).toMatch(/^this template is too large at 1:/)
  })
})
