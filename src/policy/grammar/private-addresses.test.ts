import { expect, test } from 'vitest'
import { addressBlock, isAligned, isWithin } from './addresses.ts'
import { codesFor } from './objections-to.ts'
import { privateAddresses } from './private-addresses.ts'

test.each([
  ['IpAddress', '203.0.113.0/24', ['source-address-on-key']],
  ['IpAddress', ['10.0.0.0/8', '172.31.0.0/16', 'fd00::/8'], ['private-address']],
  ['NotIpAddress', '192.168.1.7', ['private-address']],
  ['NotIpAddress', ['192.168.1.7', '203.0.113.0/24'], ['private-address-too']],
  ['IpAddress', '0.0.0.0/0', ['source-address-on-key']],
  ['IpAddress', '172.32.0.0/16', ['source-address-on-key']],
  ['StringEquals', '10.0.0.1', []],
] as const)('%s %j', (operator, value, codes) => {
  expect(codesFor(privateAddresses, { [operator]: { 'aws:SourceIp': value } })).toEqual(codes)
})

test('other addresses than that of the caller may be private', () => {
  expect(codesFor(privateAddresses, { IpAddress: { 'aws:VpcSourceIp': '10.0.0.0/8' } })).toEqual([])
})

test('calls of services are left out, or no key is about', () => {
  const address = { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }
  const guarded = { ...address, Bool: { 'aws:ViaAWSService': 'false' } }
  expect(codesFor(privateAddresses, guarded, { Effect: 'Deny' })).toEqual([])
  expect(codesFor(privateAddresses, address, {}, 'identity-policy')).toEqual([])
})

test.each([
  ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'],
  ['::1', '0:0:0:0:0:0:0:1'],
  ['1::8/16', '1:0:0:0:0:0:0:8/16'],
  ['ABCD:ABCD:ABCD:ABCD:ABCD:ABCD:ABCD:ABCD/128', 'abcd:abcd:abcd:abcd:abcd:abcd:abcd:abcd'],
])('%s is %s', (short, long) => {
  expect(addressBlock(short)).toEqual(addressBlock(long))
  expect(addressBlock(short)?.family).toBe(6)
})

test.each([
  '1.2.3',
  '1:2:3:4:5:6:7',
  '1:2:3:4:5:6::7:8',
  '1.2.3.256',
  '1.2.3.4/33',
  '::1::',
  '1:2:3:4:5:6:7:8:9',
  'g::',
  '::/129',
  'x'.repeat(1000),
])('%s is no address', written => {
  expect(addressBlock(written)).toBeUndefined()
})

test('blocks within blocks', () => {
  const [small, large, six] = ['10.1.0.0/16', '10.0.0.0/8', '::/0'].map(addressBlock)
  if (small === undefined || large === undefined || six === undefined) throw new Error('no blocks')
  expect([isWithin(small, large), isWithin(large, small), isWithin(small, six)]).toEqual([true, false, false])
  expect([isAligned(small), isAligned(six)]).toEqual([true, true])
})
