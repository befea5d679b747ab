import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Finding, Report, Severity } from '../model/report.ts'
import { fixedReport } from './fixed-report.ts'
import { renderGithub } from './github.ts'
import { hostileReport } from './hostile-report.ts'

function reportOf(...findings: readonly Partial<Finding>[]): Report {
  const [first] = fixedReport.findings
  return {
    ...fixedReport,
    errors: [],
    findings: first === undefined ? [] : findings.map(finding => ({ ...first, ...finding })),
  }
}

function lines(report: Report): readonly string[] {
  return renderGithub(report).split('\n').slice(0, -1)
}

test.each<[Severity, Finding['certainty'], string]>([
  ['critical', 'certain', '::error'],
  ['high', 'certain', '::error'],
  ['medium', 'certain', '::warning'],
  ['low', 'certain', '::notice'],
  ['info', 'certain', '::notice'],
  ['high', 'possible', '::warning'],
  ['medium', 'possible', '::notice'],
  ['info', 'possible', '::notice'],
])('a %s, %s finding is an %s', (severity, certainty, level) => {
  expect(renderGithub(reportOf({ severity, certainty }))).toMatch(new RegExp(`^${level} `))
})

test('ten of a level at most, the worst first, and the last says how many more there are', () => {
  const many = Array.from({ length: 12 }, (_, index): Partial<Finding> => ({
    severity: index === 11 ? 'critical' : 'high',
  }))
  const shown = lines(reportOf(...many, { severity: 'low' }))
  expect(shown).toHaveLength(11)
  expect(shown[0]).toContain('title=critical')
  expect(shown[9]).toBe('::error title=keyplan::3 more in the summary')
  expect(shown[10]).toMatch(/^::notice /)
})

test('ten of a level are all shown', () => {
  const shown = lines(reportOf(...Array.from({ length: 10 }, () => ({}))))
  expect(shown.filter(line => line.includes('title=critical'))).toHaveLength(10)
})

test('columns stand only where the place is one line', () => {
  const { file, line, column } = { file: 'a.tf', line: 3, column: 5 }
  expect(renderGithub(reportOf({ location: { file, line, endLine: 3, column } }))).toContain(
    'file=a.tf,line=3,endLine=3,col=5,endColumn=5,',
  )
  expect(renderGithub(reportOf({ location: { file, line, endLine: 4, column } }))).toContain(
    'file=a.tf,line=3,endLine=4,title=',
  )
})

test('a long message is cut below what the runner cuts', () => {
  const [line] = lines(reportOf({ message: '%'.repeat(10_000) }))
  const message = line?.replace(/^::.*?::/, '').replaceAll('%25', '%') ?? ''
  expect(message).toHaveLength(4000)
  expect(message).toMatch(/\.\.\.$/)
})

describe('whatever stands in a report', () => {
  // As the runner reads a command: to the first `::` after the start.
  const command = /^::(?:error|warning|notice) (?:[^:]*)::/

  test('each line is one annotation of ours, with our properties', () => {
    fc.assert(
      fc.property(hostileReport, report => {
        for (const line of lines(report)) {
          expect(line).toMatch(command)
          const properties = /^::\w+ ([^:]*)::/.exec(line)?.[1]?.split(',') ?? []
          for (const property of properties)
            expect(property).toMatch(/^(?:file|line|endLine|col|endColumn|title)=/)
        }
      }),
    )
  })

  test('no character of it acts on the terminal', () => {
    fc.assert(
      fc.property(hostileReport, report => {
        expect(renderGithub(report).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
      }),
    )
  })
})
