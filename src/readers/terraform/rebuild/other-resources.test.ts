import { expect, test } from 'vitest'
import { inChunks } from '../../in-chunks.ts'
import { loadSources } from '../sources/load.ts'
import { filesOf } from '../sources/test-files.ts'
import { streamPlan } from '../stream-plan.ts'
import { readOthers } from './other-resources.ts'

const vpc = {
  address: 'aws_vpc.v',
  mode: 'managed',
  type: 'aws_vpc',
  name: 'v',
  change: { actions: ['create'], before: null, after: {}, after_unknown: { arn: true } },
}
const plan = JSON.stringify({
  format_version: '1.2',
  resource_changes: [vpc],
  configuration: {
    root_module: { resources: [{ address: 'aws_vpc.v', mode: 'managed', type: 'aws_vpc', name: 'v' }] },
  },
})

function chunks(): Generator<Uint8Array, void> {
  return inChunks(plan, 1 << 16)
}

/** The blocks of other types that are read for these sources. */
async function readFor(file: string, source: string): Promise<readonly string[]> {
  const read = await streamPlan(chunks(), 'plan.json')
  const input = { path: 'plan.json', chunks: chunks(), again: chunks }
  const others = await readOthers(read, input, loadSources(filesOf({ [file]: source }), ''))
  return [...(others?.byBlock.keys() ?? [])]
}

const dynamic = `data "aws_iam_policy_document" "d" {
  dynamic "statement" {
    for_each = [1]
    content {
      resources = [aws_vpc.v.arn]
    }
  }
}`
const json = JSON.stringify({
  data: { aws_iam_policy_document: { d: { dynamic: { statement: { for_each: '${aws_vpc.v[*].arn}' } } } } },
})

test.each([
  ['a local', 'main.tf', 'locals {\n  arn = aws_vpc.v.arn\n}'],
  ['a dynamic block', 'main.tf', dynamic],
  ['a dynamic block in the JSON syntax', 'main.tf.json', json],
])('resources of other types are read where %s names them', async (_, file, source) => {
  expect(await readFor(file, source)).toEqual(['aws_vpc.v'])
})

test('resources of types that nothing names are not read', async () => {
  expect(await readFor('main.tf', 'resource "aws_vpc" "v" {}')).toEqual([])
})
