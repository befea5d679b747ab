import { readFileSync, writeFileSync } from 'node:fs'
import { Ajv2020, type AnySchemaObject } from 'ajv/dist/2020.js'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CallerGroup, WhoKey, WhoReport } from '../model/who.ts'
import { fixedWhoReport, hostileWhoReport } from './who-fixed-report.ts'
import { whoFormats, whoReporters } from './who.ts'

const plain = { color: false, verbose: false, width: 100 }

function rendered(format: (typeof whoFormats)[number], report: WhoReport, verbose = false): string {
  return [...whoReporters[format](report, { ...plain, verbose })].join('')
}

// UPDATE_GOLDEN=1 rewrites the files: read the change before you commit it.
const update = process.env['UPDATE_GOLDEN'] === '1'

test.each([
  ['who.txt', rendered('text', fixedWhoReport)],
  ['who-verbose.txt', rendered('text', fixedWhoReport, true)],
  ['who.json', rendered('json', fixedWhoReport)],
  ['who.dot', rendered('dot', fixedWhoReport)],
  ['who.mermaid', rendered('mermaid', fixedWhoReport)],
])('%s is the fixed report', (name, output) => {
  const file = new URL(`../../testdata/reporters/${name}`, import.meta.url)
  if (update) writeFileSync(file, output)
  expect(output).toBe(readFileSync(file, 'utf8'))
})

const schema: AnySchemaObject = JSON.parse(
  readFileSync(new URL('../../schemas/who.schema.json', import.meta.url), 'utf8'),
)
const validate = new Ajv2020({ allErrors: true, strict: true }).compile(schema)

function objections(json: string): unknown {
  return validate(JSON.parse(json)) === true ? [] : validate.errors
}

describe('JSON', () => {
  test('fits the schema', () => {
    expect(objections(rendered('json', fixedWhoReport))).toEqual([])
  })

  test('of nothing fits it too', () => {
    const empty: WhoReport = {
      ...fixedWhoReport,
      inputs: [],
      errors: [],
      blindSpots: [],
      keys: () => [],
      uses: () => [],
    }
    const json = rendered('json', empty)
    expect(objections(json)).toEqual([])
    expect(JSON.parse(json)).toMatchObject({ accesses: [], uses: [] })
  })

  test('comes in parts, however many accesses there are', () => {
    const [key] = fixedWhoReport.keys()
    const [access] = key?.accesses() ?? []
    if (key === undefined || access === undefined) throw new Error('the fixed report has none')
    const many: WhoKey = { ...key, accesses: () => Array.from({ length: 5000 }, () => access) }
    const parts = [...whoReporters.json({ ...fixedWhoReport, keys: () => [many] }, plain)]
    expect(parts.length).toBeGreaterThan(20)
    expect(Math.max(...parts.map(({ length }) => length))).toBeLessThan(70_000)
    expect(JSON.parse(parts.join(''))).toMatchObject({ schemaVersion: 1 })
  })
})

describe('a graph', () => {
  test('says where it ends', () => {
    const [key] = fixedWhoReport.keys()
    const [group] = key?.callers ?? []
    if (key === undefined || group === undefined) throw new Error('the fixed report has none')
    const callers = Array.from({ length: 3000 }, (_, index): CallerGroup => {
      const [first] = group.members
      return { ...group, members: [{ ...first, name: `role/${index}` }] }
    })
    const report: WhoReport = { ...fixedWhoReport, keys: () => [{ ...key, callers }] }
    expect(rendered('dot', report).match(/->/g)).toHaveLength(2000)
    expect(rendered('dot', report)).toContain('more than 2000 accesses')
    expect(rendered('mermaid', report).match(/-->/g)).toHaveLength(150)
    expect(rendered('mermaid', report).length).toBeLessThan(50_000)
  })

  test.each([
    'a"]; evil [label="',
    'a\\" ]',
    '"] --> x',
    '`**b**`',
    '<script>',
    '%%{init: {}}%%',
    'a\nb',
    '#quot;',
  ])('cannot be changed by a name such as %j', name => {
    const report = hostileWhoReport(name)
    const dot = rendered('dot', report).split('\n')
    expect(
      dot.filter(
        line =>
          !/^(?: {2}(?:n\d+|more)(?: -> n\d+)? \[label="(?:[^"\\]|\\.)*"[ a-z=,]*\]| {2}rankdir=LR| {2}node \[shape=box\]|digraph keyplan \{|\}|)$/.test(
            line,
          ),
      ),
    ).toEqual([])
    const mermaid = rendered('mermaid', report).split('\n')
    const label = String.raw`"[^"<>\x60%&\\{}]*"`
    const line = new RegExp(
      String.raw`^(?: {2}n\d+\[\(?${label}\)?\]| {2}n\d+ -?-[.-]?->\|${label}\| n\d+|flowchart LR| {2}class(?:Def)? [a-z0-9 ,:#-]+|)$`,
    )
    expect(mermaid.filter(text => !line.test(text))).toEqual([])
  })
})

test('whatever stands in a report, nothing of it acts on a terminal or a CI log', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(...whoFormats),
      fc.boolean(),
      (text, format, verbose) => {
        const output = rendered(format, hostileWhoReport(`${text}\u001B[2J\n::error::##[x]\u202E`), verbose)
        expect(output.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
        expect(output).not.toMatch(/^\s*::|##\w*\[/m)
      },
    ),
    { numRuns: 50 },
  )
})
