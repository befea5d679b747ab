import { expect, test } from 'vitest'
import { text } from '../../model/text.ts'
import type { Unknown } from '../../model/unknown.ts'
import { faultOfArn } from './arn-faults.ts'

const at = { file: '', address: '', pointer: '' }
const hole: Unknown = { kind: 'unknown', reason: 'known-after-apply', name: 'x', shape: 'anything', at }

test.each([
  'arn:aws:kms:us-west-2:111122223333:key/1',
  'arn:aws:kms:us-west-2:111122223333:*',
  'arn:aws:kms:*:111122223333:*',
  'arn:aws:kms:us-west-?:*:alias/aws/*',
  'arn:aws-cn:kms:cn-northwest-1:111122223333:key/1',
  'arn:aws-iso-b:kms:us-isob-east-1:111122223333:key/1',
  'arn:aws-eusc:kms:eusc-de-east-1:111122223333:key/1',
  'arn:aws:kms:nz-north-1:111122223333:key/1',
  'arn:aws:ec2:ap-southeast-7::image/ami-1',
  'arn:aws:s3:us-west-2:111122223333:accesspoint/a/object/b:c',
  'arn:aws:s3::111122223333:accesspoint/a.mrap',
  'arn:aws:logs:us-west-2:111122223333:log-group:a:*',
  'arn:aws:iam::cloudfront:user/x',
  'arn:aws:ssm:us-west-2:aws:parameter/x',
  'arn:aws:kms:us-west-2:111122223333:k*',
  'arn:aws:kms:us-west-2:111122223333:?lias/x',
  'arn:*:kms:us-west-2:111122223333:key/1',
  'arn:aws:*:us-west-2:111122223333:x',
  'arn:aws:s3::*:a',
  '*',
  '*:key/1',
  'a*',
  'ar?*',
  'arn*',
])('%s is right', written => {
  expect(faultOfArn(text(written))).toBeUndefined()
})

test.each([
  ['arn:aws:kms:us-west-2:111122223333', 'has fewer than six parts'],
  ['arn:aws:kms:111122223333:key/1', 'has fewer than six parts'],
  ['arn:aws:kms:111122223333:us-west-2:key/1', 'has its Region and its account the wrong way round'],
  ['arn:aws:logs:111122223333:log-group:a', 'lacks a part: the account stands where the Region does'],
  ['arn:aws:kms:US-WEST-2:111122223333:key/1', 'has no Region of AWS: `US-WEST-2`'],
  ['arn:aws:kms:us-west-2a:us-west-2:key/1', 'has no Region of AWS: `us-west-2a`'],
  ['arn:aws:kms::111122223333:key/1', 'has no Region'],
  ['arn:aws:kms:::key/1', 'has no Region'],
  ['arn:aws:kms::us-west-2:111122223333:key/1', 'has one colon too many'],
  ['arn:aws:kms:*::111122223333:key/mrk-1', 'has one colon too many'],
  ['arn:aws:kms:us-west-2::key/1', 'has no account'],
  ['arn:aws:kms:us-west-2:1234:key/1', 'has an account of 4 digits instead of 12'],
  ['arn:aws:s3::111122223333:a', 'has an account, and ARNs of S3 buckets have none'],
  ['arn::kms:us-west-2:111122223333:key/1', 'has no partition of AWS: ``'],
  ['arn:aws::us-west-2:111122223333:key/1', 'names no service'],
  ['arn:aws:KMS:us-west-2:111122223333:key/1', 'has a service that AWS does not write so: `KMS`'],
  ['arn:aws-cn:kms:us-west-2:111122223333:key/1', 'is of the partition `aws-cn`, and us-west-2 is of `aws`'],
  ['arn:aws:kms:cn-north-1:111122223333:key/1', 'is of the partition `aws`, and cn-north-1 is of `aws-cn`'],
  ['arn:aws:sts:us-west-2:111122223333:assumed-role/a/b', 'has a Region, and ARNs of sts have none'],
  ['arn:aws:kms:us-west-2:111122223333:', 'names no resource'],
  ['arn:aws:s3:::', 'names no resource'],
  ['arn:aws:kms:us-west-2:111122223333:x*', 'names neither `key/…` nor `alias/…`'],
  ['arn:aws:kms:us-west-2:111122223333:k', 'names neither `key/…` nor `alias/…`'],
])('%s %s', (written, says) => {
  expect(faultOfArn(text(written))).toEqual({ code: 'malformed-arn', says })
})

test.each([
  ['arn:*', 'short-arn-pattern'],
  ['ARN:aws:s3:::b', 'no-arn'],
  ['bucket', 'no-arn'],
  ['ar', 'no-arn'],
])('%s: %s', (written, code) => {
  expect(faultOfArn(text(written))?.code).toBe(code)
})

test.each([
  [text(hole)],
  [text('arn:aws:kms:', hole, ':111122223333:key/1')],
  [text('arn:aws:kms:us-west-2:', hole, ':', hole)],
  [text('arn:', hole)],
  [text('ar', hole)],
  [text('arn:aws:', hole, ':us-west-2:111122223333:x')],
  [text('arn:aws:kms:us-west-2:111122223333:', hole)],
  [text('arn:aws:kms:us-west-2:111122223333:al', hole)],
  [text('arn:aws:s3:::', hole)],
  [text('arn:aws:s3::111122223333:', hole)],
  [text('arn:', hole, ':kms:us-west-2:111122223333:key/1')],
])('a hole may hold what is right', written => {
  expect(faultOfArn(written)).toBeUndefined()
})

test.each([
  [text('arn:aws:kms:us-west-2:1234:key/', hole), 'has an account of 4 digits instead of 12'],
  [text('arn:aws:kms:us-west-2:111122223333:x', hole), 'names neither `key/…` nor `alias/…`'],
  [text('bucket', hole), 'is no ARN'],
  [text('arn:aws:kms::', hole, ':key/1'), 'has no Region'],
])('a hole does not hide what stands beside it', (written, says) => {
  expect(faultOfArn(written)?.says).toBe(says)
})
