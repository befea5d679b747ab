import { expect, test } from 'vitest'
import { codesFor, objectionsTo } from './objections-to.ts'
import { conditionValues } from './condition-values.ts'

const unreadable = ['unreadable-value']
const never = ['impossible-values-of-allow']

test.each([
  [{ Bool: { 'aws:SecureTransport': 'true' } }, []],
  [{ Bool: { 'aws:SecureTransport': true } }, []],
  [{ Bool: { 'aws:SecureTransport': 'TRUE' } }, []],
  [{ Bool: { 'aws:SecureTransport': 'yes' } }, unreadable],
  [{ Bool: { 'aws:SecureTransport': ['true', 'false'] } }, ['several-booleans']],
  [{ Null: { 'kms:ViaService': 'no' } }, unreadable],
  [{ NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' } }, []],
  [{ NumericLessThan: { 'aws:MultiFactorAuthAge': 'one hour' } }, unreadable],
  [{ DateLessThan: { 'aws:CurrentTime': '2026-01-31T00:00:00Z' } }, []],
  [{ DateLessThan: { 'aws:CurrentTime': '2026-01-31' } }, []],
  [{ DateLessThan: { 'aws:CurrentTime': 1700000000 } }, []],
  [{ DateLessThan: { 'aws:CurrentTime': '31.1.2026' } }, unreadable],
  [{ IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }, []],
  [{ IpAddress: { 'aws:SourceIp': '2001:db8::/32' } }, []],
  [{ IpAddress: { 'aws:SourceIp': '203.0.113.7' } }, []],
  [{ IpAddress: { 'aws:SourceIp': '203.0.113.7/24' } }, ['rough-address-range']],
  [{ IpAddress: { 'aws:SourceIp': '203.0.113.0/33' } }, unreadable],
  [{ IpAddress: { 'aws:SourceIp': '2001:db8:::/32' } }, unreadable],
  [{ BinaryEquals: { 'x:y': 'aGVsbG8=' } }, []],
  [{ BinaryEquals: { 'x:y': 'hello' } }, unreadable],
  [{ BinaryEquals: { 'x:y': '(c) 2026' } }, unreadable],
  [{ NumericLessThan: { 'aws:MultiFactorAuthAge': '' } }, []],
  [{ StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }, []],
  [{ StringEquals: { 'aws:PrincipalOrgID': 'o-short' } }, never],
  [{ StringLike: { 'aws:PrincipalOrgID': 'o-*' } }, []],
  [{ StringEquals: { 'kms:CallerAccount': '111122223333' } }, []],
  [{ StringEquals: { 'kms:CallerAccount': '1111-2222-3333' } }, never],
  [{ StringEquals: { 'kms:CallerAccount': ['111122223333', 'me'] } }, ['impossible-value']],
  [{ StringEquals: { 'aws:SourceVpce': 'vpce-0123456789abcdef0' } }, []],
  [{ StringEquals: { 'aws:SourceVpce': 'vpc-12345678' } }, never],
  [{ StringEquals: { 'aws:SourceVpc': 'vpc-12345678' } }, []],
  [{ StringNotEquals: { 'aws:SourceVpc': 'my-vpc' } }, ['impossible-values']],
  [{ StringEqualsIfExists: { 'aws:SourceVpc': 'my-vpc' } }, ['impossible-value']],
  [{ StringEquals: { 'aws:RequestedRegion': ['us-west-2', 'us-gov-west-1', 'eusc-de-east-1'] } }, []],
  [{ StringEquals: { 'aws:RequestedRegion': 'oregon' } }, never],
  [{ StringEquals: { 'aws:SourceAccount': '${aws:PrincipalAccount}' } }, []],
  [{ StringEquals: { 'aws:SourceAccount': '${aws:PrincipalAccount' } }, []],
  [{ StringEquals: { 'aws:SourceAccount': '' } }, []],
  [{ Null: { 'aws:SourceAccount': 'false' } }, []],
  [{ ArnLike: { 'aws:SourceAccount': 'arn:aws:iam::111122223333:root' } }, []],
  [{ StringEquals: { 'aws:username': ['Anna'], 'aws:UserName': ['Bea'] } }, ['repeated-condition-key']],
  [{ StringEquals: { 'aws:username': 'Anna' }, StringLike: { 'aws:UserName': 'B*' } }, []],
] as const)('%j', (condition, codes) => {
  expect(codesFor(conditionValues, condition)).toEqual(codes)
})

test('a Deny that never holds weighs more', () => {
  const condition = { StringEquals: { 'aws:SourceVpc': 'my-vpc' } }
  expect(codesFor(conditionValues, condition, { Effect: 'Deny' })).toEqual(['impossible-values'])
})

test('what is wanted is told', () => {
  const Condition = { StringNotEquals: { 'aws:SourceVpc': 'x'.repeat(100) } }
  expect(objectionsTo(conditionValues, { Effect: 'Deny', Condition })).toEqual([
    `impossible-values: statement 1 compares \`aws:SourceVpc\` with \`${'x'.repeat(79)}…\`, which is not the id of a VPC, \`vpc-…\`: it always holds`,
  ])
})
