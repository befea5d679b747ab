import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { globSync } from 'tinyglobby'
import { describe, expect, test } from 'vitest'
import type { ReadInput } from '../../model/inventory.ts'
import type { Key } from '../../model/key.ts'
import { showText } from '../../model/text.ts'
import { isUnknown, type Knowable } from '../../model/unknown.ts'
import { sharedPath } from '../../shared-data.ts'
import expected from './genuine-plans.json' with { type: 'json' }
import { besidesKeys } from './besides-keys.ts'
import { readPlan } from './inventory.ts'
import { readResources } from './resources.ts'
import { property } from './json-value.ts'
import { planOf } from './test-plan.ts'

const nothingDeclared = { accountFor: () => undefined }
const everything = besidesKeys(() => undefined)
const plans = sharedPath('plans')

function read(name: string): ReadInput {
  const path = join(plans ?? '', name, 'plan.json')
  return readPlan(
    readResources(planOf(JSON.parse(readFileSync(path, 'utf8'))), name),
    nothingDeclared,
    everything,
  )
}

function show(value: Knowable<string | boolean>): string {
  return isUnknown(value) ? `?${value.name}` : String(value)
}

/** An address with who wrote the policies, and what of them is unknown. */
function line({ address, policies }: Key): string {
  const documents = policies.map(({ source, sensitive, document }) => {
    const holes = document.holes.map(({ name }) => ` ?${name}`).join('')
    return `${source}${sensitive ? ' sensitive' : ''} ${document.statements.length}${holes}`
  })
  return `${address}: ${documents.join(' | ')}`
}

function accounts({ providers }: ReadInput): readonly string[] {
  return providers.map(({ provider, account, from }) => `${provider} ${show(account)} ${from}`)
}

/** Of each plan the accounts of its providers and its keys' policies. The numbers count statements. */
const cases = Object.entries(expected)

describe.skipIf(plans === undefined)('genuine plans', () => {
  test.each(cases)('%s: accounts and policies', (name, { providers, keys }) => {
    const input = read(name)
    expect(accounts(input)).toEqual(providers)
    expect(input.inventory.keys.map(line)).toEqual(keys)
  })

  test.each([
    [
      'hard-errored-plan',
      false,
      true,
      [
        'terraform failed while it made this plan: what it had not planned by then is missing',
        'aws_kms_key.never is in the configuration but not in this plan',
      ],
    ],
    [
      'state-target',
      false,
      false,
      [
        'this plan is partial (made with -target, or part of it is deferred): what it leaves out is not judged',
      ],
    ],
    [
      'state-drift-refresh-only',
      true,
      false,
      ['this plan has no changes, as -refresh-only makes it: what exists is judged'],
    ],
    [
      'state-destroy',
      true,
      false,
      ['2 keys are destroyed by this plan and not judged: aws_kms_key.gone, aws_kms_key.stays'],
    ],
    [
      'state-moved-import-removed',
      true,
      false,
      ['aws_iam_policy.forgotten is forgotten by this plan: it goes on existing as it is'],
    ],
    [
      'state-replacement',
      true,
      false,
      [
        '2 keys are replaced by this plan (the old destroyed, the new judged): aws_kms_key.cbd, aws_kms_key.k',
      ],
    ],
    ['state-noop', true, false, []],
  ])('%s: what the reader of the report must know', (name, complete, errored, notes) => {
    expect(read(name)).toMatchObject({ complete, errored, notes })
  })

  test('a public module with every kind of key: attributes, regions and aliases', () => {
    const { inventory } = read('public/tam-kms-complete')
    const shown = inventory.keys.map(key => [
      key.address,
      show(key.region),
      show(key.spec),
      show(key.origin),
      key.replica ? 'replica' : '',
      ...key.aliases,
    ])
    expect(shown).toEqual([
      ['module.kms_complete.aws_kms_key.this[0]', 'us-east-1', 'SYMMETRIC_DEFAULT', 'AWS_KMS', ''],
      ['module.kms_default.aws_kms_key.this[0]', 'us-east-1', 'SYMMETRIC_DEFAULT', 'AWS_KMS', ''],
      [
        'module.kms_dnssec_signing.aws_kms_key.this[0]',
        'us-east-1',
        'ECC_NIST_P256',
        'AWS_KMS',
        '',
        'alias/route53/dnssec-ex',
      ],
      ['module.kms_external.aws_kms_external_key.this[0]', 'us-east-1', 'SYMMETRIC_DEFAULT', 'EXTERNAL', ''],
      [
        'module.kms_primary.aws_kms_key.this[0]',
        'us-east-1',
        'SYMMETRIC_DEFAULT',
        'AWS_KMS',
        '',
        'alias/primary-standard',
      ],
      [
        'module.kms_primary_external.aws_kms_external_key.this[0]',
        'us-east-1',
        'SYMMETRIC_DEFAULT',
        'EXTERNAL',
        '',
        'alias/primary-external',
      ],
      [
        'module.kms_replica.aws_kms_replica_key.this[0]',
        'eu-west-1',
        'SYMMETRIC_DEFAULT',
        'AWS_KMS',
        'replica',
        'alias/replica-standard',
      ],
      [
        'module.kms_replica_external.aws_kms_replica_external_key.this[0]',
        'eu-west-1',
        'SYMMETRIC_DEFAULT',
        'EXTERNAL',
        'replica',
        'alias/replica-external',
      ],
    ])
  })

  test('a role that the plan creates stands in a document that is read during apply', () => {
    const [, key] = read('hard-unknown-role-arn').inventory.keys
    expect(
      key?.policies[0].document.statements[1]?.principals?.items.map(({ principal }) => principal),
    ).toEqual([
      { kind: 'role', arn: ['arn:aws:iam::111122223333:role/known'], account: '111122223333' },
      { kind: 'role', arn: ['arn:aws:iam::111122223333:role/app'], account: '111122223333' },
    ])
  })

  test.each([
    ['hard-unknown-foreach-value', 0, 'user/a user/b ?known after apply ?known after apply (2)'],
    ['hard-modules-nested', 0, 'account role/blue role/red'],
    ['hard-modules-nested', 3, 'account role/${aws_iam_role.team}'],
  ])(
    '%s: key %i names roles and users of which Terraform names only the block',
    (name, index, expectation) => {
      const statements = read(name).inventory.keys[index]?.policies[0].document.statements ?? []
      const named = statements.flatMap(({ principals }) =>
        (principals?.items ?? []).map(({ principal }) => {
          if (principal.kind === 'unknown') return `?${principal.unknown.name}`
          return 'arn' in principal ? showText(principal.arn).replace(/^.*:/, '') : principal.kind
        }),
      )
      expect(named.join(' ')).toBe(expectation)
    },
  )

  test('every plan is read', { timeout: 120_000 }, () => {
    const patterns = ['*/plan.json', 'public/*/plan.json', 'third-party/**/*.json']
    const files = globSync(patterns, { cwd: plans ?? '' })
    const counted = files.filter(file => {
      const json = parsed(join(plans ?? '', file))
      if (property(json, 'format_version') === undefined || property(json, 'values') !== undefined)
        return false
      return readPlan(readResources(planOf(json), file), nothingDeclared, everything).path === file
    })
    expect(counted.length).toBeGreaterThan(200)
  })
})

function parsed(path: string): unknown {
  const bytes = readFileSync(path)
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf16le' : 'utf8'
  try {
    return JSON.parse(bytes.toString(encoding).replace(/^\uFEFF/, ''))
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
