import { expect, test } from 'vitest'
import { read } from '../../read.ts'
import { besidesKeys } from '../besides-keys.ts'
import { openSources } from '../rebuild/open.ts'
import { planOfSources } from '../test-source-plan.ts'
import { filesOf } from '../sources/test-files.ts'

const main = `
provider "aws" {
  region = "eu-central-1"
}
resource "aws_kms_key" "k" {
  policy = jsonencode({ Statement = [] })
}
resource "aws_s3_bucket_server_side_encryption_configuration" "data" {
  bucket = "data"
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.k.arn
    }
  }
}
`

test('a key that is named in blocks within blocks is used, whether or not the sources are there', async () => {
  const files = filesOf({ 'main.tf': main })
  const plan = planOfSources(files, {
    'aws_kms_key.k': { unknown: { arn: true } },
    'aws_s3_bucket_server_side_encryption_configuration.data': {
      after: {
        bucket: 'data',
        rule: [{ apply_server_side_encryption_by_default: [{ sse_algorithm: 'aws:kms' }] }],
      },
      unknown: { rule: [{ apply_server_side_encryption_by_default: [{ kms_master_key_id: true }] }] },
    },
  })
  const bytes = Buffer.from(JSON.stringify(plan))
  const sources = [{ files, root: '', isStated: true }]
  const options = {
    accountFor: () => undefined,
    besidesKeys: async () => besidesKeys,
    openSources: async () => openSources,
  }
  for (const given of [{}, { sources }]) {
    const { input } = await read(
      { path: 'plan.json', chunks: [bytes], again: () => [bytes], ...given },
      options,
    )
    expect(input.inventory.uses.map(({ key }) => key.addresses)).toEqual([['aws_kms_key.k']])
  }
})
