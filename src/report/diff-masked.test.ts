import { expect, test } from 'vitest'
import { fixedReport } from '../reporters/fixed-report.ts'
import { fixedDiffReport } from '../reporters/diff-fixed-report.ts'
import { maskedDiff } from './diff-masked.ts'
import { maskedReport } from './masked.ts'

const mask = (text: string) => text.replaceAll('s3cret', '(sensitive)')
const error = { input: 'other.json', message: 'no s3cret', hint: 'name s3cret' }

test('sentences of a diff tell no secret: a limit that changes is named in its summary', () => {
  const { change } = fixedDiffReport
  const summary = { ...change.summary, says: 'service control policy "s3cret" is not what it was' }
  const told = maskedDiff({ ...fixedDiffReport, errors: [error], change: { ...change, summary } }, mask)
  expect(told.change.summary.says).toBe('service control policy "(sensitive)" is not what it was')
  expect(told.errors).toEqual([{ ...error, message: 'no (sensitive)', hint: 'name (sensitive)' }])
})

test('nor do those of a check, whether the plan does it or it was done outside of Terraform', () => {
  const line = { what: 'gained', says: 'k: s3cret can' } as const
  const change = { changes: 'yes', says: 'of s3cret', lines: [line], more: 0 } as const
  const told = maskedReport({ ...fixedReport, change: { ...change, outside: change } }, mask)
  const masked = { ...change, says: 'of (sensitive)', lines: [{ ...line, says: 'k: (sensitive) can' }] }
  expect(told.change).toEqual({ ...masked, outside: masked })
})
