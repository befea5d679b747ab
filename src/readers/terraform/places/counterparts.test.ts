import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { listValue, namedHole, objectValue, stringValue, type Value } from '../rebuild/value.ts'
import { beforeFor, writtenFor } from './counterparts.ts'

const words = fc.constantFrom('kms:Decrypt', 'kms:Encrypt', 'kms:*', 's3:*', '*')
const element = fc.oneof(words, fc.uniqueArray(words, { minLength: 1, maxLength: 3 }))
const statement = fc.record(
  {
    Sid: fc.constantFrom('A', 'B', 'C', 'D', ''),
    Effect: fc.constantFrom('Allow', 'Deny'),
    Action: element,
    Resource: element,
    Principal: fc.record({ AWS: element }),
  },
  { requiredKeys: ['Effect', 'Action'] },
)

function valueOf(json: unknown): Value {
  if (Array.isArray(json)) return listValue('tuple', json.map(valueOf))
  if (typeof json !== 'object' || json === null) return stringValue(String(json))
  return objectValue(new Map(Object.entries(json).map(([name, value]) => [name, valueOf(value)])))
}

/** As a provider stores it: sorted names, sorted lists, lists of one element as that element. */
function normalised(json: unknown): unknown {
  if (Array.isArray(json)) {
    const items = json.map(normalised)
    return items.length === 1
      ? items[0]
      : items.toSorted((one, other) => (String(one) < String(other) ? -1 : 1))
  }
  if (typeof json !== 'object' || json === null) return json
  const members = Object.entries(json).map(([name, value]) => [name, normalised(value)] as const)
  return Object.fromEntries(members.toSorted(([one], [other]) => (one < other ? -1 : 1)))
}

test('each statement is found again that says the same, in any order and form', () => {
  fc.assert(
    fc.property(fc.array(statement, { maxLength: 6 }), fc.infiniteStream(fc.nat()), (sources, random) => {
      const shuffled = sources
        .map(one => ({ one, key: random.next().value }))
        .toSorted((one, other) => one.key - other.key)
        .map(({ one }) => one)
      const values = sources.map(valueOf)
      const pairs = writtenFor(shuffled.map(normalised), { kind: 'list', type: 'tuple', items: values })
      for (const [index, value] of pairs.entries()) {
        const original = values.findIndex(one => one === value)
        expect(normalised(sources[original])).toEqual(normalised(shuffled[index]))
      }
      expect(new Set(pairs).size).toBe(sources.length)
    }),
  )
})

const hole = namedHole('var.x', 'known-after-apply')

function written(...items: readonly Value[]): readonly Value[] {
  return items
}

function found(planned: readonly unknown[], items: readonly Value[], isLoose?: true): readonly number[] {
  const list = { kind: 'list', type: 'tuple', items, ...(isLoose === undefined ? {} : { isLoose }) } as const
  return writtenFor(planned, list).map(value => (value === undefined ? -1 : items.indexOf(value)))
}

test('by Sid, even if the plan says something else', () => {
  const planned = [{ Sid: 'B', Action: 'x' }, { Sid: 'A' }]
  expect(found(planned, [valueOf({ Sid: 'A' }), valueOf({ Sid: 'B', Action: 'y' })])).toEqual([1, 0])
})

test('never under another Sid', () => {
  expect(found([{ Sid: 'B' }], [valueOf({ Sid: 'A' })])).toEqual([-1])
  expect(found([{ Action: 'a' }], [valueOf({ Sid: 'A', Action: 'b' })])).toEqual([-1])
})

test('what is known goes before holes, and holes before the place', () => {
  expect(found(['a', 'b'], written(hole, stringValue('a')))).toEqual([1, 0])
  expect(found(['a', 'b'], written(stringValue('x'), stringValue('a')))).toEqual([1, -1])
  expect(found(['a', 'b'], written(stringValue('x'), stringValue('y')))).toEqual([0, 1])
})

test('not by the place where the order of the source is not told', () => {
  expect(found(['a', 'b'], written(stringValue('x'), stringValue('y')), true)).toEqual([-1, -1])
})

test('statements before the change: by Sid, by content, by place', () => {
  const before = [{ Sid: 'A', Action: 'x' }, { Action: 'y' }, { Action: 'z' }]
  const after = [{ Action: ['y'] }, { Sid: 'A', Action: 'w' }, { Action: 'v' }]
  expect(beforeFor(after, before)).toEqual([before[1], before[0], before[2]])
})

test('lists in which everything may be everything come to an end', () => {
  const planned = Array.from({ length: 20_000 }, (_, index) => `arn:aws:iam::444455556666:role/${index}`)
  const open = planned.map(() => ({ kind: 'string', parts: [{ kind: 'text', text: 'x' }, hole] }) as const)
  expect(found(planned, open)).toHaveLength(20_000)
})
