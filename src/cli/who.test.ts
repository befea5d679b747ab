import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cleanPlan, folderWith, keyplan, publicPlan } from './trial.ts'

const role = {
  RoleName: 'reader',
  RoleId: 'AROAEXAMPLE',
  Arn: 'arn:aws:iam::111122223333:role/reader',
  Path: '/',
  AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [] },
  RolePolicyList: [
    {
      PolicyName: 'decrypt',
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*' }],
      },
    },
  ],
  AttachedManagedPolicies: [],
  InstanceProfileList: [],
}
const snapshot = { RoleDetailList: [role], UserDetailList: [], GroupDetailList: [], Policies: [] }

const folder = folderWith({
  'clean.json': cleanPlan,
  'public.json': publicPlan,
  'account.json': JSON.stringify(snapshot),
  'context.yaml': 'snapshots:\n  - account.json\n',
  'wrong.yaml': 'snapshotz: []\n',
})
const account = ['--account', '111122223333']

test('help lists the flags of both commands', async () => {
  for (const [command, flags] of [
    ['who', ['--key', '--principal', '--action', '--indirect', '--context', '--format', '--verbose']],
    ['can', ['--principal', '--action', '--key', '--context', '--format']],
  ] as const) {
    const { code, stdout } = await keyplan(['help', command], { folder })
    expect(code).toBe(0)
    for (const flag of flags) expect(stdout).toContain(flag)
    expect((await keyplan([], { folder })).stdout).toContain(`  ${command} <input...>`)
  }
})

describe('keyplan who', () => {
  test('tells by key who has access, and exits 0', async () => {
    const { code, stdout, stderr } = await keyplan(['who', 'public.json', ...account], { folder })
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^aws_kms_key\.app\n[^]*ANYONE[^]*kms:Decrypt[^]*ACCOUNT[^]*\n1 key, 2 callers/)
  })

  test('formats go to standard output and to files', async () => {
    const words = [
      'who',
      'public.json',
      '--format',
      'dot',
      '--format',
      'json=out/who.json,mermaid=out/who.mmd',
    ]
    const { code, stdout } = await keyplan([...words, ...account], { folder })
    expect(code).toBe(0)
    expect(stdout).toMatch(/^digraph keyplan/)
    expect(readFileSync(join(folder, 'out/who.mmd'), 'utf8')).toMatch(/^flowchart LR/)
    const json: { accesses: { principal: string }[] } = JSON.parse(
      readFileSync(join(folder, 'out/who.json'), 'utf8'),
    )
    expect(json.accesses.map(({ principal }) => principal)).toEqual(
      expect.arrayContaining(['*', '111122223333']),
    )
  })

  test.each([['account.json'], ['context.yaml']])(
    '--context %s tells of roles that exist already',
    async file => {
      const { code, stdout, stderr } = await keyplan(
        ['who', 'clean.json', '--context', file, '--action', 'kms:Decrypt', ...account],
        { folder },
      )
      expect([code, stderr]).toEqual([0, ''])
      expect(stdout).toContain('arn:aws:iam::111122223333:role/reader')
      expect(stdout).toContain(`read context ${file}`)
    },
  )

  test('a context alone is input enough', async () => {
    expect((await keyplan(['who', '--context', 'account.json'], { folder })).code).toBe(0)
  })

  test.each([
    [
      ['who'],
      'error keyplan who: no input\n  fix name a plan or template: `keyplan who plan.json`, or `-` for standard input\n',
    ],
    [
      ['who', 'clean.json', '--key', 'aws_kms_key.ap'],
      'error --key: no key is named `aws_kms_key.ap`\n  fix did you mean `aws_kms_key.app`?\n',
    ],
    [
      ['who', 'clean.json', '--format', 'sarif'],
      'error --format: `sarif` is not a format\n  fix one of text, json, dot, mermaid\n',
    ],
    [['who', '--zzz'], 'error keyplan: unknown option `--zzz`\n  fix `keyplan help who` lists the flags\n'],
  ])('%j is a mistake with its cure', async (words, stderr) => {
    expect(await keyplan(words, { folder })).toEqual({ code: 2, stdout: '', stderr })
  })

  test('an input that cannot be read exits 2, and the rest is told', async () => {
    const { code, stdout } = await keyplan(['who', 'missing.json', 'clean.json', '--context', 'wrong.yaml'], {
      folder,
    })
    expect(code).toBe(2)
    expect(stdout).toMatch(/aws_kms_key\.app[^]*missing\.json: there is no such file[^]*wrong\.yaml:1:1/)
  })

  test('output that nobody reads is no error', async () => {
    const { code, stderr } = await keyplan(['who', 'public.json', '--format', 'json'], {
      folder,
      unread: true,
    })
    expect([code, stderr]).toEqual([0, ''])
  })
})

function ask(action: string, more: readonly string[] = []): ReturnType<typeof keyplan> {
  const principal = 'arn:aws:iam::111122223333:role/reader'
  const words = [
    '--principal',
    principal,
    '--action',
    action,
    '--key',
    'aws_kms_key.app',
    ...account,
    ...more,
  ]
  return keyplan(['can', 'clean.json', ...words], { folder })
}

describe('keyplan can', () => {
  test.each([
    ['kms:Decrypt', ['--context', 'account.json'], 0, 'yes'],
    ['kms:Sign', ['--context', 'account.json'], 1, 'no'],
    ['kms:Decrypt', [], 3, 'cannot tell'],
    [
      'kms:Decrypt',
      ['--context', 'account.json', '--context', 'kms:ViaService=s3.us-east-1.amazonaws.com'],
      0,
      'yes',
    ],
  ])('%s %j exits %i: %s', async (action, more, code, verdict) => {
    const ended = await ask(action, more)
    expect([ended.code, ended.stdout.trimEnd().split('\n').at(-1), ended.stderr]).toEqual([code, verdict, ''])
  })

  test('JSON has the reasons as a tree', async () => {
    const { stdout } = await ask('kms:Decrypt', ['--context', 'account.json', '--format', 'json'])
    expect(JSON.parse(stdout)).toMatchObject({
      schemaVersion: 1,
      answer: 'yes',
      why: { is: 'yes', parts: [{ is: 'yes' }] },
    })
  })

  test('marks are ASCII unless the locale has more', async () => {
    expect((await ask('kms:Sign', ['--context', 'account.json'])).stdout).toMatch(/^no: /m)
    const words = [
      'can',
      'clean.json',
      '--principal',
      'sns.amazonaws.com',
      '--action',
      'kms:Sign',
      '--key',
      'alias/app',
    ]
    const keyed = [...words.slice(0, -1), 'aws_kms_key.app', ...account]
    expect((await keyplan(keyed, { folder, environment: { LANG: 'C.UTF-8' } })).stdout).toMatch(/^✘ /m)
    expect(
      (await keyplan([...keyed, '--color', 'never'], { folder, environment: { LANG: 'C.UTF-8' } })).stdout,
    ).toMatch(/^no: /m)
  })

  test.each([
    [
      ['can', 'clean.json', '--key', 'x'],
      'error keyplan can: no --principal, no --action\n  fix ask all three: `--principal arn:aws:iam::111122223333:role/App --action kms:Decrypt --key alias/app`\n',
    ],
    [
      [
        'can',
        'clean.json',
        '--principal',
        's3.amazonaws.com',
        '--action',
        'Decript',
        '--key',
        'aws_kms_key.app',
      ],
      'error --action: `Decript` is no action on a key\n  fix did you mean `kms:Decrypt`?\n',
    ],
  ])('%j is a mistake with its cure', async (words, stderr) => {
    expect(await keyplan(words, { folder })).toEqual({ code: 2, stdout: '', stderr })
  })
})
