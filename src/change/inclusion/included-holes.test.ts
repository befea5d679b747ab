import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Condition } from '../../model/statement.ts'
import { text, type Text } from '../../model/text.ts'
import { isUnknown } from '../../model/unknown.ts'
import type { Circumstances } from './circumstances.ts'
import { isIncluded } from './included.ts'
import { conditionOf, families } from './random-circumstances.ts'
import { hole, when } from './written.ts'

const numRuns = Number(process.env['KEYPLAN_LAWS'] ?? 2_000)

const family = fc.constantFrom(
  ...families.filter(({ name }) => ['String', 'Arn', 'lists', 'Numeric'].includes(name)),
)

/** Parts of values become holes, by what stood there, so that equal values have equal holes. */
function hidden(condition: Condition, which: number): Condition {
  if (condition.operator === 'Null') return condition
  return {
    ...condition,
    values: condition.values.map((value, index): Text => {
      const [written] = value
      if (((which >> index) & 1) === 0 || typeof written !== 'string') return value
      const start = written.startsWith('arn:') ? written.lastIndexOf('/') + 1 : which % 2
      const name = written.slice(start)
      return name === '' || name.includes(':') ? value : text(written.slice(0, start), hole(name))
    }),
  }
}

/** What a hole was made of, or something else: both are what it may turn out to be. */
function filled(condition: Condition, other: string | undefined): Condition {
  return {
    ...condition,
    values: condition.values.map(value =>
      text(...value.map(part => (isUnknown(part) ? (other ?? part.name) : part))),
    ),
  }
}

function each(one: Circumstances, change: (condition: Condition) => Condition): Circumstances {
  return { ...one, conditions: one.conditions.map(change), unless: one.unless.map(list => list.map(change)) }
}

const circumstances = family.chain(one => {
  const condition = fc
    .tuple(conditionOf({ ...one, keys: one.keys.slice(0, 2) }), fc.nat(7))
    .map(([written, which]) => hidden(written, which))
  const made = fc.record({
    conditions: fc.array(condition, { maxLength: 2 }),
    unless: fc.array(fc.array(condition, { minLength: 1, maxLength: 2 }), { maxLength: 1 }),
    unknowns: fc.constant([]),
  })
  return fc.tuple(made, fc.array(made, { minLength: 1, maxLength: 2 }))
})

test('holes that are filled never turn a certain answer round', () => {
  const count = { yes: 0, no: 0, unknown: 0 }
  fc.assert(
    fc.property(circumstances, fc.constantFrom(undefined, 'a', 'x'), ([one, others], other) => {
      const { is } = isIncluded(one, others)
      count[is] += 1
      const fill = (condition: Condition): Condition => filled(condition, other)
      const after = isIncluded(
        each(one, fill),
        others.map(any => each(any, fill)),
      ).is
      expect([is, after]).not.toEqual(['yes', 'no'])
      expect([is, after]).not.toEqual(['no', 'yes'])
    }),
    { numRuns },
  )
  console.log(`with holes: yes ${count.yes}, no ${count.no}, unknown ${count.unknown}`)
  expect(count.yes + count.no).toBeGreaterThan(numRuns / 3)
}, 120_000)

test('whatever is written, there is an answer', () => {
  const written = fc.record({
    operator: fc.constantFrom(
      'StringLike',
      'ArnLike',
      'NumericEquals',
      'DateLessThan',
      'IpAddress',
      'Null',
      'Bool',
      'Other',
      'constructor',
    ),
    ifExists: fc.boolean(),
    key: fc.oneof(
      fc.string({ maxLength: 3 }),
      fc.constantFrom('constructor', '__proto__', 'aws:PrincipalArn', 'kms:GrantOperations', 'aws:SourceIp'),
    ),
    values: fc.array(
      fc.string({ unit: 'binary', maxLength: 6 }).map(one => text(one)),
      { maxLength: 3 },
    ),
    at: fc.constant({ file: '', address: '', pointer: '' }),
  })
  const list = fc.array(written, { maxLength: 3 })
  fc.assert(
    fc.property(list, list, list, (one, other, denied) => {
      const open = { conditions: one, unless: [denied, []], unknowns: [] }
      expect(['yes', 'no', 'unknown']).toContain(isIncluded({ ...when({}), conditions: other }, [open]).is)
      expect(['yes', 'no', 'unknown']).toContain(
        isIncluded({ ...open, unless: [denied] }, [{ ...open, conditions: other }]).is,
      )
    }),
    { numRuns },
  )
}, 120_000)
