import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { InputError } from '../../model/input-error.ts'
import { decode } from '../decode.ts'
import { inChunks } from '../in-chunks.ts'
import { items, property } from './json-value.ts'
import { scan } from './scan.ts'
import { streamPlan } from './stream-plan.ts'
import { fuzzing } from '../../fuzzing.ts'

const { runs, timeout } = fuzzing(3)

const plans = ['seed-root-delegation', 'hard-depends-on-data', 'state-policy-becomes-unknown'].map(name =>
  readFileSync(new URL(`../../../testdata/${name}/plan.json`, import.meta.url)),
)

const chunkSize = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 10, max: 20_000 }))
const nasty = fc.constantFrom(
  '{',
  '}',
  '[',
  ']',
  '"',
  '\\',
  ',',
  ':',
  '0',
  '-',
  'null',
  ' ',
  '\n',
  '\u0000',
  'é',
  '\\u00',
  '1e',
)

/** Replaces so many characters at that part of the text (0 to 1) by others. */
interface Edit {
  readonly where: number
  readonly removed: number
  readonly added: string
}
const edits = fc.array(
  fc.record<Edit>({
    where: fc.double({ min: 0, max: 1, noNaN: true }),
    removed: fc.integer({ min: 0, max: 3 }),
    added: fc.oneof(nasty, fc.constant(''), fc.string({ maxLength: 3 })),
  }),
  { minLength: 1, maxLength: 4 },
)

function edited(text: string, changes: readonly Edit[]): string {
  return changes.reduce((now, { where, removed, added }) => {
    const at = Math.floor(where * now.length)
    return now.slice(0, at) + added + now.slice(at + removed)
  }, text)
}

function isRefused(read: () => unknown, error: new (...given: never[]) => Error): boolean {
  try {
    read()
    return false
  } catch (thrown) {
    if (thrown instanceof error) return true
    throw thrown
  }
}

const ignore = (): void => {}

test(
  'walks through what JSON.parse takes, and through nothing else',
  () => {
    const law = fc.property(
      fc.json(),
      fc.nat(2),
      fc.option(edits),
      chunkSize,
      (json, indent, changes, size) => {
        const text = edited(JSON.stringify([JSON.parse(json)], undefined, indent), changes ?? [])
        if (!text.startsWith('[')) return
        const walk = () => {
          const listener = { name: ignore, list: ignore, slice: ignore }
          const { write, end } = scan({ kind: 'everything' }, 'x.json', listener)
          for (const chunk of inChunks(text, size)) write(chunk)
          end()
        }
        expect([text, isRefused(walk, InputError)]).toEqual([
          text,
          isRefused(() => JSON.parse(text), SyntaxError),
        ])
      },
    )
    fc.assert(law, runs)
  },
  timeout,
)

const resource = fc.record({
  address: fc.string(),
  mode: fc.constantFrom('managed', 'data'),
  type: fc.constantFrom('aws_kms_key', 'aws_iam_role', 'aws_subnet', '"aws_kms_key"', 'aws_kms_key\\'),
  name: fc.string(),
  change: fc.record({ actions: fc.constant(['create']), after: fc.dictionary(fc.string(), fc.jsonValue()) }),
})

const isKept = (type: string | undefined): boolean => type === 'aws_kms_key' || type === 'aws_iam_role'

test(
  'keeps the same as JSON.parse, in chunks of any size',
  async () => {
    const members = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 }))
    const law = fc.asyncProperty(
      members,
      fc.array(resource),
      fc.nat(2),
      chunkSize,
      async (rest, changes, indent, size) => {
        const plan = { format_version: '1.2', ...rest, resource_changes: changes, planned_values: {} }
        const text = JSON.stringify(plan, undefined, indent)
        const read = await streamPlan(decode(inChunks(text, size), 'x.json'), 'x.json')
        const whole = items(property(JSON.parse(text), 'resource_changes'))
        expect(read.resource_changes).toEqual(whole.filter((_, index) => isKept(changes[index]?.type)))
      },
    )
    await fc.assert(law, runs)
  },
  timeout,
)

test(
  'reads a damaged plan or tells the place of the fault',
  async () => {
    const bytes = fc.constantFrom(...plans)
    const flips = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 3 })
    const law = fc.asyncProperty(bytes, edits, flips, chunkSize, async (plan, changes, flipped, size) => {
      const damaged = Buffer.from(edited(plan.toString(), changes))
      for (const [at, byte] of flipped) damaged[at % damaged.length] = byte
      try {
        const read = await streamPlan(decode(inChunks(damaged, size), 'x.json'), 'x.json')
        expect(Array.isArray(read.planned_values)).toBe(true)
      } catch (error) {
        if (!(error instanceof InputError)) throw error
        const { line = 0, column = 0 } = error.place
        if (line < 1 || column < 1) throw new Error('no place', { cause: error })
      }
    })
    await fc.assert(law, runs)
  },
  timeout,
)
