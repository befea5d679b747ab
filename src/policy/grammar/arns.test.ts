import { expect, test } from 'vitest'
import { arns } from './arns.ts'
import { codesFor } from './objections-to.ts'

const source = (value: unknown) => ({ ArnLike: { 'aws:SourceArn': value } })

test.each([
  ['an ARN', source('arn:aws:sns:us-west-2:111122223333:a'), []],
  ['every ARN, in one part', source('*'), ['short-arn-pattern']],
  ['every ARN, in six parts', source('arn:*:*:*:*:*'), []],
  ['a part of an ARN', source('arn:aws:sns:*'), ['short-arn-pattern']],
  ['a name', source('topic'), ['malformed-arn']],
  ['an empty text, which is told as such', source(''), []],
  ['an ARN that is not told', source('‹aws_sns_topic.a.arn›'), []],
  ['all of what is not told', source('*‹var.suffix›'), []],
  ['texts', { StringLike: { 'aws:SourceArn': '*' } }, []],
  ['a pattern beside a name', source(['*', 'topic']), ['short-arn-pattern', 'malformed-arn']],
] as const)('a condition on %s', (_, condition, codes) => {
  expect(codesFor(arns, condition)).toEqual(codes)
})

test.each([
  ['*', []],
  ['arn:aws:kms:us-west-2:111122223333:key/1', []],
  ['my-key', ['no-arn']],
  ['', []],
] as const)('the resource "%s"', (Resource, codes) => {
  expect(codesFor(arns, {}, { Resource }, 'identity-policy')).toEqual(codes)
})
