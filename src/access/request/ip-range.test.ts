import * as fc from 'fast-check'
import { BlockList } from 'node:net'
import { expect, test } from 'vitest'
import { isInRange } from './ip-range.ts'

test.each([
  ['203.0.113.7', '203.0.113.0/24', true],
  ['203.0.114.7', '203.0.113.0/24', false],
  ['203.0.113.7', '203.0.113.7', true],
  ['203.0.113.7', '0.0.0.0/0', true],
  ['2001:db8::1', '2001:db8::/32', true],
  ['2001:db9::1', '2001:db8::/32', false],
  ['::ffff:203.0.113.7', '::ffff:203.0.113.0/120', true],
  ['203.0.113.7', '::/0', false],
  ['203.0.113.7', '203.0.113.0/33', undefined],
  ['203.0.113.7', '203.0.113.0/', undefined],
  ['203.0.113.7', '203.0.113.0/-1', undefined],
  ['203.0.113', '203.0.113.0/24', undefined],
  ['1:2:3:4:5:6:7', '::/0', undefined],
  ['1::2::3', '::/0', undefined],
  ['g::', '::/0', undefined],
  ['', '', undefined],
])('%s in %s: %s', (address, range, expected) => {
  expect(isInRange(address, range)).toBe(expected)
})

test("agrees with Node's own check", () => {
  const cases = fc.oneof(
    fc.tuple(fc.constant('ipv4' as const), fc.ipV4(), fc.ipV4(), fc.nat({ max: 32 })),
    fc.tuple(fc.constant('ipv6' as const), fc.ipV6(), fc.ipV6(), fc.nat({ max: 128 })),
  )
  fc.assert(
    fc.property(cases, fc.boolean(), ([family, one, other, bits], same) => {
      const address = same ? other : one
      const list = new BlockList()
      list.addSubnet(other, bits, family)
      expect(isInRange(address, `${other}/${bits}`)).toBe(list.check(address, family))
    }),
  )
})
