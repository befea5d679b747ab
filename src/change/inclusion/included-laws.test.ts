import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { holds } from '../../access/request/conditions.ts'
import { text, type Text } from '../../model/text.ts'
import { allOf, anyOf, opposite, type Tri } from '../../model/tri.ts'
import type { Circumstances } from './circumstances.ts'
import { isIncluded, type Inclusion } from './included.ts'
import { circumstances, closeCircumstances, conditionOf, context, families } from './random-circumstances.ts'

const numRuns = Number(process.env['KEYPLAN_LAWS'] ?? 2_000)
const timeout = 120_000

type Context = ReadonlyMap<string, readonly Text[]>

function isMet({ conditions, unless }: Circumstances, request: Context): Tri {
  const denied = unless.map(list => allOf(list.map(condition => holds(condition, request))))
  return allOf([...conditions.map(condition => holds(condition, request)), opposite(anyOf(denied))])
}

function contextOf(example: Inclusion['example']): Context | undefined {
  return example && new Map([...example].map(([key, values]) => [key, values.map(value => text(value))]))
}

const pair = fc.oneof(
  closeCircumstances,
  fc.array(circumstances, { minLength: 2, maxLength: 3 }),
  // One that asks for more than another is often included.
  fc.tuple(circumstances, circumstances).map(([one, more]): readonly Circumstances[] => [
    { ...one, conditions: [...one.conditions, ...more.conditions] },
    { ...one, unless: one.unless.slice(1) },
  ]),
)

test(
  'no request contradicts a yes, and the example of a no is one that contradicts it',
  () => {
    const count = { yes: 0, no: 0, unknown: 0 }
    let sampledFor = 0
    fc.assert(
      fc.property(pair, fc.array(context, { minLength: 30, maxLength: 30 }), ([one, ...others], sampled) => {
        if (one === undefined) return
        const { is, example } = isIncluded(one, others)
        count[is] += 1
        const request = contextOf(example)
        expect(request === undefined).toBe(is !== 'no')
        const met = [one, ...others].map(each => (request === undefined ? 'no' : isMet(each, request)))
        expect(met).toEqual([one, ...others].map((_, index) => (is === 'no' && index === 0 ? 'yes' : 'no')))
        const asked = is === 'yes' ? sampled : []
        sampledFor += asked.length
        const against = asked.filter(
          each => isMet(one, each) === 'yes' && !others.some(other => isMet(other, each) === 'yes'),
        )
        expect(against).toEqual([])
      }),
      { numRuns },
    )
    console.log(
      `yes ${count.yes}, no ${count.no}, unknown ${count.unknown}; ${sampledFor} requests against a yes`,
    )
    expect(count.unknown).toBeLessThan(numRuns / 50)
    expect(count.yes).toBeGreaterThan(numRuns / 10)
    expect(count.no).toBeGreaterThan(numRuns / 10)
  },
  timeout,
)

describe.each(families)('$name', family => {
  test(
    'two conditions on one key are always told',
    () => {
      const one = conditionOf({ ...family, keys: family.keys.slice(0, 1) })
      fc.assert(
        fc.property(one, one, (first, second) => {
          const [left, right] = [first, second].map(condition => ({
            conditions: [condition],
            unless: [],
            unknowns: [],
          }))
          if (left === undefined || right === undefined) return
          expect(isIncluded(left, [right]).is).not.toBe('unknown')
        }),
        { numRuns: numRuns / 4 },
      )
    },
    timeout,
  )
})

const laws = { numRuns: numRuns / 2 }

test(
  'everything is included in itself, in whatever order',
  () => {
    fc.assert(
      fc.property(circumstances, circumstances, (one, other) => {
        const turned = { ...one, conditions: one.conditions.toReversed(), unless: one.unless.toReversed() }
        expect(isIncluded(one, [other, turned])).toEqual({ is: 'yes' })
      }),
      laws,
    )
  },
  timeout,
)

test(
  'a yes and a yes make a yes',
  () => {
    fc.assert(
      fc.property(closeCircumstances, ([one, two, three]) => {
        if (one === undefined || two === undefined || three === undefined) return
        if (isIncluded(one, [two]).is !== 'yes' || isIncluded(two, [three]).is !== 'yes') return
        expect(isIncluded(one, [three]).is).not.toBe('no')
      }),
      laws,
    )
  },
  timeout,
)

test(
  'asking for more of one, less of the others, or adding another never turns a yes into a no',
  () => {
    fc.assert(
      fc.property(closeCircumstances, ([one, two, three]) => {
        if (one === undefined || two === undefined || three === undefined) return
        if (isIncluded(one, [two]).is !== 'yes') return
        const more = { ...one, conditions: [...one.conditions, ...three.conditions] }
        const less = { ...two, conditions: two.conditions.slice(1), unless: two.unless.slice(1) }
        expect(isIncluded(more, [two]).is).not.toBe('no')
        expect(isIncluded({ ...one, unless: [...one.unless, ...three.unless] }, [two]).is).not.toBe('no')
        expect(isIncluded(one, [less]).is).not.toBe('no')
        expect(isIncluded(one, [three, two]).is).not.toBe('no')
      }),
      laws,
    )
  },
  timeout,
)

test(
  'a value more widens a positive operator and narrows a negated one',
  () => {
    const condition = fc
      .oneof(...families.map(conditionOf))
      .filter(({ operator }) => !/Null|Than/.test(operator))
    fc.assert(
      fc.property(condition, fc.constantFrom('a', 'b*', '10.0.0.9', '7', 'true'), (one, value) => {
        const before = { conditions: [one], unless: [], unknowns: [] }
        const longer = { ...one, values: [...one.values, text(value)] }
        const after = { conditions: [longer], unless: [], unknowns: [] }
        const [narrow, wide] = one.operator.includes('Not') ? [after, before] : [before, after]
        expect(isIncluded(narrow, [wide]).is).not.toBe('no')
      }),
      laws,
    )
  },
  timeout,
)
