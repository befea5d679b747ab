import { expect, test } from 'vitest'
import { codesFor } from './objections-to.ts'
import { pairedKeys } from './paired-keys.ts'

const single = ['missing-paired-key']
const way = { 'kms:ViaService': 's3.us-west-2.amazonaws.com' }
const role = 'arn:aws:iam::111122223333:role/App'
const anyone = { Principal: { AWS: '*' } }

test.each([
  ['the way, for anyone', { StringEquals: way }, anyone, single],
  ['the way, for a role', { StringEquals: way }, {}, []],
  ['the way with the account', { StringEquals: { ...way, 'kms:CallerAccount': '111122223333' } }, anyone, []],
  [
    'the way with the organization',
    { StringEquals: { ...way, 'AWS:PrincipalOrgId': 'o-a1b2c3d4e5' } },
    anyone,
    [],
  ],
  ['the way, for anyone and a role', { StringEquals: way }, { Principal: { AWS: [role, '*'] } }, single],
  [
    'the way, for everybody but some',
    { StringEquals: way },
    { Principal: undefined, NotPrincipal: { AWS: '*' } },
    [],
  ],
  ['not this way', { StringNotEquals: way }, anyone, []],
  ['denied', { StringEquals: way }, { ...anyone, Effect: 'Deny' }, []],
  ['a private address', { IpAddress: { 'aws:VpcSourceIp': '10.0.0.0/8' } }, {}, single],
  [
    'a private address of a network',
    { IpAddress: { 'aws:VpcSourceIp': '10.0.0.0/8' }, StringEquals: { 'aws:SourceVpc': 'vpc-12345678' } },
    {},
    [],
  ],
  ['names of the context', { 'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': 'a' } }, {}, single],
  [
    'names of the context, and one must be there',
    {
      'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': 'a' },
      StringEquals: { 'kms:EncryptionContext:a': 'b' },
    },
    {},
    [],
  ],
  [
    'names of the context, and a pair that may be absent',
    {
      'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': 'a' },
      StringEqualsIfExists: { 'kms:EncryptionContext:a': 'b' },
    },
    {},
    single,
  ],
  [
    'names of the context, and of another thing that must be there',
    { 'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': 'a' }, Null: { 'aws:TagKeys': 'false' } },
    {},
    single,
  ],
  [
    'names that the context has not',
    { 'ForAllValues:StringNotEquals': { 'kms:EncryptionContextKeys': 'a' } },
    {},
    [],
  ],
  ['whether a context is absent', { 'ForAllValues:Null': { 'kms:EncryptionContextKeys': 'true' } }, {}, []],
  ['some names of the context', { 'ForAnyValue:StringEquals': { 'kms:EncryptionContextKeys': 'a' } }, {}, []],
  [
    'one name of the context, which may be absent',
    { StringEqualsIfExists: { 'kms:EncryptionContextKeys': 'a' } },
    {},
    [],
  ],
  ['all of one pair', { 'ForAllValues:StringEquals': { 'kms:EncryptionContext:a': 'b' } }, {}, []],
  ['all of some tags', { 'ForAllValues:StringEquals': { 'aws:TagKeys': 'a' } }, {}, []],
] as const)('%s', (_, condition, statement, codes) => {
  expect(codesFor(pairedKeys, condition, statement)).toEqual(codes)
})

test('whoever comes by an endpoint is told by its network', () => {
  expect(codesFor(pairedKeys, { StringEquals: way }, anyone, 'endpoint-policy')).toEqual([])
})
