import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { builtInRules } from '../policies/index.ts'
import { check } from './check.ts'
import { readCompared } from './cli/compared.ts'
import { inputsOf } from './cli/inputs.ts'
import { statedSources } from './cli/source-candidates.ts'
import { readWorld } from './cli/world.ts'
import { canIn } from './report/can.ts'
import { diff } from './report/diff.ts'
import { defaultSettings } from './report/settings.ts'
import { who } from './report/who.ts'
import { canReporters } from './reporters/can.ts'
import { diffReporters } from './reporters/diff.ts'
import { reporters } from './reporters/index.ts'
import { whoReporters } from './reporters/who.ts'
import { readCases } from './simulation/read-cases.ts'
import { outcomesInText } from './simulation/render.ts'
import { simulate } from './simulation/simulate.ts'

const readme = readFileSync('README.md', 'utf8')

test('the output that the README shows is the real one', async () => {
  const change = 'testdata/state-policy-update'
  const { stated } = statedSources([`${change}/after`], process.cwd())
  const inputs = await inputsOf([`${change}/plan.json`], { folder: process.cwd(), stated })
  const settings = { ...defaultSettings, failOn: 'never' as const }
  const report = await check(inputs, builtInRules, settings)
  const shown = /```text\n([\s\S]*?)```/.exec(readme)?.[1]
  expect(shown).toBe(reporters.text(report, { color: false, verbose: false, width: 96 }))
})

test('the output for a template that the README shows is the real one', async () => {
  const inputs = await inputsOf(['testdata/template-update/stack.yaml'], { folder: process.cwd() })
  const account = { id: '111122223333', from: 'flag' } as const
  const report = await check(inputs, builtInRules, {
    ...defaultSettings,
    accounts: { every: account, byProvider: new Map() },
    parameters: new Map([['PartnerAccount', '444455556666']]),
    failOn: 'never',
  })
  const shown = /```text template\n([\s\S]*?)```/.exec(readme)?.[1]
  expect(shown).toBe(reporters.text(report, { color: false, verbose: false, width: 96 }))
})

test('the simulated cases that the README shows are decided so', () => {
  const outcomes = readCases(readFileSync('testdata/cases/partner-key.json', 'utf8')).flatMap(read =>
    read.kind === 'case' ? [simulate(read.case)] : [],
  )
  expect(/```text simulated\n([\s\S]*?)```/.exec(readme)?.[1]).toBe(outcomesInText(outcomes))
})

const example = 'testdata/seed-via-service-ebs/plan.json'
const world = () => readWorld([example], [], defaultSettings)

test('who has access, as the README shows it', async () => {
  const answer = who(await world(), { keys: [], actions: [], indirect: false })
  const options = { color: false, verbose: false, width: 96 }
  const told = answer.kind === 'report' ? [...whoReporters.text(answer.report, options)].join('') : ''
  expect(/```text who\n([\s\S]*?)```/.exec(readme)?.[1]).toBe(told)
})

test('what a change adds, as the README shows it', async () => {
  const surroundings = { folder: process.cwd() }
  const plan = 'testdata/state-policy-update/plan.json'
  const read = await readCompared(
    { args: [plan], before: [], contextFiles: [] },
    defaultSettings,
    surroundings,
  )
  const answer = diff(read, { keys: [], actions: [] })
  const options = { color: false, verbose: false, width: 96 }
  const told = answer.kind === 'report' ? [...diffReporters.text(answer.report, options)].join('') : ''
  expect(/```text diff\n([\s\S]*?)```/.exec(readme)?.[1]).toBe(told)
})

test('whether somebody can, as the README shows it', async () => {
  const read = await world()
  const question = {
    principal: 'arn:aws:iam::111122223333:role/UserRole',
    action: 'kms:CreateGrant',
    key: 'aws_kms_key.ebs',
    context: new Map(),
  }
  const outcome = canIn(read, question, await read.places())
  const options = { color: false, unicode: true, width: 96 }
  const told = outcome.kind === 'report' ? canReporters.text(outcome.report, options) : ''
  expect(/```text can\n([\s\S]*?)```/.exec(readme)?.[1]).toBe(told)
})

test('the README lists every rule with its severity', () => {
  const listed = readme.matchAll(/^\| ([A-Z]+\d+) `([a-z-]+)`\s*\|.*\| (\w+)\s*\|$/gm)
  expect([...listed].map(([, id, name, severity]) => [id, name, severity])).toEqual(
    builtInRules.map(({ id, name, severity }) => [id, name, severity]),
  )
})

test('the README has exactly two set-up commands', () => {
  expect(readme.match(/^npm ci && .*$/gm)).toEqual([
    'npm ci && npx keyplan check testdata/state-policy-update/plan.json --source testdata/state-policy-update/after --fail-on never',
    'npm ci && npm test',
  ])
})
