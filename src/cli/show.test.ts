import { mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { InputError } from '../model/input-error.ts'
import { inputsOf } from './inputs.ts'
import { planFile, printing, standIn } from './show-trial.ts'
import { action, cleanPlan, folderWith, keyplan, publicPlan } from './trial.ts'

const state = JSON.stringify({ format_version: '1.0', values: { root_module: {} } })
const rawState = JSON.stringify({ version: 4, terraform_version: '1.11.4', serial: 1, resources: [] })
const encrypted = JSON.stringify({ meta: {}, encrypted_data: 'c2VjcmV0', encryption_version: 'v0' })

function callsIn(path: string): readonly unknown[] {
  const lines = readFileSync(path, 'utf8').split('\n')
  return lines.filter(line => line !== '').map((line): unknown => JSON.parse(line))
}

describe('a plan file', () => {
  test.each([
    ['check', []],
    ['who', []],
    ['can', ['--principal', 's3.amazonaws.com', '--action', 'kms:Decrypt', '--key', 'aws_kms_key.app']],
  ])('is read by %s with --show', async (command, more) => {
    const { program, calls } = standIn(printing(cleanPlan))
    const folder = folderWith({ tfplan: planFile })
    const { code, stderr, stdout } = await keyplan([command, 'tfplan', '--show', program, ...more], {
      folder,
    })
    expect([stderr, code]).toEqual(['', command === 'can' ? 1 : 0])
    expect(stdout).toMatch(/1 key, 1 document|aws_kms_key\.app/)
    const real = realpathSync(folder)
    expect(callsIn(calls)).toEqual([[real, 'show', '-json', join(real, 'tfplan')]])
  })

  test('is never shown unasked, and the message says how', async () => {
    const { program, calls } = standIn(printing(cleanPlan))
    const folder = folderWith({ tfplan: planFile })
    const environment = { PATH: dirname(program) }
    const { code, stdout } = await keyplan(['check', 'tfplan'], { folder, environment })
    expect([code, callsIn(calls)]).toEqual([2, []])
    expect(stdout).toContain('`keyplan check tfplan --show terraform` (or `--show tofu`)')
  })

  test('is shown where `terraform init` was run, and its name is never an option', async () => {
    const { program, calls } = standIn(printing(cleanPlan))
    const folder = folderWith({
      'infra/-chdir=x': planFile,
      'infra/.terraform/x': '',
      'plans/-help': planFile,
    })
    const words = ['check', '--show', program, '--', 'infra/-chdir=x', 'plans/-help']
    expect((await keyplan(words, { folder })).code).toBe(0)
    const real = realpathSync(folder)
    expect(callsIn(calls)).toEqual([
      [join(real, 'infra'), 'show', '-json', join(real, 'infra/-chdir=x')],
      [real, 'show', '-json', join(real, 'plans/-help')],
    ])
  })

  test('is the whole local check: the sources beside it tell the lines', async () => {
    const own = new URL('../../testdata/hard-unknown-role-arn/', import.meta.url)
    const textOf = (name: string): string => readFileSync(new URL(name, own), 'utf8')
    const names = ['main.tf', 'providers.tf', 'key-policy.json.tpl']
    const folder = folderWith({
      tfplan: planFile,
      ...Object.fromEntries(names.map(name => [name, textOf(name)])),
    })
    const { program, calls } = standIn(printing(textOf('plan.json')))
    const { stdout, stderr } = await keyplan(['check', 'tfplan', '--show', program], { folder })
    expect(stderr).toBe('')
    expect(stdout).toMatch(/ main\.tf:\d+/)
    expect(callsIn(calls).length).toBeGreaterThan(0)
  })

  test('is found by a name on PATH, and by a path from where keyplan runs', async () => {
    const { program } = standIn(printing(cleanPlan))
    const folder = folderWith({ tfplan: planFile })
    const environment = { PATH: `relative:${dirname(program)}` }
    expect((await keyplan(['check', 'tfplan', '--show', 'stand-in'], { folder, environment })).code).toBe(0)
    const near = { folder: dirname(program) }
    writeFileSync(join(near.folder, 'tfplan'), planFile)
    expect((await keyplan(['check', 'tfplan', '--show', './stand-in'], near)).code).toBe(0)
  })

  test('is shown by the Action when its input says so', async () => {
    const { program } = standIn(printing(publicPlan))
    const folder = folderWith({ 'infra/tfplan': planFile })
    const environment = { GITHUB_WORKSPACE: folder, INPUT_PLANS: 'infra/tfplan', INPUT_SHOW: program }
    expect((await action({ folder, environment })).code).toBe(1)
    const { INPUT_SHOW: _, ...without } = environment
    expect((await action({ folder, environment: without })).code).toBe(2)
  })
})

describe('beside plan files', () => {
  test.each([
    ['a raw state', rawState],
    ['an encrypted file', encrypted],
    ['the name of a plan that is kept elsewhere', '{"remote_plan_format":1,"run_id":"run-1","hostname":"h"}'],
  ])('%s is shown too', async (_, text) => {
    const { program, calls } = standIn(printing(state))
    const folder = folderWith({ file: text })
    expect((await keyplan(['who', 'file', '--show', program], { folder })).code).toBe(0)
    expect(callsIn(calls)).toHaveLength(1)
  })

  test.each([
    ['JSON', cleanPlan, 0],
    ['a state in JSON', state, 0],
    ['text', 'Error: no', 2],
    ['nothing', '', 2],
    ['JSON that is cut off', cleanPlan.slice(0, 100), 2],
  ])('%s is not', async (_, text, code) => {
    const { program, calls } = standIn(printing(publicPlan))
    const folder = folderWith({ file: text })
    expect((await keyplan(['check', 'file', '--show', program], { folder })).code).toBe(code)
    expect(callsIn(calls)).toEqual([])
  })
})

async function messageOf(lines: string): Promise<readonly [string, string]> {
  const folder = folderWith({ tfplan: planFile })
  const [input] = await inputsOf(['tfplan'], { folder, show: standIn(lines).program })
  try {
    for await (const chunk of input?.chunks ?? []) expect(chunk.length).toBeGreaterThan(0)
    throw new Error('no error')
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    return [`${error.place.input}: ${error.message}`, error.place.hint]
  }
}

describe('a program that fails', () => {
  test('says why, without colours and frame', async () => {
    const told =
      '\u001B[31m╷\u001B[0m\n│ \u001B[1mError: \u001B[0mFailed to read the given file\n│ \n│ It is \u0007no plan\n╵\n'
    const lines = `process.stderr.write('log\\n' + ${JSON.stringify(told)}); ${printing('{')}; process.exitCode = 3`
    expect(await messageOf(lines)).toEqual([
      'tfplan: `stand-in show -json` failed (exit code 3): Error: Failed to read the given file It is \\u{7}no plan',
      'see what `stand-in show -json` says to this file in `.`',
    ])
  })

  test('is told to be initialised', async () => {
    const lines = `process.stderr.write('Error: Failed to load plugin schemas'); process.exit(1)`
    expect(await messageOf(lines)).toEqual([
      'tfplan: `stand-in show -json` failed (exit code 1): Error: Failed to load plugin schemas',
      'run `stand-in init` in the folder of the plan, or keyplan where that was done',
    ])
  })

  test('says little of a lot, and the end of it', async () => {
    const lines = `process.stderr.write('x'.repeat(5e6) + '\\nError: last'); process.exitCode = 1`
    expect((await messageOf(lines))[0]).toBe(
      'tfplan: `stand-in show -json` failed (exit code 1): Error: last',
    )
    const endless = `process.stderr.write('x'.repeat(5e6)); process.exitCode = 1`
    expect((await messageOf(endless))[0].length).toBeLessThan(1100)
  })

  test('silently, or by a signal, is told all the same', async () => {
    expect((await messageOf('process.exitCode = 1'))[0]).toBe(
      'tfplan: `stand-in show -json` failed (exit code 1): it says nothing about why',
    )
    expect((await messageOf(`process.kill(process.pid, 'SIGKILL')`))[0]).toBe(
      'tfplan: `stand-in show -json` was ended by SIGKILL: it says nothing about why',
    )
  })

  test('after a whole plan is no pass', async () => {
    const { program } = standIn(`${printing(cleanPlan)}; process.exitCode = 1`)
    const folder = folderWith({ tfplan: planFile })
    const { code, stdout } = await keyplan(['check', 'tfplan', '--show', program], { folder })
    expect([code, stdout]).toEqual([2, expect.stringContaining('failed (exit code 1)')])
  })

  test('as one whose output is no plan', async () => {
    const wrapper = printing(`[command]/bin/terraform show -json tfplan\n${cleanPlan}\n`)
    const folder = folderWith({ tfplan: planFile })
    const { code, stdout } = await keyplan(['check', 'tfplan', '--show', standIn(wrapper).program], {
      folder,
    })
    expect([code, stdout]).toEqual([2, expect.stringContaining('lines of the setup-terraform wrapper')])
  })

  test.each([
    ['no-such-program', 'no program `no-such-program` found', 'install it, or name its path'],
    ['./tfplan', 'no program `./tfplan` found', '`--show` names the program itself'],
    ['terraform show', 'no program `terraform show` found', 'install it, or name its path'],
  ])('to be there: %s', async (show, message, hint) => {
    const folder = folderWith({ tfplan: planFile, 'plan.json': publicPlan })
    const { code, stdout } = await keyplan(['check', 'tfplan', 'plan.json', '--show', show], { folder })
    expect(code).toBe(2)
    expect(stdout).toContain(message)
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(hint)
    expect(stdout).toContain('KMS001')
  })
})

test('what a program prints is read again by running it again, and not before it is asked for', async () => {
  const { program, calls } = standIn(printing(cleanPlan))
  const folder = folderWith({ tfplan: planFile })
  const [input] = await inputsOf(['tfplan'], { folder, show: program })
  expect(callsIn(calls)).toEqual([])
  const texts: string[] = []
  for (const chunks of [input?.chunks, input?.again?.()]) {
    const parts: Uint8Array[] = []
    for await (const chunk of chunks ?? []) parts.push(chunk)
    texts.push(Buffer.concat(parts).toString())
  }
  expect(texts).toEqual([cleanPlan, cleanPlan])
  expect(callsIn(calls)).toHaveLength(2)
})

const endless = (pids: string): string =>
  `require('node:fs').writeFileSync(${JSON.stringify(pids)}, String(process.pid)); process.stdout.write('{'); setInterval(() => process.stdout.write(' '), 10)`

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 500 && !holds(); tries += 1)
    await new Promise(resolve => void setTimeout(resolve, 20))
}

function pidIn(path: string): number {
  return Number(readFileSync(path, 'utf8'))
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

describe('an endless program', () => {
  test('ends when nobody reads on', async () => {
    const folder = folderWith({ tfplan: planFile, pid: '' })
    const { program } = standIn(endless(join(folder, 'pid')))
    const [input] = await inputsOf(['tfplan'], { folder, show: program })
    for await (const chunk of input?.chunks ?? []) if (chunk.length > 0) break
    const pid = pidIn(join(folder, 'pid'))
    await until(() => !isAlive(pid))
    expect(isAlive(pid)).toBe(false)
  })

  test.skipIf(process.platform === 'win32').each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    'ends with keyplan: %s',
    async signal => {
      const folder = folderWith({ tfplan: planFile, pid: '' })
      mkdirSync(join(folder, '.terraform'))
      const { program } = standIn(endless(join(folder, 'pid')))
      const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))
      const run = spawn(process.execPath, [cli, 'check', 'tfplan', '--show', program], { cwd: folder })
      const ended = new Promise<unknown>(resolve => {
        run.on('close', (_, by) => resolve(by))
      })
      await until(() => readFileSync(join(folder, 'pid'), 'utf8') !== '')
      run.kill(signal)
      expect(await ended).toBe(signal)
      expect(isAlive(pidIn(join(folder, 'pid')))).toBe(false)
    },
  )
})
