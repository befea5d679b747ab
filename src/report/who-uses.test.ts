import { describe, expect, test } from 'vitest'
import type { KeyNeed, KeyUse } from '../model/key-use.ts'
import { text } from '../model/text.ts'
import type { WhoUse } from '../model/who.ts'
import { allow, delegation, keyWith, own, worldWith } from './who-fixed-world.ts'
import { who } from './who.ts'

const logs: KeyNeed = {
  row: 'cloudwatch-logs',
  says: 'CloudWatch Logs encrypts with it',
  by: { kind: 'service', name: text('logs.eu-central-1.amazonaws.com') },
  needed: ['kms:GenerateDataKey', 'kms:Decrypt'],
  documented: ['kms:Decrypt*', 'kms:GenerateDataKey*'],
  unverified: false,
  context: new Map(),
}
const s3: KeyNeed = { ...logs, says: 'whoever reads has S3 use it', by: 'caller', needed: [] }

function use(name: string, needs: readonly KeyNeed[], addresses = ['aws_kms_key.k']): KeyUse {
  const address = `aws_thing.${name}`
  const at = { file: 'plan.json', address, pointer: '/kms_key_id' }
  return { address, at, type: 'aws_thing', account: own, key: { addresses }, needs }
}

function usesOf(statements: readonly object[], uses: readonly KeyUse[]): readonly WhoUse[] {
  const world = worldWith({ keys: [keyWith('k', statements), keyWith('other')], uses })
  const answer = who(world, { keys: ['aws_kms_key.k'], actions: [], indirect: false })
  if (answer.kind === 'mistakes') throw new Error('no report')
  const [key] = answer.report.keys()
  expect(key?.uses()).toEqual([...answer.report.uses()])
  return [...answer.report.uses()]
}

function words(statements: readonly object[], uses: readonly KeyUse[]): readonly string[] {
  return usesOf(statements, uses).map(({ address, what }) => `${address}: ${what}`)
}

const service = { Principal: { Service: 'logs.eu-central-1.amazonaws.com' } }

describe('a use says who needs what', () => {
  test.each([
    ['a service', logs, 'logs.eu-central-1.amazonaws.com needs kms:GenerateDataKey and kms:Decrypt'],
    ['whoever uses it', { ...s3, needed: ['kms:Decrypt'] }, 'whoever uses it needs kms:Decrypt'],
    ['what hangs on how it is used', s3, 'whoever uses it may need kms:Decrypt* and kms:GenerateDataKey*'],
  ])('%s', (_, need, expected) => {
    expect(words([allow('kms:*', service)], [use('a', [need])])).toEqual([`aws_thing.a: ${expected}`])
  })

  test('a resource that the table does not know', () => {
    expect(words([delegation], [use('a', [])])).toEqual(['aws_thing.a: what it needs is not known'])
  })
})

describe('what nothing gives', () => {
  test('is told, and comes first', () => {
    const told = words([delegation, allow('kms:Decrypt', service)], [use('a', [s3]), use('b', [logs])])
    expect(told[0]).toBe(
      'aws_thing.b: logs.eu-central-1.amazonaws.com needs kms:GenerateDataKey and kms:Decrypt, and nothing gives it kms:GenerateDataKey',
    )
    expect(told).toHaveLength(2)
  })

  test('all of it is not told twice', () => {
    expect(words([delegation], [use('b', [logs])])).toEqual([
      'aws_thing.b: logs.eu-central-1.amazonaws.com needs kms:GenerateDataKey and kms:Decrypt, and nothing gives it that',
    ])
  })

  test.each([
    [
      'a condition may let it',
      [allow('kms:*', { ...service, Condition: { Bool: { 'aws:SecureTransport': 'true' } } })],
      logs,
    ],
    ['anyone is admitted', [allow('kms:*', { Principal: '*' })], logs],
    ['the need is from memory', [delegation], { ...logs, unverified: true }],
    [
      'it is not known who needs it',
      [delegation],
      {
        ...logs,
        by: {
          kind: 'unknown',
          unknown: {
            kind: 'unknown',
            reason: 'known-after-apply',
            name: 'the role',
            shape: 'arn',
            at: { file: '', address: '', pointer: '' },
          },
        },
      },
    ],
    [
      'a role elsewhere may have policies',
      [delegation],
      { ...logs, by: { kind: 'role', arn: text(`arn:aws:iam::${own}:role/x`), account: own } },
    ],
  ] as const)('is not claimed where %s', (_, statements, need) => {
    const [told] = usesOf(statements, [use('a', [need])])
    expect(told?.needs.map(({ missing }) => missing)).toEqual([[]])
  })
})

test('which of several keys it is may not be told', () => {
  const [told] = usesOf([delegation], [use('a', [s3], ['aws_kms_key.k', 'aws_kms_key.other'])])
  expect(told?.certainty).toBe('possible')
})

test('uses of other keys are not told', () => {
  expect(usesOf([delegation], [use('a', [s3], ['aws_kms_key.other'])])).toEqual([])
})
