import { expect, test } from 'vitest'
import type { Inventory } from '../../model/inventory.ts'
import { read } from '../read.ts'
import { besidesKeys } from './besides-keys.ts'
import { changed } from './test-plan.ts'

const arn = 'arn:aws:kms:us-west-2:111122223333:key/k'
const values = { key_id: 'k', is_enabled: true }
const was = { ...values, arn, enable_key_rotation: false }
const is = { ...values, arn, enable_key_rotation: true }

async function reading(changes: readonly object[] | undefined, rest: object = {}) {
  const plan = {
    format_version: '1.2',
    planned_values: { root_module: {} },
    ...(changes === undefined ? {} : { resource_changes: changes }),
    configuration: { root_module: {} },
    ...rest,
  }
  const chunks = [Buffer.from(JSON.stringify(plan))]
  const options = { accountFor: () => undefined, besidesKeys: () => Promise.resolve(besidesKeys) }
  return (await read({ path: 'plan.json', chunks }, options)).input
}

function rotations(inventory: Inventory | undefined): readonly unknown[] | undefined {
  return inventory?.keys.map(({ rotation }) => rotation.value)
}

test('what existed is read as it was, once', async () => {
  const input = await reading([changed('aws_kms_key.k', is, { actions: ['update'], before: was })])
  expect([rotations(input.inventory), rotations(input.before?.())]).toEqual([[true], [false]])
  expect(input.before?.()).toBe(input.before?.())
  expect(input.recorded).toBeUndefined()
})

test('there is no world before where nothing existed', async () => {
  const input = await reading([changed('aws_kms_key.k', values, { before: null })])
  expect(input.before).toBeUndefined()
})

test('what changes nothing is the same world', async () => {
  const input = await reading(undefined, {
    planned_values: { root_module: { resources: [{ ...changed('aws_kms_key.k', is), values: is }] } },
  })
  expect(rotations(input.inventory)).toEqual([true])
  expect(input.before?.()).toBe(input.inventory)
})

test('what was done outside of Terraform lies between what is recorded and what was found', async () => {
  const input = await reading([changed('aws_kms_key.k', is, { actions: ['no-op'], before: is })], {
    resource_drift: [changed('aws_kms_key.k', is, { actions: ['update'], before: was })],
  })
  expect([rotations(input.recorded?.()), rotations(input.before?.())]).toEqual([[false], [true]])
})
