import { expect, test } from 'vitest'
import { codesFor } from './objections-to.ts'
import { pairedKeys } from './paired-keys.ts'

const single = ['missing-paired-key']
const way = { 'kms:ViaService': 's3.us-west-2.amazonaws.com' }
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
] as const)('%s', (_, condition, statement, codes) => {
  expect(codesFor(pairedKeys, condition, statement)).toEqual(codes)
})
