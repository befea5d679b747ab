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
  '*',
  '*:key/1',
  'a*',
])('%s is right', written => {
  expect(faultOfArn(text(written))).toBeUndefined()
})

test.each([
  ['arn:aws:kms:us-west-2:111122223333', 'malformed-arn'],
  ['arn:aws:kms:111122223333:key/1', 'malformed-arn'],
  ['arn:aws:kms:111122223333:us-west-2:key/1', 'malformed-arn'],
  ['arn:aws:kms:US-WEST-2:111122223333:key/1', 'malformed-arn'],
  ['arn::kms:us-west-2:111122223333:key/1', 'malformed-arn'],
  ['arn:aws::us-west-2:111122223333:key/1', 'malformed-arn'],
  ['arn:aws:kms:us-west-2:111122223333:', 'malformed-arn'],
  ['arn:aws:kms:us-west-2:111122223333:x*', 'malformed-arn'],
  ['arn:aws:sts:us-west-2:111122223333:assumed-role/a/b', 'malformed-arn'],
  ['arn:*', 'short-arn-pattern'],
  ['ARN:aws:s3:::b', 'no-arn'],
  ['bucket', 'no-arn'],
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
])('a hole may hold what is right', written => {
  expect(faultOfArn(written)).toBeUndefined()
})

test('a hole does not hide what stands beside it', () => {
  expect(faultOfArn(text('arn:aws:kms:us-west-2:1234:key/', hole))?.says).toBe(
    'has an account of 4 digits instead of 12',
  )
})
