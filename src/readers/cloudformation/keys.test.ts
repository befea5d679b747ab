import { expect, test } from 'vitest'
import type { Key } from '../../model/key.ts'
import { readStack } from './inventory.ts'
import { readingOf, resource, templateWith } from './test-stack.ts'

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

test('settings that are written, as numbers or texts', () => {
  expect(keyWith('AWS::KMS::Key', { RotationPeriodInDays: 180, PendingWindowInDays: '7' })).toMatchObject({
    rotationPeriod: { value: 180 },
    deletionWindow: { value: 7, at: { address: 'Key', pointer: '/Properties/PendingWindowInDays' } },
  })
  expect(keyWith('AWS::KMS::Key', {})).not.toHaveProperty('deletionWindow')
  const hole = { Ref: 'AWS::StackName' }
  const open = readStack(
    readingOf({ Resources: { Key: resource('AWS::KMS::Key', { PendingWindowInDays: hole }) } }, {}),
    () => undefined,
  )
  expect(open.inventory.keys[0]?.deletionWindow?.value).toMatchObject({ reason: 'malformed' })
})

test.each([
  [undefined, false],
  ['Delete', false],
  ['Retain', true],
  ['RetainExceptOnCreate', true],
  [{ Ref: 'Name' }, { kind: 'unknown', name: 'DeletionPolicy' }],
])('with the DeletionPolicy %s', (DeletionPolicy, value) => {
  const rest = DeletionPolicy === undefined ? {} : { DeletionPolicy }
  const reading = readingOf(templateWith({ Key: resource('AWS::KMS::Key', {}, rest) }))
  const [key] = readStack(reading, () => undefined).inventory.keys
  expect(key?.keptFromDestroy).toMatchObject({ value })
})

test('a template imports no key material', () => {
  expect(keyWith('AWS::KMS::Key', { Origin: 'EXTERNAL' })?.hasMaterial).toMatchObject({ value: false })
  expect(keyWith('AWS::KMS::Key', {})).not.toHaveProperty('hasMaterial')
})

test.each<readonly [string, object, object, string]>([
  ['nothing', {}, {}, 'no'],
  ['its alias', { A: resource('AWS::KMS::Alias', { TargetKeyId: { Ref: 'Key' } }) }, {}, 'no'],
  ['a property', { Q: resource('AWS::SQS::Queue', { KmsMasterKeyId: { Ref: 'Key' } }) }, {}, 'yes'],
  ['its ARN', { B: resource('AWS::S3::Bucket', { K: { 'Fn::GetAtt': ['Key', 'Arn'] } }) }, {}, 'yes'],
  ['the short form', { B: resource('AWS::S3::Bucket', { K: { 'Fn::GetAtt': 'Key.Arn' } }) }, {}, 'yes'],
  ['a text', { B: resource('AWS::S3::Bucket', { K: { 'Fn::Sub': 'x/${Key.Arn}' } }) }, {}, 'yes'],
  [
    'a text with names of its own',
    { B: resource('A::B::C', { K: { 'Fn::Sub': ['${Key}', {}] } }) },
    {},
    'yes',
  ],
  ['what only looks so', { B: resource('A::B::C', { K: { 'Fn::Sub': '${!Key} ${Keys}' } }) }, {}, 'no'],
  ['an output', {}, { Outputs: { Arn: { Value: { 'Fn::GetAtt': ['Key', 'Arn'] } } } }, 'yes'],
  [
    'what names its alias',
    {
      A: resource('AWS::KMS::Alias', { TargetKeyId: { Ref: 'Key' } }),
      Q: resource('AWS::SQS::Queue', { KmsMasterKeyId: { Ref: 'A' } }),
    },
    {},
    'yes',
  ],
])('a key that is named by %s', (_, others, rest, is) => {
  const reading = readingOf(templateWith({ Key: resource('AWS::KMS::Key'), ...others }, rest))
  expect(readStack(reading, () => undefined).inventory.keys[0]?.isReferenced).toBe(is)
})

test('a replica names its primary: by its logical id, or by its ARN', () => {
  const PrimaryKeyArn = `arn:aws:kms:us-east-1:111122223333:key/${id}`
  expect(keyWith('AWS::KMS::ReplicaKey', { PrimaryKeyArn })?.primary).toBe(PrimaryKeyArn)
  const reading = readingOf({
    Resources: {
      Key: resource('AWS::KMS::Key', { MultiRegion: true }),
      Copy: resource('AWS::KMS::ReplicaKey', { PrimaryKeyArn: { 'Fn::GetAtt': ['Key', 'Arn'] } }),
    },
  })
  expect(readStack(reading, () => undefined).inventory.keys[1]?.primary).toBe('Key')
})
