import { expect, test } from 'vitest'
import type { Key } from '../../model/key.ts'
import { block, changed, readChanges } from './test-plan.ts'

/** The only key of a plan. */
function keyOf(type: string, after: object, unknown: object = {}, expressions: object = {}): Key {
  const { inventory } = readChanges([changed(`${type}.k`, after, { after_unknown: unknown })], {
    resources: [block(`${type}.k`, expressions)],
  })
  const [key, ...others] = inventory.keys
  if (key === undefined || others.length > 0) throw new Error('not one key')
  return key
}

test('a key without arguments has the provider’s defaults', () => {
  expect(keyOf('aws_kms_key', {}, { arn: true, multi_region: true })).toMatchObject({
    address: 'aws_kms_key.k',
    at: { file: 'plan.json', address: 'aws_kms_key.k', pointer: '' },
    declared: true,
    spec: 'SYMMETRIC_DEFAULT',
    usage: 'ENCRYPT_DECRYPT',
    origin: 'AWS_KMS',
    replica: false,
    multiRegion: false,
    enabled: true,
    rotation: { value: false, at: { address: 'aws_kms_key.k', pointer: '/enable_key_rotation' } },
    bypassesLockoutCheck: { value: false, at: { pointer: '/bypass_policy_lockout_safety_check' } },
  })
})

test('reads what is written', () => {
  const after = {
    customer_master_key_spec: 'RSA_3072',
    key_usage: 'SIGN_VERIFY',
    is_enabled: false,
    enable_key_rotation: true,
    multi_region: true,
    bypass_policy_lockout_safety_check: true,
    region: 'eu-south-1',
  }
  expect(keyOf('aws_kms_key', after)).toMatchObject({
    spec: 'RSA_3072',
    usage: 'SIGN_VERIFY',
    enabled: false,
    rotation: { value: true },
    multiRegion: true,
    bypassesLockoutCheck: { value: true },
    region: 'eu-south-1',
  })
})

test('an argument that is not known yet is a hole with the name of its reference', () => {
  const expressions = { enable_key_rotation: { references: ['var.rotate'] } }
  expect(keyOf('aws_kms_key', {}, { enable_key_rotation: true }, expressions).rotation.value).toMatchObject({
    name: 'var.rotate',
    reason: 'known-after-apply',
  })
})

test('a value of a wrong type is unknown, never the default', () => {
  const key = keyOf('aws_kms_key', { enable_key_rotation: 'yes', customer_master_key_spec: ['x'] })
  expect([key.rotation.value, key.spec]).toMatchObject([{ reason: 'malformed' }, { reason: 'malformed' }])
})

test.each([
  ['aws_kms_key', { custom_key_store_id: 'cks-1' }, 'AWS_CLOUDHSM'],
  ['aws_kms_key', { custom_key_store_id: 'cks-1', xks_key_id: 'x' }, 'EXTERNAL_KEY_STORE'],
  ['aws_kms_key', { custom_key_store_id: '', xks_key_id: '' }, 'AWS_KMS'],
  ['aws_kms_external_key', {}, 'EXTERNAL'],
  ['aws_kms_replica_key', {}, 'AWS_KMS'],
  ['aws_kms_replica_external_key', {}, 'EXTERNAL'],
])('the origin of %s with %j is %s', (type, after, origin) => {
  expect(keyOf(type, after).origin).toBe(origin)
})

test('a replica has spec, usage and rotation of its primary', () => {
  const { inventory } = readChanges(
    [
      changed('aws_kms_key.k', {
        customer_master_key_spec: 'RSA_2048',
        key_usage: 'SIGN_VERIFY',
        enable_key_rotation: true,
      }),
      changed(
        'aws_kms_replica_key.r',
        {},
        { after_unknown: { primary_key_arn: true, key_spec: true, key_usage: true } },
      ),
    ],
    {
      resources: [
        block('aws_kms_key.k'),
        block('aws_kms_replica_key.r', {
          primary_key_arn: { references: ['aws_kms_key.k.arn', 'aws_kms_key.k'] },
        }),
      ],
    },
  )
  expect(inventory.keys[1]).toMatchObject({
    replica: true,
    multiRegion: true,
    spec: 'RSA_2048',
    usage: 'SIGN_VERIFY',
    rotation: { value: true, at: { address: 'aws_kms_replica_key.r' } },
  })
})

test('aliases are found by id, by ARN and by reference', () => {
  const arn = 'arn:aws:kms:eu-west-1:111122223333:key/k-1'
  const { inventory } = readChanges(
    [
      changed('aws_kms_key.old', { arn, key_id: 'k-1', id: 'k-1' }, { actions: ['no-op'] }),
      changed('aws_kms_key.new["x"]', {}, { after_unknown: { arn: true, key_id: true } }),
      changed('aws_kms_alias.id', { name: 'alias/id', target_key_id: 'k-1' }),
      changed('aws_kms_alias.arn', { name: 'alias/arn', target_key_id: arn }),
      changed('aws_kms_alias.ref["x"]', { name: 'alias/ref' }, { after_unknown: { target_key_id: true } }),
      changed('aws_kms_alias.prefix', { target_key_id: 'k-1' }, { after_unknown: { name: true } }),
      changed('aws_kms_alias.elsewhere', { name: 'alias/elsewhere', target_key_id: 'k-2' }),
    ],
    {
      resources: [
        block('aws_kms_key.new'),
        block(
          'aws_kms_alias.ref',
          { target_key_id: { references: ['each.value'] } },
          {
            for_each_expression: { references: ['aws_kms_key.new'] },
          },
        ),
      ],
    },
  )
  expect(inventory.keys.map(({ aliases }) => aliases)).toEqual([['alias/id', 'alias/arn'], ['alias/ref']])
  expect(inventory.aliases.map(({ name, key }) => [name, key])).toEqual([
    ['alias/id', 'aws_kms_key.old'],
    ['alias/arn', 'aws_kms_key.old'],
    ['alias/ref', 'aws_kms_key.new["x"]'],
    [undefined, 'aws_kms_key.old'],
    ['alias/elsewhere', undefined],
  ])
})

test('settings that are written, with their places', () => {
  const after = { rotation_period_in_days: 180, deletion_window_in_days: 7, enable_key_rotation: true }
  const written = { rotation_period_in_days: { constant_value: 180 } }
  expect(keyOf('aws_kms_key', after, {}, written)).toMatchObject({
    rotationPeriod: { value: 180, at: { address: 'aws_kms_key.k', pointer: '/rotation_period_in_days' } },
    deletionWindow: { value: 7, at: { address: 'aws_kms_key.k', pointer: '/deletion_window_in_days' } },
  })
})

test.each<readonly [string, object, object, object]>([
  ['nothing is written', {}, { rotation_period_in_days: true }, {}],
  [
    'null is written, which AWS fills in',
    {},
    { rotation_period_in_days: true },
    { rotation_period_in_days: {} },
  ],
  ['the period of before, with rotation off', { rotation_period_in_days: 365 }, {}, {}],
])('no rotation period where %s', (_, after, unknown, expressions) => {
  expect(keyOf('aws_kms_key', after, unknown, expressions)).not.toHaveProperty('rotationPeriod')
})

test('a period that is not known, and one of a wrong type, are holes', () => {
  const local = { rotation_period_in_days: { references: ['local.days'] } }
  const unknown = { rotation_period_in_days: true }
  const holes = [
    keyOf('aws_kms_key', {}, unknown, local),
    keyOf('aws_kms_key', { enable_key_rotation: true, rotation_period_in_days: '180' }),
  ]
  expect(holes.map(({ rotationPeriod }) => rotationPeriod?.value)).toMatchObject([
    { reason: 'known-after-apply' },
    { reason: 'malformed' },
  ])
})

test.each<readonly [string, object, object, unknown, unknown]>([
  ['given', { key_material_base64: 'AA==' }, { enabled: true }, true, true],
  ['not given', {}, { enabled: true }, false, { kind: 'unknown' }],
  [
    'not known yet',
    {},
    { enabled: true, key_material_base64: true },
    { kind: 'unknown' },
    { kind: 'unknown' },
  ],
])('imported material that is %s', (_, after, unknown, hasMaterial, enabled) => {
  expect(keyOf('aws_kms_external_key', after, unknown)).toMatchObject({
    hasMaterial: { value: hasMaterial },
    enabled,
  })
})

test.each<readonly [string, object, unknown]>([
  ['imported by hand', { key_state: 'Enabled' }, true],
  ['never imported', { key_state: 'PendingImport' }, false],
  ['not told', {}, { kind: 'unknown' }],
])('the material of a key that exists: %s', (_, after, value) => {
  const { inventory } = readChanges([changed('aws_kms_external_key.k', after, { actions: ['no-op'] })])
  expect(inventory.keys[0]?.hasMaterial).toMatchObject({ value })
})

test('the date at which material expires', () => {
  const expiring = keyOf('aws_kms_external_key', { valid_to: '2027-01-01T00:00:00Z' })
  expect(expiring.materialExpires?.value).toBe('2027-01-01T00:00:00Z')
  const unknown = keyOf('aws_kms_external_key', {}, { valid_to: true })
  expect(unknown.materialExpires?.value).toMatchObject({ kind: 'unknown' })
  expect(keyOf('aws_kms_external_key', { valid_to: '' })).not.toHaveProperty('materialExpires')
})

test('a replica names its primary: by its address, or by its ARN where that stands elsewhere', () => {
  const arn = 'arn:aws:kms:us-east-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab'
  expect(keyOf('aws_kms_replica_key', { primary_key_arn: arn }).primary).toBe(arn)
  expect(keyOf('aws_kms_replica_key', {}, { primary_key_arn: true })).not.toHaveProperty('primary')
  const references = ['aws_kms_key.k.arn', 'aws_kms_key.k']
  const { inventory } = readChanges(
    [
      changed('aws_kms_key.k', { multi_region: true }, { after_unknown: { arn: true } }),
      changed('aws_kms_replica_key.r', {}, { after_unknown: { primary_key_arn: true } }),
    ],
    {
      resources: [
        block('aws_kms_key.k'),
        block('aws_kms_replica_key.r', { primary_key_arn: { references } }),
      ],
    },
  )
  expect(inventory.keys[1]?.primary).toBe('aws_kms_key.k')
})
