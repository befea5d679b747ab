import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { builtInRules } from '../policies/index.ts'
import { check } from './check.ts'
import { document, planWith, type TrialChange } from './cli/world-trial.ts'
import type { Finding, Report } from './model/report.ts'
import { defaultSettings } from './report/settings.ts'
import { renderSummary, reporters } from './reporters/index.ts'
import { sharedPath } from './shared-data.ts'

const owner = '111122223333'
const id = '1234abcd-12ab-34cd-56ef-1234567890ab'
const arn = `arn:aws:kms:eu-west-1:${owner}:key/${id}`
const anyone = { Effect: 'Allow', Principal: '*', Action: 'kms:Decrypt', Resource: '*' }
const delegation = {
  Effect: 'Allow',
  Principal: { AWS: `arn:aws:iam::${owner}:root` },
  Action: 'kms:*',
  Resource: '*',
}
const policy = (...statements: readonly object[]): string => JSON.stringify(document(...statements))

/** A key that exists; with `expressions`, its own plan writes its policy. */
function key(written: string, expressions?: object): TrialChange {
  const values = { arn, key_id: id, policy: written, enable_key_rotation: true, is_enabled: true }
  const rest = expressions === undefined ? {} : { expressions }
  return { address: 'aws_kms_key.it', actions: ['no-op'], before: values, after: values, ...rest }
}
const newKey = (written: string): TrialChange => ({
  address: 'aws_kms_key.it',
  actions: ['create'],
  after: { policy: written, enable_key_rotation: true, is_enabled: true },
  unknown: { arn: true, key_id: true },
})
const writer = (written: string): TrialChange => ({
  address: 'aws_kms_key_policy.it',
  actions: ['create'],
  after: { key_id: id, policy: written },
})
const writes = { policy: { constant_value: 'as it is' } }

function checked(plans: Readonly<Record<string, string>>): Promise<Report> {
  const inputs = Object.entries(plans).map(([path, plan]) => ({ path, chunks: [Buffer.from(plan)] }))
  return check(inputs, builtInRules, defaultSettings)
}

const told = ({ findings }: Report): readonly string[] =>
  findings.map(({ rule, certainty, address, input }) => `${rule} ${certainty} ${address} in ${input}`)
const of = ({ findings }: Report, rule: string): Finding | undefined =>
  findings.find(finding => finding.rule === rule)

describe('the policy of a key that one plan declares and another writes', () => {
  const writing = planWith([writer(policy(delegation, anyone))])

  test('is the written one; the finding names the input to change, and that of the key', async () => {
    const declaring = planWith([key(policy(delegation))])
    const plans = { 'key.json': declaring, 'policy.json': writing }
    for (const order of [plans, { 'policy.json': writing, 'key.json': declaring }]) {
      const report = await checked(order)
      expect(told(report)).toEqual(['DIFF003 certain aws_kms_key_policy.it in policy.json'])
      expect(of(report, 'DIFF003')).toMatchObject({ key: 'aws_kms_key.it', keyInput: 'key.json' })
    }
  })

  test('is perhaps that of its own plan, if that writes one too', async () => {
    const declaring = planWith([key(policy(delegation), writes)])
    expect(told(await checked({ 'key.json': declaring, 'policy.json': writing }))).toEqual([
      'DIFF003 possible aws_kms_key_policy.it in policy.json',
      'KMS028 certain aws_kms_key.it in key.json',
    ])
  })

  test('is the default of AWS once another plan destroys it', async () => {
    const before = { key_id: id, policy: policy(anyone) }
    const destroying = planWith([{ address: 'aws_kms_key_policy.it', actions: ['delete'], before }])
    const open = planWith([key(policy(delegation, anyone))])
    expect(told(await checked({ 'key.json': open }))).toEqual(['KMS001 certain aws_kms_key.it in key.json'])
    expect(told(await checked({ 'key.json': open, 'policy.json': destroying }))).toEqual([
      'DIFF013 certain aws_kms_key.it in key.json',
    ])
    const written = planWith([key(policy(delegation, anyone), writes)])
    expect(told(await checked({ 'key.json': written, 'policy.json': destroying }))).toEqual([
      'KMS001 possible aws_kms_key.it in key.json',
      'DIFF004 possible aws_kms_key.it in key.json',
      'DIFF013 possible aws_kms_key.it in key.json',
    ])
  })
})

describe('findings of plans with the same addresses', () => {
  const open = planWith([newKey(policy(delegation, anyone))])
  const closed = planWith([newKey(policy(delegation))])

  test('name the input that has the fault', async () => {
    expect(told(await checked({ 'a.json': closed, 'b.json': open }))).toEqual([
      'KMS001 certain aws_kms_key.it in b.json',
    ])
    expect(told(await checked({ 'a.json': open, 'b.json': open }))).toEqual([
      'KMS001 certain aws_kms_key.it in a.json',
      'KMS001 certain aws_kms_key.it in b.json',
    ])
  })

  test('are two where two plans write the policy of one key', async () => {
    const allBut = {
      Effect: 'Allow',
      NotPrincipal: { AWS: `arn:aws:iam::${owner}:role/App` },
      Action: 'kms:Sign',
      Resource: '*',
    }
    const report = await checked({
      'key.json': planWith([key(policy(delegation))]),
      'a.json': planWith([writer(policy(delegation, allBut))]),
      'b.json': planWith([writer(policy(delegation, allBut))]),
    })
    const about = report.findings.filter(({ rule }) => rule === 'KMS006').map(({ input }) => input)
    expect(about).toEqual(['a.json', 'b.json'])
    for (const finding of report.findings) expect(finding.keyInput).toBe('key.json')
  })

  test('tell the input in each format', async () => {
    const report = await checked({ 'one.json': closed, 'two.json': open })
    const options = { color: false, verbose: false }
    for (const [format, render] of Object.entries(reporters)) {
      const printed = render(report, options)
      expect(`${format}: ${printed}`).toContain('two.json')
    }
    expect(renderSummary(report)).toContain('<code>two.json</code>')
    expect(reporters.github(report, options)).toContain('found: aws_kms_key.it in two.json')
  })
})

test('a grant of one plan on the key of another is judged there', async () => {
  const grantee = 'arn:aws:iam::999988887777:role/Outside'
  const granting = planWith([
    {
      address: 'aws_kms_grant.it',
      actions: ['create'],
      after: { key_id: arn, grantee_principal: grantee, operations: ['Decrypt'] },
    },
    newKey(policy(delegation)),
  ])
  const report = await checked({ 'grant.json': granting, 'key.json': planWith([key(policy(delegation))]) })
  const [finding] = report.findings
  expect(told(report)).toEqual([
    'DIFF002 certain aws_kms_grant.it in grant.json',
    'KMS011 certain aws_kms_key.it in key.json',
  ])
  expect(finding).toMatchObject({ input: 'grant.json', address: 'aws_kms_grant.it', keyInput: 'key.json' })
})

test('an input that cannot be read is an error, and the others are judged', async () => {
  const report = await checked({
    'key.json': planWith([key(policy(delegation))]),
    'broken.json': '{"format_version":"1.2","resource_changes":[',
    'policy.json': planWith([writer(policy(delegation, anyone))]),
  })
  expect(report.errors.map(({ input }) => input)).toEqual(['broken.json'])
  expect(told(report)).toEqual(['DIFF003 certain aws_kms_key_policy.it in policy.json'])
  expect(report.summary.exitCode).toBe(2)
})

const seeds = ['owner', 'external'].map(side =>
  sharedPath('plans', `seed-cross-account-${side}`, 'plan.json'),
)

test.skipIf(seeds.includes(undefined))(
  'genuine plans of two accounts that neither of them tells have no more in common',
  async () => {
    const [owned = '', external = ''] = seeds.map(path => readFileSync(path ?? '', 'utf8'))
    const alone = [await checked({ 'owner.json': owned }), await checked({ 'external.json': external })]
    const together = await checked({ 'owner.json': owned, 'external.json': external })
    expect(told(together)).toEqual(alone.flatMap(told))
    expect(together.inputs.map(({ accountFrom }) => accountFrom)).toEqual(['assumed', 'unknown'])
  },
)
