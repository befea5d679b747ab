import { expect, test } from 'vitest'
import type { Setting } from '../../../model/key.ts'
import { inChunks } from '../../in-chunks.ts'
import { read } from '../../read.ts'
import { besidesKeys } from '../besides-keys.ts'
import { filesOf } from '../sources/test-files.ts'
import { planOfSources } from '../test-source-plan.ts'
import { openSources } from './open.ts'

/** The keys of sources, with a plan in which everything is known. */
async function keptIn(
  texts: Readonly<Record<string, string>>,
  isStated = true,
): Promise<readonly (Setting | undefined)[]> {
  const files = filesOf(texts)
  const known = { after: {}, unknown: {} }
  const plan = planOfSources(files, { 'aws_kms_key.k': known, 'module.m.aws_kms_key.k': known })
  const { input } = await read(
    {
      path: 'plan.json',
      chunks: inChunks(Buffer.from(JSON.stringify(plan)), 1 << 16),
      sources: [{ files, root: '', isStated }],
    },
    {
      accountFor: () => undefined,
      besidesKeys: () => Promise.resolve(besidesKeys),
      openSources: () => Promise.resolve(openSources),
    },
  )
  return input.inventory.keys.map(({ keptFromDestroy }) => keptFromDestroy)
}

const at = { file: 'plan.json', address: 'aws_kms_key.k', pointer: '/lifecycle/prevent_destroy' }
const key = (lifecycle: string) => `resource "aws_kms_key" "k" {\n  ${lifecycle}\n}`

test.each([
  ['set', 'lifecycle {\n prevent_destroy = true\n }', true],
  ['set as a text', 'lifecycle {\n prevent_destroy = "true"\n }', true],
  ['off', 'lifecycle {\n prevent_destroy = false\n }', false],
  ['another argument alone', 'lifecycle {\n ignore_changes = [tags]\n }', false],
  ['no block', '', false],
])('prevent_destroy: %s', async (_, lifecycle, value) => {
  expect(await keptIn({ 'main.tf': key(lifecycle) })).toEqual([{ value, at }])
})

test('what OpenTofu works out is a hole', async () => {
  const [kept] = await keptIn({ 'main.tf': key('lifecycle {\n prevent_destroy = 1 == 1\n }') })
  expect(kept?.value).toMatchObject({ kind: 'unknown', name: 'prevent_destroy' })
})

test('in the JSON syntax, and in a module', async () => {
  const main = { resource: { aws_kms_key: { k: { lifecycle: { prevent_destroy: true } } } } }
  const texts = {
    'main.tf.json': JSON.stringify(main),
    'm.tf': 'module "m" {\n  source = "./m"\n}',
    'm/main.tf': key(''),
  }
  expect((await keptIn(texts)).map(kept => kept?.value)).toEqual([true, false])
})

test('sources that nobody named are not opened for it', async () => {
  expect(await keptIn({ 'main.tf': key('lifecycle {\n prevent_destroy = true\n }') }, false)).toEqual([
    undefined,
  ])
})
