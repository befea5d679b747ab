import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sameness } from './equality.ts'
import { parseJsonValue, parsePolicyText } from './json-text.ts'
import { memberOf, plain, withHoles } from './test-values.ts'
import {
  derived,
  EvaluationError,
  holesOf,
  namedHole,
  stringValue,
  type StringPart,
  type StringValue,
  type Value,
} from './value.ts'

const role = namedHole('role', 'known-after-apply', 'text')
const anything = namedHole('anything', 'known-after-apply')
const count = namedHole('count', 'known-after-apply', 'number')

function json(value: Value): StringPart {
  return { kind: 'json', value }
}

describe('JSON without holes', () => {
  test('is what JSON.parse makes of it', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.nat(3), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent)
        if (/\d{16}|e[-+]\d/.test(text)) return
        expect(plain(parseJsonValue(stringValue(text)))).toEqual(JSON.parse(text))
      }),
      { numRuns: 500 },
    )
  })

  test('that is broken anywhere is refused as JSON.parse refuses it', () => {
    fc.assert(
      fc.property(
        fc.json(),
        fc.nat(),
        fc.constantFrom('', ',', '"', '\\', '}', ']', '0', '\n', 'x'),
        (text, at, added) => {
          const place = at % (text.length + 1)
          const broken = text.slice(0, place) + added + text.slice(place + 1)
          expect([broken, isRefused(() => parseJsonValue(stringValue(broken)))]).toEqual([
            broken,
            isRefused(() => JSON.parse(broken)),
          ])
        },
      ),
      { numRuns: 1000 },
    )
  })

  test.each([
    ['12345678901234567890', 'a number that a double does not hold'],
    ['0.12345678901234567', 'one with more digits'],
    ['1e-400', 'one that is lost in a double'],
    ['1e400', 'one that is too large'],
  ])('%s is a hole: %s', text => {
    expect(parseJsonValue(stringValue(text))).toMatchObject({ kind: 'hole', reason: 'unsupported-function' })
  })

  test('of a name that stands twice the last value counts', () => {
    expect(plain(parseJsonValue(stringValue('{"a":1,"b":2,"a":3}')))).toEqual({ a: 3, b: 2 })
  })

  test('a name that JavaScript inherits is a name', () => {
    const value = parseJsonValue(stringValue('{"__proto__":1,"constructor":2}'))
    expect(value.kind === 'object' && [...value.members.keys()]).toEqual(['__proto__', 'constructor'])
  })

  test('nested too deep is a limit, no error', () => {
    const deep = parseJsonValue(stringValue('['.repeat(100_000)))
    expect(deep).toMatchObject({ kind: 'hole', reason: 'unsupported-function' })
    expect(plain(parseJsonValue(stringValue(`${'['.repeat(500)}${']'.repeat(500)}`)))).toBeDefined()
  })

  test('a sensitive text is sensitive in every part', () => {
    const value = parseJsonValue({ ...stringValue('{"a":["b"]}'), sensitive: true })
    expect([value, memberOf(value, 'a'), memberOf(value, 'a', '0')].map(part => part.sensitive)).toEqual([
      true,
      true,
      true,
    ])
  })
})

function isRefused(read: () => unknown): boolean {
  try {
    read()
    return false
  } catch (error) {
    if (error instanceof EvaluationError || error instanceof SyntaxError) return true
    throw error
  }
}

describe('JSON with holes', () => {
  test.each<[string, StringValue, unknown]>([
    ['in a string', withHoles('{"a":"arn:', role, ':x"}'), { a: 'arn:?role:x' }],
    ['that is all of a string', withHoles('["', role, '"]'), ['?role']],
    ['with escapes around', withHoles('["a\\n', role, '\\u00e9"]'), ['a\n?roleé']],
    [
      'in place of a value',
      withHoles('{"a":', anything, ',"b":1}'),
      { a: '?a value of jsondecode of anything', b: 1 },
    ],
    ['that is a number', withHoles('[', count, ']'), ['?count']],
    ['beside digits', withHoles('{"a":1', anything, '}'), { a: '?a value of JSON of anything' }],
    ['among the members', withHoles('[{"a":1,', anything, '}]'), ['?a value of a JSON object of anything']],
    ['in a name', withHoles('[{"', role, ':sub":"x"}, 2]'), ['?a value of a JSON object of role', 2]],
    ['in place of a name', withHoles('[{', anything, ':"x"}]'), ['?a value of a JSON object of anything']],
    ['that are all', withHoles(' ', anything, '\n'), '?a value of jsondecode of anything'],
    ['that JSON was made of', withHoles('{"a":', json(stringValue('x')), '}'), { a: 'x' }],
    [
      'of JSON in a string',
      withHoles('{"a":"', json(anything), '"}'),
      { a: '?a value of JSON in a string of anything' },
    ],
    ['that could mend it', withHoles('{"a" 1', anything), '?a value of JSON of anything'],
  ])('a hole %s', (_, text, expected) => {
    expect(plain(parseJsonValue(text), name => `?${name}`)).toEqual(expected)
  })

  test.each<[string, StringValue, unknown]>([
    ['one element', withHoles('[1, ', anything, ', 2]'), [1, '…?', 2]],
    ['with commas of its own', withHoles('[', anything, ' {"a":1} ', anything, ']'), ['…?', { a: 1 }, '…?']],
    ['beside another', withHoles('[1, ', anything, anything, ']'), [1, '…?']],
    ['behind a digit', withHoles('[1', anything, ']'), ['…?']],
    ['joined in quotes', withHoles('["', derived('join', [anything], 'string'), '"]'), ['…?']],
  ])('in a list stands for any number of elements: %s', (_, text, expected) => {
    expect(plain(parsePolicyText(text))).toEqual(expected)
    expect(parseJsonValue(text)).toMatchObject({ kind: 'hole', reason: 'known-after-apply' })
  })

  test('never hides its reference', () => {
    const texts = [
      withHoles('{"a":[', anything, ']}'),
      withHoles('{"', anything, '":1}'),
      withHoles('[1,,', anything),
    ]
    expect(texts.map(text => holesOf([parseJsonValue(text)]).map(({ name }) => name))).toEqual([
      ['anything'],
      ['anything'],
      ['anything'],
    ])
  })

  test('what is broken is refused only without holes', () => {
    expect(() => parseJsonValue(withHoles('{"a" 1}'))).toThrow(EvaluationError)
  })

  test('a part of the text that becomes a hole changes no part that stays known', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.nat(), fc.nat(9), (value, at, length) => {
        const text = JSON.stringify(value, undefined, 1)
        if (/\d{16}|e[-+]\d/.test(text)) return
        const start = at % text.length
        const end = Math.min(text.length, start + length + 1)
        const parts = [text.slice(0, start), text.slice(end)].map(part => (part === '' ? [] : [part]))
        // A hole in a string is not taken to end it.
        if (isInString(text, start) && /["\\]/.test(text.slice(start, end))) return
        // Nor to close what stands around it, nor to begin a string that the text goes on with.
        if (closesMore(text.slice(start, end)) || isInString(text, start) !== isInString(text, end)) return
        const found = parsePolicyText(withHoles(...(parts[0] ?? []), anything, ...(parts[1] ?? [])))
        expect([text.slice(start, end), agrees(JSON.parse(text), found)]).toEqual([
          text.slice(start, end),
          true,
        ])
      }),
      { numRuns: 2000 },
    )
  })
})

/** Whether a bracket is closed in a text that was opened before it. */
function closesMore(text: string): boolean {
  let depth = 0
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth += bracket === '[' || bracket === '{' ? 1 : -1
    if (depth < 0) return true
  }
  return false
}

function isInString(text: string, at: number): boolean {
  return (text.slice(0, at).replace(/\\./g, '').match(/"/g)?.length ?? 0) % 2 === 1
}

/** Whether a known value can be what one with a hole turns out to be. Text that brings members of its own is not meant. */
function agrees(known: unknown, value: Value): boolean {
  switch (value.kind) {
    case 'hole':
      return true
    case 'string':
      return typeof known === 'string' && sameness(stringValue(known), value) !== 'no'
    case 'list': {
      if (!Array.isArray(known)) return false
      const open = value.items.findIndex(item => item.kind === 'hole' && item.several === true)
      if (open === -1)
        return (
          known.length === value.items.length &&
          value.items.every((item, index) => agrees(known[index], item))
        )
      const behind = value.items.length - open - 1
      return (
        value.items.slice(0, open).every((item, index) => agrees(known[index], item)) &&
        value.items.slice(open + 1).every((item, index) => agrees(known[known.length - behind + index], item))
      )
    }
    case 'object':
      return (
        typeof known === 'object' &&
        known !== null &&
        [...value.members].every(([name, part]) => agrees(new Map(Object.entries(known)).get(name), part))
      )
    default:
      return known === plain(value)
  }
}
