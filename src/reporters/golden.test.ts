import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { emptyReport, fixedReport } from './fixed-report.ts'
import { renderSummary, reporters } from './index.ts'

const plain = { color: false, verbose: false, width: 100 }

// UPDATE_GOLDEN=1 rewrites the files: read the change before you commit it.
const update = process.env['UPDATE_GOLDEN'] === '1'

test.each([
  ['report.txt', reporters.text(fixedReport, plain)],
  ['report-verbose.txt', reporters.text(fixedReport, { ...plain, verbose: true, width: 72 })],
  ['nothing-found.txt', reporters.text(emptyReport, plain)],
  ['report.json', reporters.json(fixedReport, plain)],
  ['report.sarif', reporters.sarif(fixedReport, plain)],
  ['report.github.txt', reporters.github(fixedReport, plain)],
  ['summary.md', renderSummary(fixedReport)],
])('%s is the fixed report', (name, output) => {
  const file = new URL(`../../testdata/reporters/${name}`, import.meta.url)
  if (update) writeFileSync(file, output)
  expect(output).toBe(readFileSync(file, 'utf8'))
})
