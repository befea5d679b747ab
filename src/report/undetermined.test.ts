import { expect, test } from 'vitest'
import { check } from '../check.ts'
import { renderSummary, reporters } from '../reporters/index.ts'
import { rule, type Rule } from '../rules/rule.ts'
import { defaultSettings } from './settings.ts'

/** Nothing that it asks can be told. */
const neverTold: Rule = rule({
  id: 'ACME001',
  name: 'never-told',
  title: 'What no plan tells must hold',
  about: 'key',
  severity: 'critical',
  why: 'It matters.',
  fix: 'Say it.',
  references: [],
  undetermined: 'no plan tells it',
  forbid: { says: 'nobody knows', ask: () => ({ is: 'unknown', at: [], hangsOn: [] }) },
  message: ({ address }) => `${address} may do it`,
  examples: { good: [], bad: [] },
})

const template = JSON.stringify({
  Resources: {
    One: { Type: 'AWS::KMS::Key', Properties: {} },
    Two: { Type: 'AWS::KMS::Key', Properties: {} },
  },
})

test('what a rule can never tell is counted, said everywhere, and changes no exit code', async () => {
  const input = { path: 'stack.json', chunks: [Buffer.from(template)], again: () => [Buffer.from(template)] }
  const settings = { ...defaultSettings, failOn: 'info', onUnknown: 'fail' } as const
  const report = await check([input], [neverTold], settings)
  expect(report.undetermined).toEqual([
    { rule: 'ACME001', name: 'never-told', count: 2, on: '2 keys', because: 'no plan tells it' },
  ])
  expect(report.findings).toEqual([])
  expect([report.summary.verdict, report.summary.exitCode]).toEqual(['ok', 0])
  expect(report.summary.because).toMatch(/; could not be decided: ACME001 on 2 keys$/)
  const look = { color: false, verbose: false }
  expect(reporters.text(report, look)).toContain(
    '\ncould not be decided: ACME001 on 2 keys (no plan tells it)\n',
  )
  expect(renderSummary(report)).toContain(
    '### Could not be decided\n\n- ACME001 on 2 keys (no plan tells it)',
  )
  expect(reporters.sarif(report, look)).toContain(
    'could not be decided: ACME001 on 2 keys (no plan tells it)',
  )
})
