import { expect, test } from 'vitest'
import { keyOfExample } from '../../examples/example-key.ts'
import type { KeyUse, UsedKey } from '../../model/key-use.ts'
import { hole } from '../example.ts'
import { emptyWorld, unknownNamed } from '../fake-world.ts'
import { encryptsResources, kindUsedBy, needsAnotherKind, resourcesEncryptedWith } from './key-uses.ts'

const symmetric = keyOfExample({ says: '' })
const rsa = keyOfExample({ says: '', key: { customer_master_key_spec: 'RSA_3072' } })
const p256 = { customer_master_key_spec: 'ECC_NIST_P256' }
const unknown = unknownNamed('var.key')

function use(key: UsedKey, type = 'aws_sqs_queue'): KeyUse {
  const at = { file: 'example', address: `${type}.a`, pointer: '' }
  return { address: at.address, at, type, account: '111122223333', key, needs: [] }
}

const told = use({ addresses: ['aws_kms_key.example'] })
const untold = use({ addresses: ['aws_kms_key.example', 'aws_kms_key.b'], unknown }, 'aws_sns_topic')

test('what encrypts for certain, and what may', () => {
  const world = { ...emptyWorld, usesOf: () => [untold, told] }
  expect(encryptsResources.ask(symmetric, world).is).toBe('yes')
  expect(resourcesEncryptedWith(symmetric, world)).toEqual(['aws_sqs_queue.a'])
  const answered = encryptsResources.ask(symmetric, { ...emptyWorld, usesOf: () => [untold] })
  expect(answered).toMatchObject({ is: 'unknown', hangsOn: [unknown] })
  expect(encryptsResources.ask(symmetric, emptyWorld).is).toBe('no')
})

test.each<readonly [string, UsedKey, readonly string[]]>([
  [
    'one of two keys',
    { addresses: ['aws_kms_key.example', 'aws_kms_key.b'] },
    ['which key aws_sqs_queue.a names'],
  ],
  ['the key, if it is used at all', { addresses: ['aws_kms_key.example'], unknown }, ['var.key']],
])('what names %s may be encrypted with it', (_says, named, names) => {
  const world = { ...emptyWorld, usesOf: () => [use(named)] }
  const answered = encryptsResources.ask(symmetric, world)
  expect([answered.is, answered.hangsOn.map(({ name }) => name)]).toEqual(['unknown', names])
  expect(resourcesEncryptedWith(symmetric, world)).toEqual([])
})

test('the key of a resource in words', () => {
  const words = (...keys: readonly (typeof rsa)[]) =>
    kindUsedBy(told, { ...emptyWorld, keysOfUse: () => keys })
  expect(words()).toBe('a key that is not in the input')
  expect(words(rsa)).toBe('aws_kms_key.example, a key of spec RSA_3072')
  expect(words({ ...rsa, spec: unknown })).toBe('aws_kms_key.example, a key whose spec is not known yet')
})

test('a key of the wrong kind is certain where it is the only one that can be meant', () => {
  const among = (...keys: readonly (typeof rsa)[]) => ({ ...emptyWorld, keysOfUse: () => keys })
  expect(needsAnotherKind.ask(told, among(rsa)).is).toBe('yes')
  expect(needsAnotherKind.ask(untold, among(rsa, symmetric))).toMatchObject({
    is: 'unknown',
    hangsOn: [unknown],
  })
  expect(needsAnotherKind.ask(untold, among(rsa)).is).toBe('unknown')
  expect(needsAnotherKind.ask(untold, among(symmetric, symmetric)).is).toBe('no')
  expect(needsAnotherKind.ask(told, among({ ...rsa, declared: false })).is).toBe('no')
  expect(needsAnotherKind.ask(told, among()).is).toBe('no')
})

test.each(['aws_route53_key_signing_key', 'AWS::Route53::KeySigningKey'])(
  '%s needs a key that signs',
  type => {
    const judged = (key: Parameters<typeof keyOfExample>[0]['key']) =>
      needsAnotherKind.ask(use({ addresses: ['aws_kms_key.example'] }, type), {
        ...emptyWorld,
        keysOfUse: () => [keyOfExample({ says: '', ...(key && { key }) })],
      }).is
    expect(judged({ ...p256, key_usage: 'SIGN_VERIFY' })).toBe('no')
    expect(judged({ ...p256, key_usage: 'KEY_AGREEMENT' })).toBe('yes')
    expect(judged({ ...p256, key_usage: hole('var.usage') })).toBe('unknown')
    expect(judged({ customer_master_key_spec: hole('var.spec') })).toBe('unknown')
    expect(judged({ customer_master_key_spec: 'RSA_3072', key_usage: hole('var.usage') })).toBe('yes')
    expect(judged(undefined)).toBe('yes')
  },
)
