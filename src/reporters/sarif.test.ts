import * as fc from 'fast-check'
import type { Log, Run } from 'sarif'
import { describe, expect, test } from 'vitest'
import type { Finding, Report } from '../model/report.ts'
import { objections } from './code-scanning.ts'
import { fixedReport } from './fixed-report.ts'
import { hostileReport } from './hostile-report.ts'
import { renderSarif } from './sarif.ts'

const options = { color: false, verbose: false }

function run(report: Report, label?: string): Run {
  const log: Log = JSON.parse(renderSarif(report, label === undefined ? options : { ...options, label }))
  expect(log.version).toBe('2.1.0')
  expect(log.runs).toHaveLength(1)
  const [only] = log.runs
  if (only === undefined) throw new Error('no run')
  return only
}

function reportOf(...findings: readonly Partial<Finding>[]): Report {
  const [first] = fixedReport.findings
  return {
    ...fixedReport,
    findings: first === undefined ? [] : findings.map(finding => ({ ...first, ...finding })),
  }
}

test('a label makes a category of its own', () => {
  expect(run(fixedReport).automationDetails?.id).toBe('keyplan/')
  expect(run(fixedReport, 'live/prod').automationDetails?.id).toBe('keyplan/live/prod/')
})

test('a rule weighs as much as its worst finding', () => {
  const [rule] = run(reportOf({ severity: 'low' }, { severity: 'high' })).tool.driver.rules ?? []
  expect(rule?.defaultConfiguration?.level).toBe('error')
  expect(rule?.properties?.['security-severity']).toBe('8.0')
})

test('a possible finding only notes, says so, and makes its rule less precise', () => {
  const { results, tool } = run(reportOf({ certainty: 'possible' }))
  expect(results?.[0]?.level).toBe('note')
  expect(results?.[0]?.message.text).toMatch(/^possible: /)
  expect(tool.driver.rules?.[0]?.properties?.['precision']).toBe('medium')
})

test('notes are linked to by their ids, and steps of the path are related where nothing else shows their line', () => {
  const { results } = run(reportOf({}))
  expect(results?.[0]?.message.text?.split('\n').slice(-2)).toEqual([
    'also [modules/kms/main.tf:26](1): KMS016: a condition on `aws:SecureTransport` narrows nobody',
    'also [live/main.tf:3](2): module.kms["a b"] is called here',
  ])
  expect(
    results?.[0]?.relatedLocations?.map(({ id, physicalLocation: at }) => [id, at?.region?.startLine]),
  ).toEqual([
    [1, 26],
    [2, 3],
    [3, 14],
  ])
})

test('without sources, a finding and its notes point at the plan, and nothing is linked', () => {
  const [first] = fixedReport.findings
  if (first === undefined) throw new Error('no finding')
  const { location: _, ...bare } = first
  const related = bare.related.map(({ location: __, ...note }) => note)
  const path = bare.path.map(({ location: __, ...step }) => step)
  const { results } = run({ ...fixedReport, findings: [{ ...bare, related, path }] })
  expect(results?.[0]?.message.text).not.toContain('also [')
  const places = [...(results?.[0]?.locations ?? []), ...(results?.[0]?.relatedLocations ?? [])]
  expect(new Set(places.map(({ physicalLocation: at }) => at?.artifactLocation?.uri))).toEqual(
    new Set(['plans/payments.json']),
  )
})

test('fixes that differ stand in their results, not in the rule', () => {
  const { results, tool } = run(reportOf({ fix: 'remove a' }, { fix: 'remove b' }))
  expect(tool.driver.rules?.[0]?.help?.text).not.toContain('remove')
  expect(results?.map(result => result.message.text?.includes('fix: remove'))).toEqual([true, true])
})

test('the same fault twice keeps two fingerprints', () => {
  const prints = run(reportOf({}, {})).results?.map(result => result.partialFingerprints)
  expect(prints).toEqual([
    { primaryLocationLineHash: '3f1c0a52b7d94e68:1' },
    { primaryLocationLineHash: '3f1c0a52b7d94e68:2' },
  ])
})

test('more results than GitHub takes are cut, the mildest first, and the cut is told', () => {
  const low = Array.from({ length: 25_000 }, (): Partial<Finding> => ({
    severity: 'low',
    path: [],
    related: [],
  }))
  const { results, invocations } = run(reportOf(...low, { severity: 'critical' }))
  expect(results).toHaveLength(25_000)
  expect(results?.[0]?.level).toBe('error')
  expect(invocations?.[0]?.toolExecutionNotifications?.at(-1)?.message.text).toMatch(
    /^1 findings? .*left out/,
  )
})

describe('GitHub has no objection', () => {
  test('to the fixed report', () => {
    expect(objections(run(fixedReport))).toEqual([])
  })

  test('whatever stands in a report', () => {
    fc.assert(
      fc.property(hostileReport, report => {
        expect(objections(run(report))).toEqual([])
        expect(run(report).results).toHaveLength(report.findings.length)
      }),
    )
  })
})

test('a finding without a source points at its input, and still names its resource', () => {
  const report = {
    ...fixedReport,
    findings: fixedReport.findings.filter(finding => finding.rule === 'KMS020'),
  }
  expect(run(report).results?.[0]?.locations).toEqual([
    {
      physicalLocation: {
        artifactLocation: { uri: 'plans/payments.json' },
        region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 },
      },
      logicalLocations: [{ fullyQualifiedName: 'aws_kms_key.ledger', kind: 'resource' }],
    },
  ])
})
