import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Report } from '../model/report.ts'
import { fixedReport } from './fixed-report.ts'
import { hostileReport } from './hostile-report.ts'
import { renderSummary } from './summary.ts'

function copies<Item>(items: readonly Item[]): readonly Item[] {
  return Array.from({ length: 10_000 }, () => items).flat()
}

describe('a report too big for GitHub', () => {
  const huge: Report = {
    ...fixedReport,
    inputs: copies(fixedReport.inputs),
    errors: copies(fixedReport.errors),
    findings: copies(fixedReport.findings),
    blindSpots: copies(fixedReport.blindSpots),
  }

  test('stays below 1 MiB, with the worst, and says what is left out', () => {
    const summary = renderSummary(huge)
    expect(Buffer.byteLength(summary)).toBeLessThan(1024 * 1024)
    expect(summary).toContain('| critical |')
    expect(summary.match(/^\d+ more do not fit/gm)).toHaveLength(4)
  })

  test('one endless finding does not hide the others', () => {
    const [first, ...others] = fixedReport.findings
    const endless =
      first === undefined ? [] : [{ ...first, message: '@'.repeat(1_000_000), rule: 'x'.repeat(1e6) }]
    const summary = renderSummary({ ...fixedReport, findings: [...endless, ...others] })
    expect(summary).toContain('too long for this table')
    expect(summary).toContain('KMS020')
    expect(Buffer.byteLength(summary)).toBeLessThan(100_000)
  })
})

describe('whatever stands in a report', () => {
  test('each finding is one row of four cells', () => {
    fc.assert(
      fc.property(hostileReport, report => {
        const rows = renderSummary(report)
          .split('\n')
          .filter(line => line.startsWith('| '))
        const expected = report.findings.length === 0 ? 0 : report.findings.length + 2
        expect(rows).toHaveLength(expected)
        for (const row of rows) expect(row.match(/\|/g)).toHaveLength(5)
      }),
    )
  })

  test('no element, mention or formatting of its own gets in', () => {
    const own =
      /<span>[@#/.]<\/span>|<\/?(?:code|br)>|&#\d+;|&(?:nbsp|gt|amp);|\*\*|\[[^[\]]*\]\(https:[^()\s]*\)/g
    fc.assert(
      fc.property(hostileReport, report => {
        for (const line of renderSummary(report).split('\n')) {
          expect(line.replace(/^#+ |^ *- /, '').replace(own, ' ')).not.toMatch(/[`<>[\]\\@#*~$]|:\/\/|www\./i)
        }
      }),
    )
  })
})
