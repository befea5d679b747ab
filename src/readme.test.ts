import { readFileSync, writeFileSync } from 'node:fs'
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
import { areas } from './rule-pages/areas.ts'
import { who } from './report/who.ts'
import { canReporters } from './reporters/can.ts'
import { diffReporters } from './reporters/diff.ts'
import { reporters } from './reporters/index.ts'
import { whoReporters } from './reporters/who.ts'
import { readCases } from './simulation/read-cases.ts'
import { outcomesInText } from './simulation/render.ts'
import { simulate } from './simulation/simulate.ts'

let readme = readFileSync('README.md', 'utf8')

// `UPDATE_GOLDEN=1` writes what is shown anew; read the difference before you commit it.
const update = process.env['UPDATE_GOLDEN'] === '1'

/** What the README shows of this kind; what is told now, where that was asked for. */
function shown(kind: string, told: string): string | undefined {
  const block = new RegExp(`(\`\`\`${kind}\\n)([^]*?)(?=\`\`\`)`)
  if (update) {
    readme = readme.replace(block, (_, fence: string) => `${fence}${told}`)
    writeFileSync('README.md', readme)
  }
  return block.exec(readme)?.[2]
}

test('the output that the README shows is the real one', async () => {
  const change = 'testdata/state-policy-update'
  const { stated } = statedSources([`${change}/after`], process.cwd())
  const inputs = await inputsOf([`${change}/plan.json`], { folder: process.cwd(), stated })
  const settings = { ...defaultSettings, failOn: 'never' as const }
  const report = await check(inputs, builtInRules, settings)
  const told = reporters.text(report, { color: false, verbose: false, width: 96 })
  expect(shown('text', told)).toBe(told)
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
  const told = reporters.text(report, { color: false, verbose: false, width: 96 })
  expect(shown('text template', told)).toBe(told)
})

test('the simulated cases that the README shows are decided so', () => {
  const outcomes = readCases(readFileSync('testdata/cases/partner-key.json', 'utf8')).flatMap(read =>
    read.kind === 'case' ? [simulate(read.case)] : [],
  )
  const told = outcomesInText(outcomes)
  expect(shown('text simulated', told)).toBe(told)
})

const example = 'testdata/seed-via-service-ebs/plan.json'
const world = () => readWorld([example], [], defaultSettings)

test('who has access, as the README shows it', async () => {
  const answer = who(await world(), { keys: [], actions: [], indirect: false })
  const options = { color: false, verbose: false, width: 96 }
  const told = answer.kind === 'report' ? [...whoReporters.text(answer.report, options)].join('') : ''
  expect(shown('text who', told)).toBe(told)
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
  expect(shown('text diff', told)).toBe(told)
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
  expect(shown('text can', told)).toBe(told)
})

test('the README tells where the rules are, and each area of them', () => {
  expect(readme).toContain('[The rules](docs/rules/README.md)')
  const listed = readme.matchAll(/^\| .*\| ([A-Z]+) +\|$/gm)
  expect([...listed].map(([, prefix]) => prefix)).toEqual(areas.map(({ prefix }) => prefix))
})

test('the README has exactly two set-up commands', () => {
  expect(readme.match(/^npm ci && .*$/gm)).toEqual([
    'npm ci && npx keyplan check testdata/state-policy-update/plan.json --source testdata/state-policy-update/after --fail-on never',
    'npm ci && npm test',
  ])
})
