import { stripVTControlCharacters } from 'node:util'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fixedReport } from './fixed-report.ts'
import { hostileReport } from './hostile-report.ts'
import { renderText } from './text.ts'

const plain = { color: false, verbose: false, width: 100 }

test('in colour it says the same', () => {
  const colored = renderText(fixedReport, { ...plain, color: true })
  expect(colored).toContain('\u001B[31m')
  expect(stripVTControlCharacters(colored)).toBe(renderText(fixedReport, plain))
})

test('no address is broken, however narrow the terminal', () => {
  const text = renderText(fixedReport, { ...plain, width: 20 })
  expect(text.match(/module\.kms\["a b"\]\.aws_kms_key/g)?.length).toBeGreaterThan(4)
  expect(text).not.toContain('module.kms["a\n')
})

test('a reason is told once', () => {
  const [finding] = fixedReport.findings
  const report = { ...fixedReport, findings: finding === undefined ? [] : [finding, finding] }
  expect(renderText(report, plain).split('hands the data').length - 1).toBe(1)
})

describe('whatever stands in a report', () => {
  test('no character of it acts on the terminal', () => {
    fc.assert(
      fc.property(hostileReport, fc.boolean(), (report, verbose) => {
        const text = renderText(report, { ...plain, verbose })
        expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
      }),
    )
  })

  test('no line of it is a command to a CI system', () => {
    fc.assert(
      fc.property(hostileReport, fc.boolean(), (report, color) => {
        for (const line of stripVTControlCharacters(renderText(report, { ...plain, color })).split('\n')) {
          expect(line).not.toMatch(/^\s*::|##\w*\[/)
        }
      }),
    )
  })

  test('the reason of the exit code is the last line, or lines', () => {
    fc.assert(
      fc.property(hostileReport, report => {
        const wide = renderText(report, { ...plain, width: 10_000 })
        expect(wide.trimEnd().split('\n').at(-1)).toMatch(new RegExp(`^exit ${report.summary.exitCode}:`))
      }),
    )
  })
})
