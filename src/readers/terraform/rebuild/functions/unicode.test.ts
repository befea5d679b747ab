import { expect, test } from 'vitest'
import { characterCount, characterEnds } from './graphemes.ts'
import { lower, titleOf, upper } from './unicode-case.ts'

test('letters are mapped one by one, as Go does', () => {
  expect(upper('straße ŉ ǆ ᾳ ᾀ ﬁ ა')).toBe('STRAßE ŉ Ǆ ᾼ ᾈ ﬁ Ა')
  expect(lower('ΑΣ İ Ǆ ᾼ Ⓐ Ⅷ')).toBe('ασ i ǆ ᾳ ⓐ ⅷ')
  expect(['ǆ', 'Ǆ', 'ა', 'ß', 'ᾳ', '1'].map(titleOf)).toEqual(['ǅ', 'ǅ', 'ა', 'ß', 'ᾼ', '1'])
})

test('a character is what people see as one', () => {
  expect(characterEnds('a\r\nb')).toEqual([1, 3, 4])
  expect(characterEnds('e\u0301👨‍👩‍👧🇩🇪x')).toEqual([2, 10, 14, 15])
  expect(characterEnds('añb', 2)).toEqual([1, 2])
  expect(characterCount('é'.repeat(1000))).toBe(1000)
})

test('a character that goes over a piece of a long text is one', () => {
  expect(characterCount(`${'é'.repeat(255)}e\u0301\u0301x`)).toBe(257)
  expect(characterCount(`a${'\u0301'.repeat(2000)}é`)).toBe(2)
})
