import { expect, test } from 'vitest'
import { exactDecimal, fixed, general, scientific, shortestDecimal } from './decimals.ts'

test('a number has the digits that 512 bits hold', () => {
  expect(fixed(exactDecimal(0.1), 20)).toBe('0.10000000000000000000')
  expect(exactDecimal(0.5)).toEqual({ isNegative: false, digits: '5', exponent: 0 })
  expect(exactDecimal(0.1).digits).toMatch(/^0*1?(?:0|9){150}/)
  expect(exactDecimal(-1200)).toEqual({ isNegative: true, digits: '12', exponent: 4 })
  expect(shortestDecimal(0)).toEqual({ isNegative: false, digits: '', exponent: 0 })
})

test('halves are rounded to the even digit, and only true halves', () => {
  expect([0.25, 0.75, 2.5, 0.125].map(value => fixed(exactDecimal(value), 1))).toEqual([
    '0.2',
    '0.8',
    '2.5',
    '0.1',
  ])
  expect([0.5, 1.5, 2.5, 0.06].map(value => fixed(exactDecimal(value), 0))).toEqual(['0', '2', '2', '0'])
  expect(fixed(exactDecimal(9.995), 2)).toMatch(/^(?:9\.99|10\.00)$/)
  expect(fixed(exactDecimal(0.99), 1)).toBe('1.0')
})

test('the shortest form has an exponent from a million on', () => {
  expect([999_999, 1_000_000, 0.0001, 0.00001, 0].map(value => general(value, undefined, 'e'))).toEqual([
    '999999',
    '1e+06',
    '0.0001',
    '1e-05',
    '0',
  ])
  expect(general(1234.5678, 3, 'E')).toBe('1.23E+03')
  expect(scientific(exactDecimal(0), 2, 'e')).toBe('0.00e+00')
})
