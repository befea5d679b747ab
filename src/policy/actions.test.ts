import { describe, expect, test } from 'vitest'
import { intersection } from '../model/action-set.ts'
import { text } from '../model/text.ts'
import type { Unknown } from '../model/unknown.ts'
import {
  action,
  actionNames,
  actionsOfKeyType,
  actionsWithConditionKey,
  coverOf,
  crossAccountActions,
  keyActions,
  plaintextActions,
} from './actions.ts'

const at = { file: '', address: '', pointer: '' }
const hole: Unknown = { kind: 'unknown', reason: 'parameter', name: 'var.a', shape: 'anything', at }

function covered(patterns: readonly string[], negated = false): readonly string[] {
  const cover = coverOf({ negated, items: patterns.map(pattern => ({ text: text(pattern), at })), at })
  expect(cover.may).toBe(cover.must)
  return actionNames(cover.must).map(name => name.slice(4))
}

describe('wildcards', () => {
  test.each([
    ['kms:ReEncrypt*', ['ReEncryptFrom', 'ReEncryptTo']],
    ['KMS:decrypt', ['Decrypt']],
    ['kms:Create*', ['CreateAlias', 'CreateGrant']],
    ['kms:Delete*', ['DeleteAlias', 'DeleteImportedKeyMaterial']],
    ['kms:Put*', ['PutKeyPolicy']],
    ['kms:Enc*', ['Encapsulate', 'Encrypt']],
    ['kms:?ecrypt', ['Decrypt']],
    ['s3:*', []],
    [
      'kms:Get*',
      ['GetKeyLastUsage', 'GetKeyPolicy', 'GetKeyRotationStatus', 'GetParametersForImport', 'GetPublicKey'],
    ],
  ])('%s', (pattern, names) => {
    expect(covered([pattern])).toEqual(names)
  })

  test('`*` and `kms:*` are every action on keys, and none that only IAM policies give', () => {
    expect(covered(['*'])).toEqual(covered(['kms:*']))
    expect(covered(['*'])).not.toContain('CreateKey')
    expect(covered(['*'])).not.toContain('RetireGrant')
  })

  test('a wildcard in the service prefix covers perhaps', () => {
    const cover = coverOf({ negated: false, items: [{ text: text('k*:Decrypt'), at }], at })
    expect(actionNames(cover.must)).toEqual([])
    expect(actionNames(cover.may)).toEqual(['kms:Decrypt'])
  })
})

test('NotAction covers the rest', () => {
  const rest = covered(['kms:ScheduleKeyDeletion', 'kms:Decrypt'], true)
  expect(rest).toContain('Encrypt')
  expect(rest).not.toContain('Decrypt')
})

test('a hole covers perhaps, and as NotAction spares perhaps', () => {
  const items = [{ text: text('kms:De', hole), at }]
  expect(actionNames(coverOf({ negated: false, items, at }).must)).toEqual([])
  expect(actionNames(coverOf({ negated: false, items, at }).may)).toContain('kms:Decrypt')
  expect(actionNames(coverOf({ negated: true, items, at }).must)).not.toContain('kms:Decrypt')
  expect(coverOf({ negated: true, items, at }).may).toBe(keyActions)
})

test('a statement without the element covers nothing', () => {
  expect(actionNames(coverOf(undefined).may)).toEqual([])
})

test('foreign accounts can use keys, and not administer them', () => {
  expect(intersection(crossAccountActions, action('kms:Decrypt'))).not.toBe(0n)
  expect(intersection(crossAccountActions, action('kms:PutKeyPolicy'))).toBe(0n)
})

test('plaintext comes out of six actions', () => {
  expect(actionNames(plaintextActions)).toEqual([
    'kms:Decapsulate',
    'kms:Decrypt',
    'kms:DeriveSharedSecret',
    'kms:GenerateDataKey',
    'kms:GenerateDataKeyPair',
    'kms:ReEncryptFrom',
  ])
})

test('each type of key can do only its own', () => {
  const hmac = actionNames(actionsOfKeyType('HMAC_256', 'GENERATE_VERIFY_MAC'))
  expect(hmac).toContain('kms:VerifyMac')
  expect(hmac).not.toContain('kms:Decrypt')
  expect(hmac).not.toContain('kms:GetPublicKey')
  expect(actionNames(actionsOfKeyType('RSA_3072', 'ENCRYPT_DECRYPT'))).not.toContain('kms:GenerateDataKey')
})

test('a condition key occurs in some requests only', () => {
  const context = actionNames(actionsWithConditionKey('kms:EncryptionContext:aws:logs:arn'))
  expect(context).toContain('kms:Decrypt')
  expect(context).not.toContain('kms:DescribeKey')
  expect(actionNames(actionsWithConditionKey('KMS:grantisforawsresource'))).toEqual([
    'kms:CreateGrant',
    'kms:ListGrants',
    'kms:RevokeGrant',
  ])
})

test('an action that KMS does not have is a mistake of the caller', () => {
  expect(() => action('kms:Decypt')).toThrow(RangeError)
})
