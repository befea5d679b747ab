import { expect, test } from 'vitest'
import type { ReportChange } from '../model/report.ts'
import { changeLines, showLeftOut } from './change-lines.ts'

const layout = { width: 100, color: false }
const change: ReportChange = {
  changes: 'yes',
  says: 'Somebody gains access',
  lines: [
    { what: 'gained', says: 'k: a can' },
    { what: 'narrowed', says: 'k: b can less freely' },
    { what: 'replaced', says: 'l is replaced' },
    { what: 'created', says: 'm is new' },
  ],
  more: 0,
}

test('what the reader has to look at has a mark of its own', () => {
  expect(changeLines(change, layout)).toEqual([
    'Somebody gains access.',
    '  + k: a can',
    '  - k: b can less freely',
    '  ! l is replaced',
    '  * m is new',
  ])
})

test('what is left out is counted, and what was done outside of Terraform comes last', () => {
  const outside = { ...change, says: 'Nobody gains access', lines: [], more: 1 }
  expect(changeLines({ ...change, lines: [], more: 7, outside }, layout)).toEqual([
    'Somebody gains access.',
    '    and 7 more: keyplan diff tells all',
    'Since the last apply, outside of Terraform, nobody gains access.',
    '    and 1 more: keyplan diff tells all',
  ])
})

test('nothing is said where there is no change', () => {
  expect(changeLines(undefined, layout)).toEqual([])
})

test.each([
  [undefined, ''],
  [{ findings: 0, blindSpots: 0 }, ''],
  [{ findings: 1, blindSpots: 0 }, '1 finding'],
  [{ findings: 0, blindSpots: 2 }, '2 blind spots'],
  [{ findings: 2, blindSpots: 1 }, '2 findings and 1 blind spot'],
])('of %j is said that it was there before', (leftOut, says) => {
  const rest = ' that were there before the change are left out (--new-only)'
  expect(showLeftOut(leftOut)).toBe(says === '' ? '' : `${says}${rest}`)
})
