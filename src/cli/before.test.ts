import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { DiffReport } from '../model/diff.ts'
import type { Report } from '../model/report.ts'
import { folderWith, keyplan, type Ended } from './trial.ts'

const statement = (sid: string, account: string, action: string): object => ({
  Sid: sid,
  Effect: 'Allow',
  Principal: { AWS: `arn:aws:iam::${account}:root` },
  Action: action,
  Resource: '*',
})
const root = statement('Root', '111122223333', 'kms:*')
const partner = statement('Partner', '321098765432', 'kms:Decrypt')

function template(keys: Readonly<Record<string, readonly object[]>>, more: object = {}): string {
  const resources = Object.entries(keys).map(([id, statements]) => [
    id,
    {
      Type: 'AWS::KMS::Key',
      ...more,
      Properties: { KeyPolicy: { Version: '2012-10-17', Statement: statements } },
    },
  ])
  return JSON.stringify({ Resources: Object.fromEntries(resources) })
}

const folder = folderWith({
  'old.json': template({ Key: [root] }),
  'new.json': template({ Key: [root, partner] }),
  'broken.json': '{"Resources": {',
  'a.json': template({ Key: [root] }),
  'b.json': template({ Key: [root] }),
  'old/a.json': template({ Key: [root] }),
  'old/b.json': template({ Key: [root, partner] }),
})

function run(words: readonly string[], stdin?: string): Promise<Ended> {
  const all = [...words, '--account', '111122223333']
  return keyplan(all, { folder, ...(stdin === undefined ? {} : { stdin }) })
}

async function reportOf(...words: readonly string[]): Promise<Report> {
  const report: Report = JSON.parse((await run(['check', ...words, '--format', 'json'])).stdout)
  return report
}

describe('check with --before', () => {
  test('tells what the change does, and what will be', async () => {
    const { stdout, code } = await run(['check', 'new.json', '--before', 'old.json'])
    expect(stdout).toMatch(
      /^Somebody gains access by this change: 1 caller gains access\.\n {2}\+ Key: account 3210/,
    )
    expect(stdout).toContain('compared with old.json')
    expect([code, stdout.includes('KMS020')]).toEqual([1, true])
  })

  test('reports with --new-only what the change brings in', async () => {
    const { findings, leftOut, inputs } = await reportOf('new.json', '--before', 'old.json', '--new-only')
    expect(findings.map(({ rule, input }) => `${rule} ${input}`)).toEqual(['DIFF002 new.json'])
    expect(leftOut).toEqual({ findings: 1, blindSpots: 0 })
    expect(inputs.map(({ path }) => path)).toEqual(['new.json'])
    const same = await reportOf('new.json', '--before', 'new.json', '--new-only')
    expect([same.findings, same.change?.changes, same.summary.exitCode]).toEqual([[], 'no', 0])
  })

  test('reads either side from standard input, and not both', async () => {
    for (const words of [
      ['check', 'new.json', '--before', '-'],
      ['diff', 'new.json', '--before', '-'],
    ])
      expect((await run(words, template({ Key: [root] }))).stdout).toContain('account 321098765432')
    expect((await run(['diff', '-', '--before', 'old.json'], template({ Key: [root] }))).stdout).toMatch(
      /\nNo change/,
    )
    const { code, stderr } = await run(['check', '-', '--before', '-'])
    expect([code, stderr.split('\n')[0]]).toEqual([
      2,
      'error --before: standard input cannot be both what was and what will be',
    ])
  })

  test('says of no change that it is none when what was cannot be read', async () => {
    for (const before of ['broken.json', 'absent.json']) {
      const { errors, change, summary } = await reportOf('new.json', '--before', before)
      expect(errors.map(({ input }) => input)).toEqual([before])
      expect([change?.changes, summary.exitCode]).toEqual(['unknown', 2])
      const { findings } = await reportOf('new.json', '--before', before, '--new-only')
      expect(findings.map(({ rule }) => rule)).toContain('KMS002')
      expect((await run(['diff', 'new.json', '--before', before])).code).toBe(2)
    }
  })

  test('says of no change that it is none while parameters may bring one', async () => {
    const open = ['testdata/template-update/stack.yaml', '--before', 'testdata/template-update/before.yaml']
    const words = open.map(word => (word.startsWith('--') ? word : join(process.cwd(), word)))
    const { change, findings } = await reportOf(...words, '--new-only')
    expect(change?.says).toBe('No change in access is certain, but other values of parameters may bring one')
    expect(findings.map(({ certainty, rule }) => `${certainty} ${rule}`)).toEqual(['possible KMS002'])
    expect((await run(['diff', ...words])).stdout).toContain('but other values of parameters may bring one')
    const given = [...words, '--parameters', 'PartnerAccount=321098765432']
    expect((await reportOf(...given)).change?.changes).toBe('yes')
  })

  test('compares several files by their names', async () => {
    const words = ['a.json', 'b.json', '--before', 'old/*.json']
    const { change } = await reportOf(...words)
    expect(change?.lines.map(({ what, says }) => `${what} ${says}`)).toEqual([
      'lost Key: account 321098765432 can no longer kms:Decrypt',
    ])
    const { stdout } = await run(['diff', ...words])
    expect(stdout).toMatch(/^before: old\/a\.json, old\/b\.json, after: a\.json, b\.json, each as it is once/)
    expect(stdout).toContain('b.json')
  })
})

describe('two templates', () => {
  test('are compared by diff as two plans are', async () => {
    const { stdout, code } = await run(['diff', 'old.json', 'new.json'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/\nSomebody gains access: 1 caller gains access\n/)
    expect((await run(['diff', 'new.json', 'new.json'])).stdout).toContain('No change in access')
  })

  test('are also the same ones of two assemblies of the CDK', async () => {
    const whole = join(process.cwd(), 'testdata/cdk-assembly/cdk.out')
    const { stdout } = await run(['diff', whole, `${whole}/manifest.json`, '--format', 'json'])
    const report: DiffReport = JSON.parse(stdout)
    const [before, after] = [report.sides?.before, report.sides?.after].map(paths => paths?.length)
    expect([report.compared, before]).toEqual(['inputs', after])
    expect(stdout).toContain('"changes":"no"')
  })
})
