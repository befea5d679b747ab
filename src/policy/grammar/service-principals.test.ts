import { expect, test } from 'vitest'
import { allowWithNotPrincipal } from './not-principal.ts'
import { codesFor } from './objections-to.ts'
import { unrestrictedServices } from './service-principals.ts'

const open = ['unrestricted-service']
const service = (name: string) => ({ Principal: { Service: name } })

test.each([
  ['no condition', {}, service('sns.amazonaws.com'), open],
  ['the way', { StringEquals: { 'kms:ViaService': 'a' } }, service('sns.amazonaws.com'), open],
  [
    'the account',
    { StringEquals: { 'AWS:SourceAccount': '111122223333' } },
    service('sns.amazonaws.com'),
    [],
  ],
  [
    'the context',
    { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': 'arn:aws:logs:*' } },
    service('logs.a.b'),
    [],
  ],
  ['a service that says nothing of it', {}, service('events.amazonaws.com'), []],
  ['reading alone', {}, { ...service('sns.amazonaws.com'), Action: 'kms:DescribeKey' }, []],
  ['a role', {}, {}, []],
] as const)('%s', (_, condition, statement, codes) => {
  expect(codesFor(unrestrictedServices, condition, statement)).toEqual(codes)
})

test('other policies than that of a key are not about its customers', () => {
  expect(codesFor(unrestrictedServices, {}, service('sns.amazonaws.com'), 'endpoint-policy')).toEqual([])
})

test('everybody but some', () => {
  const statement = { Principal: undefined, NotPrincipal: { AWS: 'arn:aws:iam::111122223333:user/Eve' } }
  expect(codesFor(allowWithNotPrincipal, {}, statement)).toEqual(['allow-with-not-principal'])
  expect(codesFor(allowWithNotPrincipal, {}, { ...statement, Effect: 'Deny' })).toEqual([])
  expect(codesFor(allowWithNotPrincipal, {})).toEqual([])
})
