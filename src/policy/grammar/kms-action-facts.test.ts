import { expect, test } from 'vitest'
import { text } from '../../model/text.ts'
import { unknownNamed } from '../../rules/fake-world.ts'
import { isOfKms, kmsActionsNamed, partsOfAction, serviceOf } from './kms-action-facts.ts'

test.each([
  ['kms:Decrypt', { service: 'kms', name: 'Decrypt' }],
  ['kms:a:b', { service: 'kms', name: 'a:b' }],
  ['kms:', { service: 'kms', name: '' }],
  [':Decrypt', { service: '', name: 'Decrypt' }],
  ['Decrypt', undefined],
  ['*', undefined],
])('the parts of %s', (written, parts) => {
  expect(partsOfAction(written)).toEqual(parts)
})

test.each([
  ['KMS:Decrypt', true],
  ['kms:*', true],
  ['kmsx:Decrypt', false],
  ['k*:Decrypt', false],
  [':kms', false],
  ['kms', false],
])('%s is of KMS: %s', (written, isOf) => {
  expect(isOfKms(written)).toBe(isOf)
})

test('names have wildcards, and case makes no difference', () => {
  expect(kmsActionsNamed('re?ncrypt*').map(({ action }) => action)).toEqual(['ReEncryptFrom', 'ReEncryptTo'])
  expect(kmsActionsNamed('Decypt')).toEqual([])
})

test.each([
  ['before a hole', text('KMS:', unknownNamed('x')), 'kms'],
  ['before a wildcard', text('s3:*'), 's3'],
  ['with a hole in it', text('k', unknownNamed('x'), ':Decrypt'), undefined],
  ['with a wildcard in it', text('k*:Decrypt'), undefined],
  ['behind a hole', text(unknownNamed('x'), ':Decrypt'), undefined],
  ['of nothing', [], undefined],
] as const)('a service %s', (_, written, service) => {
  expect(serviceOf(written)).toBe(service)
})
