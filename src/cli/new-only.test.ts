import { describe, expect, test } from 'vitest'
import type { Report } from '../model/report.ts'
import { folderWith, keyplan, type Ended } from './trial.ts'
import { document, iam, keyArn, keyWith, planWith, type TrialChange } from './world-trial.ts'

const root = { Sid: 'Root', ...allowing({ AWS: `${iam}:root` }, 'kms:*') }
const anyone = { Sid: 'Anyone', ...allowing('*', 'kms:Decrypt') }

function allowing(principal: unknown, action: string): object {
  return { Effect: 'Allow', Principal: principal, Action: action, Resource: '*' }
}

function values(more: object, ...statements: readonly object[]): object {
  return { ...keyWith(...statements), ...more }
}

function planOf(before: object, after: object, ...others: readonly TrialChange[]): string {
  return planWith([{ address: 'aws_kms_key.k', actions: ['update'], before, after }, ...others])
}

const opened = values({}, root, anyone)
const written = { key_id: keyArn, policy: JSON.stringify(document(root, anyone)) }
const unchanged = (address: string, own: object): TrialChange => ({
  address,
  actions: ['no-op'],
  before: own,
  after: own,
})

const folder = folderWith({
  'opens.json': planOf(
    values({ enable_key_rotation: false }, root),
    values({ enable_key_rotation: false }, root, anyone),
  ),
  'tags.json': planOf(values({ tags: { a: 'b' } }, root, anyone), opened),
  'moves.json': planOf(opened, values({ policy: undefined }), {
    address: 'aws_kms_key_policy.k',
    actions: ['create'],
    after: written,
  }),
  'worse.json': planOf(opened, values({}, root, { ...anyone, Action: 'kms:*' })),
  'created.json': planWith([
    { address: 'aws_kms_key.k', actions: ['create'], after: opened, unknown: { arn: true, key_id: true } },
  ]),
  'other.json': planWith([unchanged('aws_kms_key.k', opened)]),
})

function check(...words: readonly string[]): Promise<Ended> {
  return keyplan(['check', ...words], { folder })
}

async function reportOf(...words: readonly string[]): Promise<Report> {
  const report: Report = JSON.parse((await check(...words, '--format', 'json')).stdout)
  return report
}

async function rulesOf(...words: readonly string[]): Promise<readonly string[]> {
  return [...new Set((await reportOf(...words)).findings.map(({ rule }) => rule))]
}

describe('with --new-only', () => {
  test('what was there before is not told, and how much that is', async () => {
    expect((await check('opens.json')).stdout).toContain('KMS020')
    const { code, stdout } = await check('opens.json', '--new-only')
    expect(code).toBe(1)
    expect(stdout).toContain('KMS001')
    expect(stdout).not.toContain('KMS020')
    expect(stdout).toMatch(/\n\d+ findings? that were there before the change are left out \(--new-only\)\n/)
    const { findings, leftOut } = await reportOf('opens.json', '--new-only')
    const all = await reportOf('opens.json')
    expect([all.leftOut, leftOut]).toEqual([
      undefined,
      { findings: all.findings.length - findings.length, blindSpots: 0 },
    ])
  })

  test.each([
    ['nothing that bears on it', 'tags.json'],
    ['the resource that writes the policy', 'moves.json'],
    ['nothing at all', 'other.json'],
  ])('a plan that changes %s passes, whatever is wrong already', async (_, plan) => {
    expect((await check(plan)).code).toBe(1)
    expect(await rulesOf(plan)).toContain('KMS001')
    const { code, stdout } = await check(plan, '--new-only')
    expect(code).toBe(0)
    expect(stdout).not.toContain('KMS001')
  })

  test.each([
    ['is worse now', 'worse.json'],
    ['is about a key that is new', 'created.json'],
  ])('what %s is told', async (_, plan) => {
    expect((await check(plan, '--new-only')).code).toBe(1)
    expect(await rulesOf(plan, '--new-only')).toContain('KMS001')
  })

  test('of several plans only what is new in one of them is told', async () => {
    const { findings } = await reportOf('opens.json', 'other.json', '--new-only')
    expect(new Set(findings.map(({ input }) => input))).toEqual(new Set(['opens.json']))
  })
})
