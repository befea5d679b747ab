import { expect, test } from 'vitest'
import { accountSample } from './account-sample.ts'
import type { ResourceValues } from './plan.ts'

const bucket = (address: string, values: ResourceValues['values']): ResourceValues => ({
  address,
  mode: 'managed',
  type: 'aws_s3_bucket',
  name: 'b',
  ...(values && { values }),
})
const arn = 'arn:aws:s3:eu-west-1:111122223333:b'

test('keeps nothing of a resource but its ARN', () => {
  const resource = { ...bucket('aws_s3_bucket.b', { arn, secret: 'x' }), sensitive_values: { secret: true } }
  expect(accountSample().take(resource)).toEqual(bucket('aws_s3_bucket.b', { arn }))
})

test('takes one instance of each block', () => {
  const sample = accountSample()
  expect(sample.take(bucket('module.a["x"].aws_s3_bucket.b[0]', { arn }))).toBeDefined()
  expect(sample.take(bucket('module.a["y"].aws_s3_bucket.b[1]', { arn }))).toBeUndefined()
  expect(sample.take(bucket('module.b["y"].aws_s3_bucket.b[1]', { arn }))).toBeDefined()
})

test.each([undefined, {}, { arn: 1 }, { arn: 'arn:aws:s3:::b' }, { arn: 'x' }])('leaves out %o', values => {
  expect(accountSample().take(bucket('aws_s3_bucket.b', values))).toBeUndefined()
})

test('has enough after 200 blocks', () => {
  const sample = accountSample()
  const bytes = Buffer.from('{"arn":1}')
  for (let count = 0; count < 200; count++) {
    expect(sample.wants(bytes)).toBe(true)
    sample.take(bucket(`aws_s3_bucket.b${count}`, { arn }))
  }
  expect(sample.wants(bytes)).toBe(false)
})

test('stops looking in a state that tells nothing new', () => {
  const sample = accountSample()
  for (let count = 0; count < 5000; count++) sample.wants(Buffer.from('{}'))
  expect(sample.wants(Buffer.from('{"arn":1}'))).toBe(false)
})
