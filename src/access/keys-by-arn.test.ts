import { expect, test } from 'vitest'
import { inventoryOfExample } from '../examples/run-example.ts'
import type { Text } from '../model/text.ts'
import type { UnknownShape } from '../model/unknown.ts'
import { keyOfId, keysByArn } from './keys-by-arn.ts'

const { keys } = inventoryOfExample({ says: 'a key' })
const keyNamed = keysByArn(keys)

function reference(address: string, shape: UnknownShape = 'anything') {
  const at = { file: 'example', address, pointer: '/arn' }
  return { kind: 'unknown', reason: 'known-after-apply', name: address, shape, at } as const
}

test.each<[string, Text, boolean]>([
  ['the id of the key', [reference('aws_kms_key.example')], true],
  ['its ARN, of which nothing is known', [reference('aws_kms_key.example', 'arn')], false],
  ['its ARN', ['arn:aws:kms:us-west-2:111122223333:key/', reference('aws_kms_key.example')], false],
  ['the id of something else', [reference('aws_sqs_queue.jobs')], false],
  ['an id as text', ['1234abcd-12ab-34cd-56ef-1234567890ab'], false],
])('a bare id that a policy refers to: %s', (_, resource, isId) => {
  expect(keyOfId(resource, keyNamed)?.address).toBe(isId ? 'aws_kms_key.example' : undefined)
})
