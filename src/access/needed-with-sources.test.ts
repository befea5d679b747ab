import { expect, test } from 'vitest'
import { read } from '../readers/read.ts'
import { besidesKeys } from '../readers/terraform/besides-keys.ts'
import { openSources } from '../readers/terraform/rebuild/open.ts'
import { planOfSources } from '../readers/terraform/test-source-plan.ts'
import { filesOf } from '../readers/terraform/sources/test-files.ts'
import { resolve } from './graph.ts'
import { neededOn } from './needed.ts'
import { keyArn, line } from './test-needed.ts'

const main = (resource: string) => `
provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
}
resource "aws_kms_key" "k" {
  policy = jsonencode({ Statement = [] })
}
resource "aws_s3_bucket" "data" {}
resource "aws_s3_bucket" "other" {}
resource "aws_s3_bucket_server_side_encryption_configuration" "data" {
  bucket = aws_s3_bucket.data.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = "${keyArn}"
    }
  }
}
resource "aws_iam_role" "app" {
  name = "app"
  path = "/"
}
resource "aws_iam_role_policy" "app" {
  role = aws_iam_role.app.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "${resource}" }]
  })
}
`

async function neededBy(resource: string): Promise<readonly string[]> {
  const files = filesOf({ 'main.tf': main(resource) })
  const rule = [{ apply_server_side_encryption_by_default: [{ kms_master_key_id: keyArn }] }]
  const plan = planOfSources(files, {
    'aws_kms_key.k': { after: { arn: keyArn } },
    'aws_s3_bucket.data': { unknown: { bucket: true } },
    'aws_s3_bucket.other': { unknown: { bucket: true } },
    'aws_s3_bucket_server_side_encryption_configuration.data': {
      after: { rule },
      unknown: { bucket: true },
    },
    'aws_iam_role.app': { after: { name: 'app', path: '/' } },
    'aws_iam_role_policy.app': { after: { role: 'app' } },
  })
  const bytes = Buffer.from(JSON.stringify(plan))
  const sources = [{ files, root: '', isStated: true }]
  const known = await read(
    { path: 'plan.json', chunks: [bytes], again: () => [bytes], sources },
    {
      accountFor: () => undefined,
      besidesKeys: () => Promise.resolve(besidesKeys),
      openSources: () => Promise.resolve(openSources),
    },
  )
  const graph = resolve([known.input.inventory])
  return graph.keys.flatMap(key => neededOn(graph, key)).map(line)
}

test.each([
  '${aws_s3_bucket.data.arn}/*',
  '${aws_s3_bucket.data.arn}/reports/*',
  'arn:aws:s3:::${aws_s3_bucket.data.id}/*',
])('%s names the objects of a bucket that does not exist yet', async resource => {
  expect((await neededBy(resource)).map(told => told.replace(/^.*:role\/app /, ''))).toEqual([
    'certain kms:Decrypt: role/app may s3:GetObject on aws_s3_bucket.data, which is encrypted with it',
  ])
})

test.each(['${aws_s3_bucket.data.arn}', '${aws_s3_bucket.other.arn}/*'])('%s does not', async resource => {
  expect(await neededBy(resource)).toEqual([])
})

test('a bucket without a name may turn out to have this one', async () => {
  const [told = ''] = await neededBy('arn:aws:s3:::data/*')
  expect(told).toContain(' possible kms:Decrypt: role/app perhaps may ')
})
