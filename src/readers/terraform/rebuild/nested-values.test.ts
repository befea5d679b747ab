import { describe, expect, test } from 'vitest'
import { parseJsonConfiguration } from '../../../hcl/json-syntax.ts'
import { nestedBlockValues } from './nested-values.ts'
import { bodyOf, evaluateLiterals, fileOf, scopeWith, writtenAs } from './test-literals.ts'
import { plain } from './test-values.ts'
import {
  EvaluationError,
  listValue,
  namedHole,
  nullValue,
  objectValue,
  stringValue,
  type Value,
} from './value.ts'

const a = stringValue('a')
const b = stringValue('b')
const hole = namedHole('a role', 'known-after-apply')

function statements(text: string, names: Readonly<Record<string, Value>> = {}): readonly Value[] {
  return nestedBlockValues(bodyOf(text), 'statement', evaluateLiterals, scopeWith(names), { principals: {} })
}

function shown(text: string, names: Readonly<Record<string, Value>> = {}): unknown {
  return statements(text, names).map(value => plain(value, name => name))
}

/** A dynamic block over `all`, whose content shows key and value. */
const dynamic = `
  dynamic "statement" {
    for_each = all
    content {
      sid       = statement.key
      resources = [statement.value]
    }
  }`

describe('nested blocks', () => {
  test('are objects with their arguments and the blocks inside', () => {
    const text = `
      name = "x"
      statement {
        sid = "One"
        principals { type = "AWS" }
        principals { type = "Service" }
      }
      other { sid = "No" }`
    expect(shown(text)).toEqual([{ sid: 'One', principals: [{ type: 'AWS' }, { type: 'Service' }] }])
  })

  test('stand in source order with those that a dynamic block makes, at the place of their block', () => {
    const text = `statement { sid = "First" }${dynamic}\nstatement { sid = "Last" }\n`
    const found = statements(text, { all: listValue('set', [a, b]) })
    expect(found.map(value => plain(value))).toEqual([
      { sid: 'First' },
      { sid: 'a', resources: ['a'] },
      { sid: 'b', resources: ['b'] },
      { sid: 'Last' },
    ])
    expect(found.map(writtenAs).map(written => written?.trim().split(' ').slice(0, 2).join(' '))).toEqual([
      'statement {',
      'dynamic "statement"',
      'dynamic "statement"',
      'statement {',
    ])
  })

  test.each<[string, Value, unknown]>([
    [
      'a list',
      listValue('list', [a, b]),
      [
        [0, 'a'],
        [1, 'b'],
      ],
    ],
    [
      'a tuple with a hole',
      listValue('tuple', [a, hole]),
      [
        [0, 'a'],
        [1, 'a role'],
      ],
    ],
    [
      'a set',
      listValue('set', [a, hole]),
      [
        ['a', 'a'],
        ['a role', 'a role'],
      ],
    ],
    [
      'a map in the order of its names',
      objectValue(
        new Map([
          ['y', b],
          ['x', a],
        ]),
        true,
      ),
      [
        ['x', 'a'],
        ['y', 'b'],
      ],
    ],
    ['nothing', listValue('tuple', []), []],
  ])('go over %s', (_, all, expected) => {
    const entries = statements(dynamic, { all }).map(value => {
      const { sid, resources } = Object(plain(value, name => name))
      return [sid, ...resources]
    })
    expect(entries).toEqual(expected)
  })

  test('over what is not known are one hole for any number of them', () => {
    const [only, ...others] = statements(dynamic, { all: hole })
    expect(others).toEqual([])
    expect(only).toMatchObject({ kind: 'hole', several: true, refs: [{ name: 'a role' }] })
    expect(only === undefined ? '' : writtenAs(only)).toContain('for_each = all')
  })

  test('over a loose list are certain only for the elements that are', () => {
    const arn = namedHole('arn', 'known-after-apply', 'text')
    const all = { ...listValue('list', [a, arn, hole]), isLoose: true as const }
    expect(statements(dynamic, { all }).map(value => plain(value, name => name))).toEqual([
      { sid: 'a value of an index of arn, a role', resources: ['a'] },
      { sid: 'a value of an index of arn, a role', resources: ['arn'] },
      '…a value of dynamic "statement" of a role',
    ])
  })

  test.each([
    ['null', nullValue],
    ['a string', a],
  ])('over %s are refused', (_, all) => {
    expect(() => statements(dynamic, { all })).toThrow(EvaluationError)
  })

  test('take the name of their iterator, and hide others of that name only inside', () => {
    const text = `
      dynamic "statement" {
        for_each = all
        iterator = each_one
        content {
          sid = each_one.value
          dynamic "principals" {
            for_each = each_one.value == "x" ? [] : inner
            content {
              type        = principals.value
              identifiers = [each_one.value, statement]
            }
          }
        }
      }`.replace('each_one.value == "x" ? [] : inner', 'inner')
    const names = {
      all: listValue('tuple', [a]),
      inner: listValue('tuple', [b]),
      statement: stringValue('outer'),
    }
    expect(shown(text, names)).toEqual([
      { sid: 'a', principals: [{ type: 'b', identifiers: ['a', 'outer'] }] },
    ])
  })

  test('of the JSON syntax are the same', () => {
    const text = JSON.stringify({
      resource: {
        x: {
          y: {
            statement: [{ sid: 'One', principals: { type: 'AWS' } }],
            dynamic: { statement: { for_each: ['a'], content: { sid: '${statement.value}' } } },
          },
        },
      },
    })
    const body = parseJsonConfiguration(fileOf(text)).blocks[0]?.body
    const found = nestedBlockValues(body ?? bodyOf(''), 'statement', evaluateLiterals, scopeWith(), {
      principals: {},
    })
    expect(found.map(value => plain(value))).toEqual([
      { sid: 'One', principals: [{ type: 'AWS' }] },
      { sid: 'a' },
    ])
  })

  test('that multiply without end are cut short', () => {
    const many = listValue(
      'tuple',
      Array.from({ length: 1000 }, () => a),
    )
    const inner = dynamic.replaceAll('statement', 'principals')
    const text = dynamic.replace('sid ', `${inner}\n sid `)
    const found = statements(text, { all: many })
    expect(found.length).toBe(1000)
    expect(JSON.stringify(plain(found[999] ?? nullValue)).length).toBeLessThan(100_000)
  })
})
