import { describe, expect, test } from 'vitest'
import { evaluated } from '../test-evaluate.ts'
import type { StringPart, TextPart, Value } from '../value.ts'

/** Each piece of the strings of a value, behind what is written at the place that it tells. */
function places(value: Value): readonly string[] {
  switch (value.kind) {
    case 'string':
      return value.parts.filter(isText).map(placeOf)
    case 'json':
      return places(value.value)
    case 'list':
      return value.items.flatMap(places)
    case 'object':
      return [...value.members.values()].flatMap(places)
    default:
      return []
  }
}

function isText(part: StringPart): part is TextPart {
  return part.kind === 'text'
}

/** `text`, `text at written` where that differs, `text at nothing` where no place is told. */
function placeOf({ text, from }: TextPart): string {
  const written = from === undefined ? 'nothing' : from.file.text.slice(from.start, from.end)
  return written === text ? text : `${text} at ${written}`
}

describe('pieces of arguments keep their places', () => {
  test.each([
    ['join(":", ["a", "b"])', ['a', ':', 'b']],
    ['format("x-%s-%d", "a", 5)', ['x-', 'a', '-', '5 at nothing']],
    ['format("%.2s|%5s", "abc", "d")', ['ab', '|', '     at nothing', 'd']],
    ['formatlist("%s!", ["a", "b"])', ['a', '!', 'b', '!']],
    ['trimspace("  abc ")', ['abc']],
    ['trim("--abc-", "-")', ['abc']],
    ['chomp("abc\\n")', ['abc at abc\\n']],
    ['trimprefix("abc", "a")', ['bc']],
    ['trimsuffix("abc", "c")', ['ab']],
    ['substr("abcdef", 2, 3)', ['cde']],
    ['split(",", "a,b,c")', ['a', 'b', 'c']],
    ['replace("a-b", "-", "+")', ['a', '+', 'b']],
    ['replace("a1b", "/[0-9]/", "<$0>")', ['a', '<', '1', '>', 'b']],
    ['upper("abc")', ['ABC at abc']],
    ['regex("b(.)", "abcd")', ['c']],
    ['regexall("[a-z]", "a1b")', ['a', 'b']],
    ['basename("a/b.json")', ['b.json']],
    ['urlencode("a/b")', ['a%2Fb at a/b']],
    ['sha1("a")', ['86f7e437faa5a7fce15d1ddcb9eaeaea377667b8 at nothing']],
    [
      'trimsuffix(jsonencode({ a = "x", b = ["y"] }), "}")',
      [
        '{ at { a = "x", b = ["y"] }',
        '"a": at nothing',
        '" at "x"',
        'x',
        '","b": at nothing',
        '[ at ["y"]',
        '" at "y"',
        'y',
        '"] at nothing',
      ],
    ],
  ])('%s', (expression, expected) => {
    expect(places(evaluated(expression))).toEqual(expected)
  })
})

test('values of YAML stand where they are written', () => {
  const document = [
    'yamldecode(<<-EOT',
    '  Statement:',
    '    - Action: kms:*',
    '      Resource: "*"',
    '      Note: |',
    '        two',
    '        lines',
    'EOT',
    ')',
  ]
  const value = evaluated(document.join('\n'))
  expect(places(value)).toEqual(['kms:*', '*', expect.stringMatching(/^two\nlines\n at \|/) as unknown])
  const statements = value.kind === 'object' ? value.members.get('Statement') : undefined
  const [first] = statements?.kind === 'list' ? statements.items : []
  const { file, start = 0 } = first?.from ?? {}
  expect(file?.text.slice(start, start + 13)).toBe('Action: kms:*')
})

test('fields of CSV stand where they are written', () => {
  const value = evaluated('csvdecode(<<EOT\nname,id\nx,"y ""z"""\nEOT\n)')
  expect(places(value)).toEqual(['x', 'y "', 'z"'])
})
