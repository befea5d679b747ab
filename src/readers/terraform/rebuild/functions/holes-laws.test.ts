import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toStringValue } from '../convert.ts'
import { filledWith, type Fillings } from '../test-fill.ts'
import { agrees, filled, hidden, type Drawn, type Filling } from '../test-holes.ts'
import { EvaluationError, namedHole, type StringPart, type Value } from '../value.ts'
import { textFunctions } from './test-calls.ts'
import { textOf } from './text.ts'
import { jsonParts } from './written-json.ts'

/** Few and alike, so that what fills a hole often makes a match with what stands beside it. */
const letters = fc.constantFrom('a', 'b', 'ab', 'a:', '')
const others = fc.constantFrom('A', ' ', '\n', ':', '/', '1', 'é', '<', '"', 'arn:', '{', '%s')
const word = fc.oneof({ weight: 2, arbitrary: letters }, others)
const hole = fc.record({ hole: fc.nat(2) })
const text: fc.Arbitrary<Drawn> = fc.record({
  text: fc.array(fc.oneof({ weight: 3, arbitrary: word }, hole), { minLength: 1, maxLength: 4 }),
})
/** Holes and letters in turn. */
const dense: fc.Arbitrary<Drawn> = fc.record({
  text: fc.array(fc.oneof(fc.constantFrom('a', 'b', 'ab'), hole), { minLength: 2, maxLength: 4 }),
})
const letter = fc.constantFrom('a', 'b', 'ab', 'ba', 'aa')
const string: fc.Arbitrary<Drawn> = fc.oneof(
  { weight: 4, arbitrary: text },
  { weight: 2, arbitrary: word },
  { weight: 1, arbitrary: hole },
)
const number: fc.Arbitrary<Drawn> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(0, 1, 2, 3, -1, -2, 10) },
  hole,
)
const list: fc.Arbitrary<Drawn> = fc.record({
  list: fc.array(fc.oneof({ weight: 4, arbitrary: string }, hole), { maxLength: 3 }),
  type: fc.constantFrom('tuple' as const, 'list' as const, 'set' as const),
})
const object: fc.Arbitrary<Drawn> = fc.record({
  object: fc.dictionary(fc.constantFrom('a', 'b<'), fc.oneof(string, number, list), { maxKeys: 3 }),
  isMap: fc.constant(false),
})
const anything = fc.oneof(string, number, list, object, fc.constant(null), fc.boolean())
const format = fc.constantFrom(
  '%s',
  'a%s:',
  '%v',
  '%#v',
  '%q',
  '%d',
  '%5s',
  '%-3s|',
  '%.2s',
  '%t',
  '%05.1f',
  '%%',
  '%s%s',
)
const pattern = fc.constantFrom('a', '(a)(b)?', '[^:]+', '(?P<x>a)', 'a*', '^', '$', '(')
const oneString = fc.tuple(string)
const twoStrings = fc.tuple(string, string)

const argumentsOf: Readonly<Record<string, fc.Arbitrary<readonly Drawn[]>>> = {
  format: fc.tuple(fc.oneof(format, format, text), fc.oneof(string, number, anything)),
  formatlist: fc.tuple(format, fc.oneof(list, string), fc.oneof(list, string)),
  indent: fc.tuple(number, string),
  join: fc.oneof(fc.tuple(string, list), fc.tuple(word, list, list), fc.tuple(word, hole)),
  jsonencode: fc.tuple(anything),
  regex: fc.tuple(pattern, string),
  regexall: fc.tuple(pattern, string),
  replace: fc.oneof(
    fc.tuple(string, string, string),
    { weight: 6, arbitrary: fc.tuple(dense, letter, fc.constantFrom('', 'x', 'a')) },
    fc.tuple(
      text,
      pattern.map(source => `/${source}/`),
      fc.constantFrom('$1', '<$0>', '$x'),
    ),
    fc.tuple(text, fc.constantFrom('a', ':', 'ab', 'a:', '\n'), string),
  ),
  split: fc.oneof(twoStrings, fc.tuple(letter, dense), fc.tuple(fc.constantFrom(':', 'a', '\n'), text)),
  substr: fc.tuple(string, number, number),
  yamlencode: fc.tuple(anything),
  trim: fc.oneof(twoStrings, fc.tuple(dense, letter)),
  parseint: fc.tuple(
    fc.oneof(string, fc.constantFrom('1', '10', '-1')),
    fc.oneof(number, fc.constantFrom(2, 10, 62)),
  ),
  ...Object.fromEntries(['abs', 'ceil', 'floor', 'signum'].map(name => [name, fc.tuple(number)])),
  ...Object.fromEntries(['log', 'pow', 'max', 'min'].map(name => [name, fc.tuple(number, number)])),
  ...Object.fromEntries(
    [
      'startswith',
      'endswith',
      'trimprefix',
      'trimsuffix',
      'strcontains',
      'textencodebase64',
      'textdecodebase64',
      'uuidv5',
    ].map(name => [name, fc.oneof(twoStrings, fc.tuple(dense, letter), fc.tuple(dense, dense))]),
  ),
}

/** Some arguments as the JSON of what is drawn: its holes are within. */
function asJson(value: Value, isJson: boolean): Value {
  return isJson ? { kind: 'json', value } : value
}

const filling: fc.Arbitrary<Filling> = fc.record({
  value: fc.oneof({ weight: 5, arbitrary: word }, fc.constantFrom(0, 1, 2), fc.boolean(), fc.constant(null)),
  isTyped: fc.boolean(),
})

function outcome(name: string, args: () => readonly Value[]): Value | 'error' {
  try {
    const implementation = textFunctions[name]
    if (implementation === undefined) throw new Error(`no function ${name}`)
    return implementation(args())
  } catch (error) {
    if (error instanceof EvaluationError) return 'error'
    throw error
  }
}

/** JSON as its text, and within it what fills the holes, so that all that is told of it is compared. */
function written(value: Value, fillings: readonly Filling[]): Value {
  if (value.kind === 'list') return { ...value, items: value.items.map(item => written(item, fillings)) }
  if (value.kind === 'object')
    return {
      ...value,
      members: new Map([...value.members].map(([name, member]) => [name, written(member, fillings)])),
    }
  if (value.kind !== 'json' && value.kind !== 'string') return value
  const parts: readonly StringPart[] = value.kind === 'json' ? [value] : value.parts
  return {
    kind: 'string',
    parts: parts.flatMap(part =>
      part.kind === 'json' ? jsonParts(filledWith(part.value, byIds(fillings))) : [part],
    ),
  }
}

/** What fills the holes of the arguments, and those holes as strings. */
function byIds(fillings: readonly Filling[]): Fillings {
  return new Map(
    fillings.flatMap(({ value }, index): readonly (readonly [string, Value])[] => {
      const own = filled(value, [])
      const { id } = namedHole(`h${index}`, 'known-after-apply')
      return [
        [id, own],
        [`tostring(${id})`, toStringValue(own)],
      ]
    }),
  )
}

const runs = Number(process.env['KEYPLAN_PROPERTY_RUNS'] ?? 500)

describe('what is known stays so when holes are filled', () => {
  test.each(Object.keys(textFunctions))('%s', name => {
    const drawn = argumentsOf[name] ?? oneString
    const asked = fc.tuple(drawn, fc.tuple(filling, filling, filling), fc.boolean())
    let compared = 0
    fc.assert(
      fc.property(asked, ([args, fillings, isJson]) => {
        const first = (value: Value, index: number): Value => asJson(value, isJson && index === 0)
        const value = outcome(name, () => args.map((one, index) => first(filled(one, fillings), index)))
        const told = outcome(name, () => args.map((one, index) => first(hidden(one, fillings), index)))
        // What Terraform refuses is no result that could disagree.
        if (value === 'error') return
        expect(told).not.toBe('error')
        if (told === 'error') return
        compared += 1
        const [one, other] = [written(told, fillings), written(value, fillings)]
        expect(agrees(one, other, fillings) || { told: one, value: textOf(other) ?? other }).toBe(true)
      }),
      { numRuns: runs },
    )
    expect(compared).toBeGreaterThan(name === 'csvdecode' ? 0 : runs / 100)
  })
})
