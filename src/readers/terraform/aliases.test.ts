import { expect, test } from 'vitest'
import { block, changed, readChanges } from './test-plan.ts'

const unknown = { after_unknown: { arn: true, key_id: true, id: true } }
const toKey = { references: ['aws_kms_key.k.key_id', 'aws_kms_key.k'] }

/** The aliases of a new key, and whether they are all. */
function aliases(
  after: object,
  overlay: object,
  target: object = toKey,
  rest: object = {},
): readonly [readonly string[], boolean] | undefined {
  const key = changed('aws_kms_key.k', {}, unknown)
  const other = changed('aws_kms_key.o', {}, unknown)
  const alias = changed('aws_kms_alias.a', after, { after_unknown: overlay })
  const resources = [
    block('aws_kms_key.k'),
    block('aws_kms_key.o'),
    block('aws_kms_alias.a', { target_key_id: target }),
  ]
  const [read] = readChanges([key, other, alias], { resources }, {}, rest).inventory.keys
  return read === undefined ? undefined : [read.aliases, read.hasAllAliases]
}

test('a new key has the aliases that the plan gives it', () => {
  expect(aliases({ name: 'alias/a' }, { target_key_id: true })).toEqual([['alias/a'], true])
})

test('an alias that may be of the key, or has no known name, leaves it open', () => {
  expect(aliases({}, { name: true, target_key_id: true })).toEqual([[], false])
  expect(aliases({ name: 'alias/a' }, { target_key_id: true }, { references: ['local.key'] })).toEqual([
    [],
    false,
  ])
  const either = { references: [...toKey.references, 'aws_kms_key.o.key_id', 'aws_kms_key.o'] }
  expect(aliases({ name: 'alias/a' }, { target_key_id: true }, either)).toEqual([[], false])
})

test('an alias of another key changes nothing', () => {
  const other = { references: ['aws_kms_key.o.key_id', 'aws_kms_key.o'] }
  expect(aliases({}, { name: true, target_key_id: true }, other)).toEqual([[], true])
  expect(aliases({ name: 'alias/a', target_key_id: 'elsewhere' }, {})).toEqual([[], true])
})

test('a plan that is not whole, and a key that exists, leave it open', () => {
  expect(aliases({ name: 'alias/a' }, { target_key_id: true }, toKey, { complete: false })?.[1]).toBe(false)
  const key = changed('aws_kms_key.k', { key_id: '1' }, { actions: ['no-op'] })
  expect(readChanges([key]).inventory.keys[0]?.hasAllAliases).toBe(false)
})
