import { readFileSync, writeFileSync } from 'node:fs'
import { Ajv2020, type AnySchemaObject } from 'ajv/dist/2020.js'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DiffReport, KeyDiff } from '../model/diff.ts'
import { fixedDiffReport, hostileDiffReport } from './diff-fixed-report.ts'
import { diffFormats, diffReporters } from './diff.ts'
import type { RenderOptions } from './render-options.ts'

const plain = { color: false, verbose: false, width: 100 }

function rendered(
  format: (typeof diffFormats)[number],
  report: DiffReport,
  options: Partial<RenderOptions> = {},
): string {
  return [...diffReporters[format](report, { ...plain, ...options })].join('')
}

// UPDATE_GOLDEN=1 rewrites the files: read the change before you commit it.
const update = process.env['UPDATE_GOLDEN'] === '1'

test.each([
  ['diff.txt', rendered('text', fixedDiffReport)],
  ['diff-narrow.txt', rendered('text', fixedDiffReport, { width: 40 })],
  ['diff-color.txt', rendered('text', fixedDiffReport, { color: true })],
  ['diff-verbose.txt', rendered('text', fixedDiffReport, { verbose: true })],
  ['diff.json', rendered('json', fixedDiffReport)],
])('%s is the fixed report', (name, output) => {
  const file = new URL(`../../testdata/reporters/${name}`, import.meta.url)
  if (update) writeFileSync(file, output)
  expect(output).toBe(readFileSync(file, 'utf8'))
})

const schema: AnySchemaObject = JSON.parse(
  readFileSync(new URL('../../schemas/diff.schema.json', import.meta.url), 'utf8'),
)
const validate = new Ajv2020({ allErrors: true, strict: true }).compile(schema)

function objections(json: string): unknown {
  return validate(JSON.parse(json)) === true ? [] : validate.errors
}

const nothing: DiffReport = {
  ...fixedDiffReport,
  inputs: [],
  errors: [],
  blindSpots: [],
  change: {
    summary: {
      changes: 'no',
      byKind: { gained: 0, widened: 0, narrowed: 0, lost: 0 },
      byFate: { kept: 0, created: 0, destroyed: 0, replaced: 0 },
      elsewhere: 0,
      says: 'No change in access',
    },
    keys: () => [],
    elsewhere: [],
    elsewhereAccesses: () => [],
  },
}

describe('JSON', () => {
  test('fits the schema', () => {
    expect(objections(rendered('json', fixedDiffReport))).toEqual([])
    const { drift: _, ...withoutDrift } = nothing
    expect(objections(rendered('json', withoutDrift))).toEqual([])
  })

  test('has a list for each kind of change', () => {
    const { gained, lost, widened, narrowed }: Record<string, readonly unknown[]> = JSON.parse(
      rendered('json', fixedDiffReport),
    )
    expect([gained, lost, widened, narrowed].map(list => list?.length)).toEqual([6, 2, 1, 1])
  })
})

describe('text', () => {
  test('of a thousand keys to which the same happens is one block', () => {
    const [key] = fixedDiffReport.change.keys()
    if (key === undefined) throw new Error('the fixed report has none')
    const many = Array.from({ length: 1000 }, (_, index): KeyDiff => ({
      ...key,
      address: `aws_kms_key.k[${index}]`,
    }))
    const report = { ...nothing, change: { ...nothing.change, keys: () => many } }
    expect(rendered('text', report)).toContain(
      '1000 keys alike: aws_kms_key.k[0], aws_kms_key.k[1], aws_kms_key.k[2] and 997 more\n',
    )
    expect(rendered('text', report).length).toBeLessThan(rendered('text', fixedDiffReport).length)
  })

  test('names the files, where two are compared, and how two plans are told instead', () => {
    const [input] = fixedDiffReport.inputs
    if (input === undefined) throw new Error('the fixed report has none')
    const inputs = [
      { ...input, path: 'a.json' },
      { ...input, path: 'b.json' },
    ]
    const sides = { before: ['a.json'], after: ['b.json'] }
    expect(rendered('text', { ...nothing, compared: 'inputs', sides, inputs })).toMatch(
      /^before: a\.json, after: b\.json, .*quote a pattern/,
    )
    const several = { before: [], after: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] }
    expect(rendered('text', { ...nothing, compared: 'inputs', sides: several, inputs })).toMatch(
      /^before: nothing, after: a, b, c, d, e and 2 more, each as it is once applied/,
    )
    const templates = inputs.map(one => ({ ...one, kind: 'cloudformation-template' as const }))
    expect(rendered('text', { ...nothing, compared: 'inputs', sides, inputs: templates })).not.toContain(
      'quote',
    )
  })
})

test('whatever stands in a report, nothing of it acts on a terminal or a CI log', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(...diffFormats),
      fc.boolean(),
      (text, format, verbose) => {
        const output = rendered(format, hostileDiffReport(`${text}\u001B[2J\n::error::##[x]\u202E`), {
          verbose,
        })
        expect(output.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
        expect(output).not.toMatch(/^\s*::|##\w*\[/m)
      },
    ),
    { numRuns: 50 },
  )
})
