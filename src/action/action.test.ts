import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { action, cleanPlan, folderWith, planOf, publicPlan, type Ended } from '../cli/trial.ts'
import { document, keyArn, planWith } from '../cli/world-trial.ts'
import { actionInputs } from './inputs.ts'

const key = {
  arn: keyArn,
  key_id: keyArn.split('/')[1],
  policy: JSON.stringify(document({ Effect: 'Allow', Principal: '*', Action: 'kms:*', Resource: '*' })),
}
const existing = { before: key, after: key }

interface Step extends Ended {
  readonly outputs: ReadonlyMap<string, string>
  readonly summary: string
  readonly workspace: string
}

/** Runs the bundle as GitHub's runner does. */
async function step(
  files: Readonly<Record<string, string>>,
  inputs: Readonly<Record<string, string>>,
): Promise<Step> {
  const workspace = folderWith(files)
  const runner = folderWith({ output: '', summary: '' })
  const environment = {
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: workspace,
    GITHUB_OUTPUT: join(runner, 'output'),
    GITHUB_STEP_SUMMARY: join(runner, 'summary'),
    ...Object.fromEntries(
      Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
    ),
  }
  const ended = await action({ folder: workspace, environment })
  const summary = readFileSync(join(runner, 'summary'), 'utf8')
  return { ...ended, outputs: outputsIn(readFileSync(join(runner, 'output'), 'utf8')), summary, workspace }
}

/** As the runner reads the file: `name<<delimiter`, lines, `delimiter`. */
function outputsIn(text: string): ReadonlyMap<string, string> {
  const found = text.matchAll(/^([\w-]+)<<(\S+)\n([^]*?)\n\2$/gm)
  return new Map([...found].map(([, name = '', , value = '']) => [name, value]))
}

/** The lines that the runner obeys: commands outside of what `::stop-commands::` switches off. */
function obeyed(stdout: string): readonly string[] {
  const heard: string[] = []
  let token: string | undefined
  for (const line of stdout.split('\n').map(text => text.trim())) {
    if (token === undefined && line.startsWith('::stop-commands::'))
      token = line.slice('::stop-commands::'.length)
    else if (token !== undefined && line === `::${token}::`) token = undefined
    else if (token === undefined && /^::|##\[/.test(line)) heard.push(line)
  }
  expect(token).toBeUndefined()
  return heard
}

describe('the Action', () => {
  test('passes a clean plan', async () => {
    const { code, outputs, summary, stdout } = await step({ 'plan.json': cleanPlan }, { plans: 'plan.json' })
    expect(code).toBe(0)
    expect([outputs.get('verdict'), outputs.get('exit-code'), outputs.get('findings')]).toEqual([
      'ok',
      '0',
      '0',
    ])
    expect(summary).not.toBe('')
    expect(obeyed(stdout)).toEqual([])
  })

  test('fails for findings, with annotations, summary and SARIF', async () => {
    const inputs = {
      plans: '\n  infra/*.json\n',
      'sarif-file': 'out/keyplan.sarif',
      'working-directory': 'stacks',
    }
    const { code, outputs, summary, stdout, workspace } = await step(
      { 'stacks/infra/plan.json': publicPlan },
      inputs,
    )
    expect(code).toBe(1)
    expect([outputs.get('verdict'), outputs.get('exit-code')]).toEqual(['findings', '1'])
    expect(outputs.get('sarif-file')).toBe('stacks/out/keyplan.sarif')
    expect(readFileSync(join(workspace, 'stacks/out/keyplan.sarif'), 'utf8')).toContain(
      'stacks/infra/plan.json',
    )
    expect(obeyed(stdout).some(line => line.startsWith('::error '))).toBe(true)
    expect(summary).toContain('stacks/infra/plan.json')
  })

  test('tells only what the change brings in, if it is asked to', async () => {
    const files = { 'plan.json': planWith([{ address: 'aws_kms_key.k', actions: ['no-op'], ...existing }]) }
    expect((await step(files, { plans: 'plan.json' })).code).toBe(1)
    const { code, outputs, summary } = await step(files, { plans: 'plan.json', 'new-only': 'true' })
    expect([code, outputs.get('verdict'), outputs.get('findings')]).toEqual([0, 'ok', '0'])
    expect(summary).toMatch(/\d+ findings? that were there before the change are left out/)
    expect((await step(files, { plans: 'plan.json', 'new-only': 'false' })).code).toBe(1)
    expect((await step(files, { plans: 'plan.json', 'new-only': 'yes' })).code).toBe(2)
  })

  test('leaves to keyplan.yaml what no input says', async () => {
    const files = { 'keyplan.yaml': 'failOn: never\n', 'plan.json': publicPlan }
    expect((await step(files, { plans: 'plan.json', 'fail-on': '' })).code).toBe(0)
    expect((await step(files, { plans: 'plan.json', 'fail-on': 'high' })).code).toBe(1)
  })

  test.each([
    [{ plans: '' }, 'plans: no plan and no template is named (set the input `plans` or `templates`)'],
    [
      { plans: 'plan.json', 'fail-on': 'hihg' },
      'fail-on: `hihg` is not a value of it (did you mean `high`?)',
    ],
    [{ plans: 'plan.json', account: '1' }, 'account: `1` is not an account'],
    [{ plans: 'plan.json', region: 'Frankfurt' }, 'region: `Frankfurt` is not a Region'],
    [{ templates: 'plan.json', parameters: 'A=x\nA=y' }, 'parameters: `A` is given two values'],
    [{ plans: 'plan.json', source: 'infra' }, 'source: `infra` is not a directory'],
    [{ plans: 'plan.json', config: 'no.yaml' }, 'no.yaml: there is no such file'],
  ])('refuses %j', async (inputs, message) => {
    const { code, stdout, outputs } = await step({ 'plan.json': cleanPlan }, inputs)
    expect([code, outputs.get('verdict'), outputs.get('exit-code')]).toEqual([2, 'error', '2'])
    expect(stdout).toContain(`::error title=keyplan::${message}`)
  })

  test('annotates an input that cannot be read, and judges the others', async () => {
    const { code, stdout, outputs } = await step(
      { 'plan.json': publicPlan },
      { plans: 'plan.json\nmissing.json' },
    )
    expect([code, outputs.get('errors')]).toEqual([2, '1'])
    expect(obeyed(stdout).filter(line => line.includes('file=missing.json'))).toHaveLength(1)
    expect(outputs.get('findings')).not.toBe('0')
  })

  test('judges templates against what was before them', async () => {
    const rotating = { Type: 'AWS::KMS::Key', Properties: { EnableKeyRotation: true } }
    const files = {
      'stack.json': JSON.stringify({ Resources: { Key: rotating } }),
      'old/stack.json': JSON.stringify({ Resources: { Other: { ...rotating, DeletionPolicy: 'Retain' } } }),
    }
    const inputs = { templates: '*.json', before: 'old/stack.json', account: '111122223333' }
    const { code, stdout, outputs } = await step(files, inputs)
    expect([code, outputs.get('access-change')]).toEqual([0, 'yes'])
    expect(stdout).toMatch(/^ {2}\* Key is new/m)
  })

  test('obeys nothing that a plan says', async () => {
    const evil =
      'x"]\n::set-output name=verdict::ok\n::error::gotcha\r\n##[error]gotcha\n::stop-commands::a\nverdict<<E\nok\nE'
    const anyone = { Sid: evil, Effect: 'Allow', Principal: '*', Action: 'kms:Decrypt', Resource: '*' }
    const plan = planOf(`aws_kms_key.app["${evil}"]`, [anyone])
    const inputs = { plans: 'plan.json\n::warning::me.json' }
    const { code, stdout, outputs } = await step({ 'plan.json': plan }, inputs)
    expect([code, outputs.get('verdict')]).toEqual([2, 'error'])
    expect(obeyed(stdout).filter(line => !/^::(?:error|warning|notice) (?:file=|title=)/.test(line))).toEqual(
      [],
    )
    expect(stdout).not.toMatch(/^\s*::(?:set-output|error::|warning::)/m)
    expect([...outputs.keys()]).toEqual([
      'verdict',
      'because',
      'findings',
      'possible',
      'blind-spots',
      'access-change',
      'errors',
      'sarif-file',
      'exit-code',
    ])
  })
})

test('the bundle reaches for no network, and starts a process in one place: for its input `show`', () => {
  const bundle = new URL('../../dist/action/index.js', import.meta.url)
  expect(existsSync(bundle)).toBe(true)
  const text = readFileSync(bundle, 'utf8')
  expect(text).not.toMatch(
    /["'](?:node:)?(?:https?|http2|net|tls|dgram|dns|worker_threads)["']|\bfetch\(|\bWebSocket\b/,
  )
  expect(text.match(/.{0,7}["'](?:node:)?child_process["']/g)).toEqual(['import("node:child_process"'])
})

describe('action.yml', () => {
  const described: {
    inputs: Record<string, { description: string; default?: string }>
    outputs: Record<string, { description: string }>
    runs: { using: string; main: string }
  } = parse(readFileSync(new URL('../../action.yml', import.meta.url), 'utf8'))

  test('names the inputs that are read, and sets no default that would win over keyplan.yaml', () => {
    const values = Object.keys(described.inputs).map(name => [`INPUT_${name.toUpperCase()}`, `${name} value`])
    expect(actionInputs(Object.fromEntries(values))).toEqual({
      plans: ['plans value', 'templates value'],
      flags: {
        account: ['account value'],
        region: 'region value',
        parameters: ['parameters value'],
        before: ['before value'],
        source: ['source value'],
        config: 'config value',
        show: 'show value',
        profile: 'profile value',
        only: ['only value'],
        skip: ['skip value'],
        failOn: 'fail-on value',
        onUnknown: 'on-unknown value',
        newOnly: 'new-only value',
      },
      sarifFile: 'sarif-file value',
      workingDirectory: 'working-directory value',
    })
    expect(Object.values(described.inputs).filter(input => input.default !== undefined)).toEqual([])
  })

  test('names the outputs that are set, and the bundle', async () => {
    const { outputs } = await step({ 'plan.json': cleanPlan }, { plans: 'plan.json' })
    expect(Object.keys(described.outputs).toSorted()).toEqual([...outputs.keys()].toSorted())
    expect(described.runs).toEqual({ using: 'node24', main: 'dist/action/index.js' })
  })
})
