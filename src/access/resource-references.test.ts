import { expect, test } from 'vitest'
import type { Unknown } from '../model/unknown.ts'
import { linkOf } from './resource-references.ts'

const hole = (
  name: string,
  address = 'data.aws_iam_policy_document.d',
  pointer = '/statement/0',
): Unknown => ({
  kind: 'unknown',
  reason: 'known-after-apply',
  name,
  shape: 'arn',
  at: { file: 'plan.json', address, pointer },
})
const bucket = { address: 'module.a["x"].aws_s3_bucket.b["y"]', file: 'plan.json' }
const inModule = 'module.a["x"].data.aws_iam_policy_document.d'

test.each([
  ['same', hole('anything', bucket.address, '/arn')],
  ['other', hole('anything', 'aws_s3_bucket.b', '/arn')],
  ['named', hole('aws_s3_bucket.b["y"].arn', inModule)],
  ['named', hole('aws_s3_bucket.b["y"].arn (2)', inModule)],
  ['named', hole('aws_s3_bucket.b', inModule)],
  ['other', hole('aws_s3_bucket.b["z"].arn', inModule)],
  ['other', hole('aws_s3_bucket.b["y"].arn')],
  ['other', hole('aws_s3_bucket.c.arn or aws_sqs_queue.q.arn', inModule)],
  ['unknown', hole('aws_s3_bucket.b.arn or aws_s3_bucket.c.arn', inModule)],
  ['unknown', hole('local.bucket', inModule)],
  ['unknown', hole('module.b.arn')],
  ['unknown', hole('data.aws_s3_bucket.b.arn', inModule)],
] as const)('%s: %j', (link, unknown) => {
  expect(linkOf(unknown, bucket)).toBe(link)
})

test('a resource of another input has nothing to do with it', () => {
  expect(linkOf(hole('aws_s3_bucket.b["y"].arn', inModule), { ...bucket, file: 'other.json' })).toBe('other')
})
