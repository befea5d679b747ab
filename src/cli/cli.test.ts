import { chmodSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { version } from '../version.ts'
import { cleanPlan, folderWith, keyplan, publicPlan } from './trial.ts'

const folder = folderWith({
  'clean/plan.json': cleanPlan,
  'public/tfplan.json': publicPlan,
  'node_modules/x/tfplan.json': publicPlan,
  'deep/er/tfplan.json': cleanPlan,
  'empty/readme': '',
})

describe('what is not about a plan', () => {
  test('alone, it says on one screen what it is', async () => {
    const { code, stdout, stderr } = await keyplan([], { folder })
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/who can do what with which AWS KMS key[^]*terraform show -json[^]*exit codes/)
    expect(stdout.split('\n').length).toBeLessThan(25)
  })

  test.each([['--help'], ['-h'], ['help']])('%s says the same', async word => {
    expect(await keyplan([word], { folder })).toEqual(await keyplan([], { folder }))
  })

  test('--version', async () => {
    expect(await keyplan(['--version'], { folder })).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' })
  })

  test.each([[['help', 'check']], [['check', '--help']]])('%j lists the flags', async words => {
    const { code, stdout } = await keyplan(words, { folder })
    expect(code).toBe(0)
    for (const flag of [
      '--account',
      '--trust',
      '--source',
      '--config',
      '--fail-on',
      '--on-unknown',
      '--format',
      '--color',
      '--verbose',
    ])
      expect(stdout).toContain(flag)
  })

  test.each([
    [['chekc'], 'error keyplan: unknown command `chekc`\n  fix did you mean `check`?\n'],
    [['plan.json'], 'error keyplan: unknown command `plan.json`\n  fix `keyplan check plan.json`\n'],
    [
      ['help', 'chekc'],
      'error keyplan: unknown command `chekc`\n  fix the commands are `check`, `diff`, `who`, `can`, `simulate`, `explain` and `rules`: `keyplan help` tells what they do\n',
    ],
    [['check', '--fail', 'x'], 'error keyplan: unknown option `--fail`\n  fix did you mean `--fail-on`?\n'],
    [
      ['check', '--zzzzzzzz'],
      'error keyplan: unknown option `--zzzzzzzz`\n  fix `keyplan help check` lists the flags\n',
    ],
    [
      ['check'],
      'error keyplan check: no input\n  fix name a plan or template: `keyplan check plan.json`, or `-` for standard input\n',
    ],
    [
      ['check', 'x', '--format', 'jsno'],
      'error --format: `jsno` is not a format\n  fix did you mean `json`?\n',
    ],
    [
      ['check', 'x', '--format', 'json=', '--fail-on', 'hihg'],
      'error --fail-on: `hihg` is not a value of it\n  fix did you mean `high`?\nerror --format: `json=` names no file\n  fix write `json=FILE`, or `json` alone\n',
    ],
    [
      ['check', 'x', '--format', 'text,json'],
      'error --format: text and json cannot both go to standard output\n  fix give all but one a file: `json=FILE`\n',
    ],
    [
      ['check', 'x', '--account', '1234'],
      'error --account: `1234` is not an account\n  fix write its 12 digits, `--account 111122223333`, or for one provider `--account aws.replica=111122223333`\n',
    ],
    [
      ['check', 'x', '--account', '111122223333', '--account', '444455556666'],
      'error --account: two accounts, 111122223333 and 444455556666\n  fix name the provider of each: `--account aws=ID --account aws.replica=ID`\n',
    ],
    [
      ['check', 'x', '--trust', 'o-1'],
      'error --trust: `o-1` is neither an account nor an organization\n  fix write an account, `--trust 999999999999=vendor`, or an organization, `--trust o-a1b2c3d4e5`\n',
    ],
  ])('%j is a mistake with its cure', async (words, stderr) => {
    expect(await keyplan(words, { folder })).toEqual({ code: 2, stdout: '', stderr })
  })
})

describe('exit codes', () => {
  test('0 for a plan without findings', async () => {
    const { code, stdout, stderr } = await keyplan(['check', 'clean/plan.json'], { folder })
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toContain('1 key')
  })

  test('1 for findings at or above the threshold, 0 when nothing is to fail', async () => {
    expect((await keyplan(['check', 'public/tfplan.json'], { folder })).code).toBe(1)
    expect((await keyplan(['check', 'public/tfplan.json', '--fail-on', 'never'], { folder })).code).toBe(0)
  })

  test('2 when an input cannot be read; the others are judged all the same', async () => {
    const { code, stdout } = await keyplan(['check', 'missing.json', 'public/tfplan.json'], { folder })
    expect(code).toBe(2)
    expect(stdout).toMatch(/missing\.json: there is no such file/)
    expect(stdout).toMatch(/aws_kms_key\.app/)
  })

  test('output that nobody reads is no error', async () => {
    const { code, stderr } = await keyplan(['check', 'public/tfplan.json'], { folder, unread: true })
    expect([code, stderr]).toEqual([1, ''])
  })
})

/** Paths of the inputs read, and `path: message | hint` of the others. */
async function read(words: readonly string[], stdin = ''): Promise<{ paths: unknown; errors: unknown }> {
  const { stdout } = await keyplan(['check', ...words, '--format', 'json'], { folder, stdin })
  const report: { inputs: { path: string }[]; errors: { input: string; message: string; hint: string }[] } =
    JSON.parse(stdout)
  return {
    paths: report.inputs.map(({ path }) => path),
    errors: report.errors.map(({ input, message, hint }) => `${input}: ${message} | ${hint}`),
  }
}

describe('inputs', () => {
  test('a glob is expanded, without node_modules', async () => {
    expect(await read(['**/tfplan.json'])).toEqual({
      paths: ['deep/er/tfplan.json', 'public/tfplan.json'],
      errors: [],
    })
  })

  test('a glob that matches nothing is an error', async () => {
    const hint =
      'quote the pattern, and run keyplan where the files are; node_modules, .git and .terraform are left out'
    expect(await read(['no*/plan.json'])).toEqual({
      paths: [],
      errors: [`no*/plan.json: no file matches this pattern | ${hint}`],
    })
  })

  test('a file named twice is read once', async () => {
    const { paths } = await read(['clean/plan.json', './clean/plan.json', 'clean/*.json'])
    expect(paths).toEqual(['clean/plan.json'])
  })

  test('standard input is read once', async () => {
    expect((await read(['-', '-'], cleanPlan)).paths).toEqual(['-'])
  })

  test('a directory tells which plan in it is meant, or how to make one', async () => {
    expect((await read(['public', 'empty/'])).errors).toEqual([
      'public: this is a directory, not a plan or template | name the file in it: `keyplan check public/tfplan.json`',
      'empty/: this is a directory, not a plan or template | name a template, or make a plan: `terraform -chdir=empty plan -out tfplan && terraform -chdir=empty show -json tfplan > empty/plan.json`',
    ])
  })

  test('a name cannot write to the terminal', async () => {
    const { stdout, stderr } = await keyplan(['check', 'a\u001B[2Jb\n::error::x'], { folder })
    expect(`${stdout}${stderr}`).not.toContain('\u001B')
    expect(`${stdout}${stderr}`).not.toMatch(/^::/m)
  })

  test.skipIf(process.getuid?.() === 0)('a file without the right to read it', async () => {
    const locked = folderWith({ 'plan.json': cleanPlan })
    chmodSync(join(locked, 'plan.json'), 0)
    expect((await keyplan(['check', 'plan.json'], { folder: locked })).stdout).toContain('permission denied')
  })
})

async function colored(
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<boolean> {
  const { stdout } = await keyplan(['check', 'clean/plan.json', ...words], { folder, environment })
  return stdout.includes('\u001B[')
}

describe('formats', () => {
  test('several at once, to files in folders that are made', async () => {
    const place = folderWith({ 'plan.json': publicPlan })
    const words = [
      'check',
      'plan.json',
      '--format',
      'text,json=out/a/report.json',
      '--format',
      'sarif=out/keyplan.sarif',
    ]
    const { code, stdout } = await keyplan(words, { folder: place })
    expect(code).toBe(1)
    expect(stdout).toContain('exit 1')
    expect(JSON.parse(readFileSync(join(place, 'out/a/report.json'), 'utf8'))).toMatchObject({
      schemaVersion: 1,
    })
    expect(JSON.parse(readFileSync(join(place, 'out/keyplan.sarif'), 'utf8'))).toMatchObject({
      version: '2.1.0',
    })
    expect(readdirSync(join(place, 'out'))).toEqual(['a', 'keyplan.sarif'])
  })

  test('standard output has only the report, standard error the verdict', async () => {
    const { stdout, stderr } = await keyplan(
      ['check', 'public/tfplan.json', 'missing.json', '--format', 'json'],
      { folder },
    )
    expect(JSON.parse(stdout)).toMatchObject({ summary: { exitCode: 2 } })
    expect(stderr).toMatch(/^error missing\.json: there is no such file\n {2}fix .*\nexit 2: .*\n$/)
  })

  test('a file that cannot be written is an error', async () => {
    const { code, stderr } = await keyplan(
      ['check', 'clean/plan.json', '--format', 'json=clean/plan.json/x'],
      { folder },
    )
    expect(code).toBe(2)
    expect(stderr).toContain('error clean/plan.json/x: cannot be written')
  })

  test('colours only when they are wanted', async () => {
    expect(await colored([])).toBe(false)
    expect(await colored(['--color', 'always'], { NO_COLOR: '1' })).toBe(true)
    expect(await colored([], { FORCE_COLOR: '1' })).toBe(true)
    expect(await colored(['--color', 'never'], { FORCE_COLOR: '1' })).toBe(false)
  })
})

describe('keyplan.yaml', () => {
  const project = folderWith({
    'keyplan.yaml': 'failOn: never\naccount: "111122223333"\n',
    'a/b/plan.json': publicPlan,
    'a/other.yaml': 'failOn: critical\n',
    'a/wrong.yaml': 'failOn: hihg\nacount: "111122223333"\n',
    'repository/.git/HEAD': '',
    'repository/plan.json': publicPlan,
  })
  const folderOfPlan = join(project, 'a/b')

  test('is found upwards', async () => {
    expect((await keyplan(['check', 'plan.json'], { folder: folderOfPlan })).code).toBe(0)
  })

  test('is not looked for outside of the repository', async () => {
    expect((await keyplan(['check', 'plan.json'], { folder: join(project, 'repository') })).code).toBe(1)
  })

  test('yields to flags, and to the file that --config names', async () => {
    expect((await keyplan(['check', 'plan.json', '--fail-on', 'high'], { folder: folderOfPlan })).code).toBe(
      1,
    )
    expect(
      (await keyplan(['check', 'plan.json', '--config', '../other.yaml'], { folder: folderOfPlan })).code,
    ).toBe(1)
  })

  test('with mistakes, nothing is judged', async () => {
    expect(
      await keyplan(['check', 'plan.json', '--config', '../wrong.yaml'], { folder: folderOfPlan }),
    ).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'error ../wrong.yaml:1:9: `failOn` does not know the value `hihg`\n  fix did you mean `high`?\n' +
        'error ../wrong.yaml:2:1: `acount` is not a setting\n  fix did you mean `account`?\n',
    })
  })

  test('that is named and missing is a mistake', async () => {
    const { code, stderr } = await keyplan(['check', 'plan.json', '--config', 'no.yaml'], {
      folder: folderOfPlan,
    })
    expect([code, stderr]).toEqual([
      2,
      'error no.yaml: there is no such file\n  fix name an existing configuration, or leave out the flag\n',
    ])
  })
})
