import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { folderWith, keyplan, type Ended } from './trial.ts'
import { account, iam, keyArn, keyWith, planWith, type TrialChange } from './world-trial.ts'

const admin = { Sid: 'Admin', ...statement({ AWS: `${iam}:role/admin` }, 'kms:*') }
const root = { Sid: 'Root', ...statement({ AWS: `${iam}:root` }, 'kms:*') }
const partner = { Sid: 'Partner', ...statement({ AWS: 'arn:aws:iam::444455556666:root' }, 'kms:Decrypt') }
const logs = {
  Sid: 'Logs',
  ...statement({ Service: 'logs.eu-west-1.amazonaws.com' }, 'kms:GenerateDataKey*'),
}

function statement(principal: object, action: string): object {
  return { Effect: 'Allow', Principal: principal, Action: action, Resource: '*' }
}

function useThrough(...services: readonly string[]): object {
  return {
    Sid: 'Use',
    ...statement({ AWS: `${iam}:role/app` }, 'kms:Decrypt'),
    Condition: {
      StringEquals: { 'kms:ViaService': services.map(name => `${name}.eu-west-1.amazonaws.com`) },
    },
  }
}

const group = { name: 'app', arn: `arn:aws:logs:eu-west-1:${account}:log-group:app`, kms_key_id: keyArn }
const logGroup: TrialChange = {
  address: 'aws_cloudwatch_log_group.app',
  actions: ['no-op'],
  before: group,
  after: group,
}

function updated(before: object, after: object, rest: object = {}): string {
  const change: TrialChange = { address: 'aws_kms_key.k', actions: ['update'], before, after }
  return planWith([change, logGroup], rest)
}

const reordered = updated(
  keyWith(admin, useThrough('s3', 'ec2')),
  keyWith({ ...useThrough('ec2', 's3'), Sid: 'Renamed' }, admin),
)
const [, keyId = ''] = keyArn.split('/')

const folder = folderWith({
  'another.json': reordered.replaceAll(keyId, 'another-key'),
  'third.json': reordered.replaceAll(keyId, 'third-key'),
  'update.json': updated(
    keyWith(admin, useThrough('s3'), logs),
    keyWith(admin, useThrough('s3', 'ec2'), partner, root),
  ),
  'order.json': reordered,
  'copy.json': updated(keyWith(admin), keyWith(admin, useThrough('ec2', 's3'))),
  'broken.json': '{',
  'error.json': updated(keyWith(admin), keyWith(admin), { errored: true }),
})

function diff(...words: readonly string[]): Promise<Ended> {
  return keyplan(['diff', ...words], { folder })
}

interface Rows {
  readonly summary: { readonly changes: string }
  readonly gained: readonly { readonly principal: string }[]
  readonly lost: readonly { readonly principal: string; readonly neededBy: readonly string[] }[]
  readonly widened: readonly { readonly principal: string; readonly example: object }[]
}

async function rows(...words: readonly string[]): Promise<Rows> {
  const { stdout } = await diff(...words, '--format', 'json')
  const report: Rows = JSON.parse(stdout)
  return report
}

test('help lists the flags', async () => {
  const { stdout } = await keyplan(['help', 'diff'], { folder })
  for (const flag of ['--key', '--principal', '--action', '--context', '--source', '--format', '--verbose'])
    expect(stdout).toContain(flag)
  expect((await keyplan([], { folder })).stdout).toContain('  diff <input...>')
})

describe('the change of a plan', () => {
  test('is told: who gains, who has more, who loses, and who still needs that', async () => {
    const { code, stdout, stderr } = await diff('update.json')
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^Somebody gains access by this change: 2 callers gain access, 1 caller has wider/)
    expect(stdout).toContain('  + FOREIGN  account 444455556666 gains access\n')
    expect(stdout).toContain('also those that the input does not show')
    expect(stdout).toContain('call   now also one with kms:ViaService ec2.eu-west-1.amazonaws.com\n')
    expect(stdout).toMatch(
      /loses access[^]*needs {2}CloudWatch Logs .*\(aws_cloudwatch_log_group\.app\), and\s+still\s+needs/,
    )
  })

  test('as JSON has a list for each kind', async () => {
    const { gained, lost, widened } = await rows('update.json')
    expect(gained.map(({ principal }) => principal)).toEqual([account, '444455556666'])
    expect(lost).toMatchObject([
      {
        principal: 'logs.eu-west-1.amazonaws.com',
        neededBy: [expect.stringContaining('aws_cloudwatch_log_group.app')],
      },
    ])
    expect(widened).toMatchObject([
      {
        principal: `${iam}:role/app`,
        example: { 'kms:ViaService': ['ec2.eu-west-1.amazonaws.com'] },
        otherwise: [{ conditions: ['kms:ViaService is s3.eu-west-1.amazonaws.com'] }],
      },
    ])
  })

  test('of names and order is none', async () => {
    const { code, stdout } = await diff('order.json')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^No change in access: the same callers can do the same with 1 key /)
  })

  test('that broke off is not certain', async () => {
    expect((await diff('error.json')).stdout).toMatch(
      /^No change in access is certain, but 1 plan ended with an error/,
    )
  })

  test('goes to files too', async () => {
    const { code, stdout } = await diff('update.json', '--format', 'text,json=out/diff.json')
    expect([code, stdout.startsWith('Somebody')]).toEqual([0, true])
    const json: unknown = JSON.parse(readFileSync(join(folder, 'out/diff.json'), 'utf8'))
    expect(json).toMatchObject({ compared: 'changes', summary: { changes: 'yes', gained: 2, lost: 1 } })
  })
})

describe('what is asked for', () => {
  test.each([
    [['--principal', '444455556666'], ['444455556666']],
    [['--action', 'kms:PutKeyPolicy'], [account]],
    [
      ['--key', keyArn],
      [account, '444455556666'],
    ],
  ])('by %j is told, and nothing else', async (words, principals) => {
    const { gained } = await rows('update.json', ...words)
    expect(gained.map(({ principal }) => principal)).toEqual(principals)
  })

  test.each([
    [
      ['--key', 'aws_kms_key.l'],
      'error --key: no key is named `aws_kms_key.l`\n  fix did you mean `aws_kms_key.k`?\n',
    ],
    [[], 'error keyplan diff: no input\n'],
  ])('that there is not is a mistake: %j', async (words, stderr) => {
    const ended = await diff(...(words.length === 0 ? [] : ['update.json', ...words]))
    expect([ended.code, ended.stdout]).toEqual([2, ''])
    expect(ended.stderr).toContain(stderr)
  })
})

describe('two files', () => {
  test('are what was and what will be', async () => {
    const { code, stdout } = await diff('order.json', 'update.json')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^before: order\.json, after: update\.json, each as it is once applied/)
    expect(stdout).toContain('Somebody gains access: 2 callers gain access')
    expect(stdout).not.toContain('role/app')
  })

  test.each([
    ['order.json', 'copy.json'],
    ['update.json', 'update.json'],
  ])('%s and %s with the same access are no change', async (one, other) => {
    expect((await rows(one, other)).summary.changes).toBe('no')
  })

  test.each([
    ['broken.json', 'update.json'],
    ['update.json', 'missing.json'],
  ])('are not compared where one cannot be read: %s, %s', async (one, other) => {
    const { code, stdout } = await diff(one, other)
    expect(code).toBe(2)
    expect(stdout).toContain('No change in access is certain, but 1 input cannot be read')
    expect(stdout).not.toMatch(/gains|loses|new key/)
  })
})

describe('several plans', () => {
  test.each([[['{update,another}.json']], [['another.json', 'update.json', 'third.json']]])(
    'of %j are told by what each of them changes',
    async words => {
      const { code, stdout } = await diff(...words)
      expect(code).toBe(0)
      expect(stdout).toMatch(/^Somebody gains access by this change/)
    },
  )

  test('are told where another one cannot be read', async () => {
    const { code, stdout } = await diff('update.json', 'another.json', 'broken.json')
    expect(code).toBe(2)
    expect(stdout).toMatch(/^Somebody gains access[^]*error broken\.json/)
  })
})
