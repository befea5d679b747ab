import { expect, test } from 'vitest'
import { nearest } from './nearest.ts'

test.each([
  ['two wrong letters in a short word', 'Affext', ['Effect', 'Sid'], 'Effect'],
  ['three in a short word', 'Affexx', ['Effect'], undefined],
  ['three in nine letters', 'abcdefxyz', ['abcdefghi'], undefined],
  ['three in ten letters', 'abcdefgxyz', ['abcdefghij'], 'abcdefghij'],
  ['four in ten letters', 'abcdefwxyz', ['abcdefghij'], undefined],
  ['letters that lack', 'Stment', ['Statement', 'Sid'], undefined],
  ['a letter too much', 'Resources', ['Resource', 'NotResource'], 'Resource'],
  ['case makes no difference', 'EFFECT', ['Effect'], 'Effect'],
  ['the nearer of two', 'Actoin', ['Active', 'Action'], 'Action'],
  ['the first of two that are as near', 'Bct', ['Act', 'Oct'], 'Act'],
  ['the right name before one that is nearly right', 'Act', ['Oct', 'Act', 'Ect'], 'Act'],
  ['a hundred letters', 'x'.repeat(100), ['x'.repeat(99)], 'x'.repeat(99)],
  ['more letters than any name has', 'x'.repeat(101), ['x'.repeat(100)], undefined],
] as const)('%s', (_, written, names, meant) => {
  expect(nearest(written, names)).toBe(meant)
})
