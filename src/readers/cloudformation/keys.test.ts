import { expect, test } from 'vitest'
import type { Key } from '../../model/key.ts'
import { readStack } from './inventory.ts'
import { readingOf, resource } from './test-stack.ts'

function keyWith(type: string, properties: object): Key | undefined {
  const reading = readingOf({ Resources: { Key: resource(type, properties) } })
  return readStack(reading, () => undefined).inventory.keys[0]
}

test.each([
  ['yes', true],
  ['On', true],
  ['no', false],
])('rotation that is %s, a word of YAML 1.1', (EnableKeyRotation, value) => {
  expect(keyWith('AWS::KMS::Key', { EnableKeyRotation })?.rotation.value).toBe(value)
})

const id = 'mrk-1234abcd12ab34cd56ef1234567890ab'

test('a replica has the id of its primary', () => {
  const PrimaryKeyArn = `arn:aws:kms:us-east-1:111122223333:key/${id}`
  const own = `arn:aws:kms:eu-central-1:111122223333:key/${id}`
  expect(keyWith('AWS::KMS::ReplicaKey', { PrimaryKeyArn })?.arn).toBe(own)
  expect(keyWith('AWS::KMS::ReplicaKey', { PrimaryKeyArn: { Ref: 'AWS::StackId' } })?.arn).toBeUndefined()
})
