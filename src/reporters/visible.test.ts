import { expect, test } from 'vitest'
import { cut, visible, visibleLines } from './visible.ts'

test.each([
  ['a\nb', 'a\\u{a}b'],
  ['\u001B[31mred', '\\u{1b}[31mred'],
  ['\u009B31m', '\\u{9b}31m'],
  ['\u202Etxt.exe', '\\u{202e}txt.exe'],
  ['zero\u200Bwidth', 'zero\\u{200b}width'],
  ['tag\u{E0041}', 'tag\\u{e0041}'],
  ['half \uD800', 'half \\u{d800}'],
  ['\u2028', '\\u{2028}'],
  ['Schlüssel für 東京 🔑', 'Schlüssel für 東京 🔑'],
])('%j is shown as %j', (text, shown) => {
  expect(visible(text)).toBe(shown)
})

test('lines stay lines where they are wanted', () => {
  expect(visibleLines('{\r\n\t"a": 1\n}')).toEqual(['{', '  "a": 1', '}'])
})

test('a cut text ends with dots and never with half a character', () => {
  expect(cut('abcdef', 6)).toBe('abcdef')
  expect(cut('abcdefg', 6)).toBe('abc...')
  expect(cut('ab🔑defg', 6)).toBe('ab...')
})
