import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { builtInRules } from '../policies/index.ts'
import { check } from './check.ts'
import { defaultSettings } from './report/settings.ts'
import { reporters } from './reporters/index.ts'
import { readCases } from './simulation/read-cases.ts'
import { outcomesInText } from './simulation/render.ts'
import { simulate } from './simulation/simulate.ts'

const readme = readFileSync('README.md', 'utf8')

test('the output that the README shows is the real one', async () => {
  const path = 'testdata/state-policy-update/plan.json'
  const settings = { ...defaultSettings, failOn: 'never' as const }
  const report = await check([{ path, chunks: [readFileSync(path)] }], builtInRules, settings)
  const shown = /```text\n([\s\S]*?)```/.exec(readme)?.[1]
  expect(shown).toBe(reporters.text(report, { color: false, verbose: false, width: 96 }))
})

test('the simulated cases that the README shows are decided so', () => {
  const outcomes = readCases(readFileSync('testdata/cases/partner-key.json', 'utf8')).flatMap(read =>
    read.kind === 'case' ? [simulate(read.case)] : [],
  )
  expect(/```text simulated\n([\s\S]*?)```/.exec(readme)?.[1]).toBe(outcomesInText(outcomes))
})

test('the README lists every rule with its severity', () => {
  const listed = readme.matchAll(/^\| (KMS\d+) `([a-z-]+)`\s*\|.*\| (\w+)\s*\|$/gm)
  expect([...listed].map(([, id, name, severity]) => [id, name, severity])).toEqual(
    builtInRules.map(({ id, name, severity }) => [id, name, severity]),
  )
})

test('the README has exactly two set-up commands', () => {
  expect(readme.match(/^npm ci && .*$/gm)).toEqual([
    'npm ci && npx keyplan check testdata/state-policy-update/plan.json --fail-on never',
    'npm ci && npm test',
  ])
})
