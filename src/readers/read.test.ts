import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { inChunks } from './in-chunks.ts'
import type { ReadOptions } from './input.ts'
import { read } from './read.ts'
import { besidesKeys } from './terraform/besides-keys.ts'

const plan = readFileSync(new URL('../../testdata/seed-root-delegation/plan.json', import.meta.url))
const options: ReadOptions = {
  accountFor: () => undefined,
  besidesKeys: () => Promise.resolve(besidesKeys),
}

test('reads a plan into an inventory', async () => {
  const { path, kind, inventory } = (await read({ path: 'plan.json', chunks: [plan] }, options)).input
  expect({ path, kind, keys: inventory.keys.map(key => key.address) }).toEqual({
    path: 'plan.json',
    kind: 'terraform-plan',
    keys: ['aws_kms_key.app'],
  })
})

test('reads UTF-16 with its mark as UTF-8, in chunks of any size', async () => {
  const expected = (await read({ path: 'plan.json', chunks: [plan] }, options)).input
  const utf16 = Buffer.from(`\uFEFF${plan.toString()}`, 'utf16le')
  for (const size of [1, 4097]) {
    const again = await read({ path: 'plan.json', chunks: inChunks(utf16, size) }, options)
    expect(again.input).toEqual(expected)
  }
})

test('refuses what is no plan', async () => {
  await expect(read({ path: '-', chunks: [] }, options)).rejects.toMatchObject({
    name: 'InputError',
    message: 'the input is empty',
    place: { input: '-', line: 1, column: 1 },
  })
})

async function* failing(): AsyncGenerator<Uint8Array, void> {
  yield plan
  throw new Error('EIO')
}

test('passes on why a file cannot be opened', async () => {
  await expect(read({ path: 'plan.json', chunks: failing() }, options)).rejects.toThrow('EIO')
})
