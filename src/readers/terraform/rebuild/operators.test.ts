import { describe, expect, test } from 'vitest'
import { numberOf, numberText } from './number-text.ts'
import { binary } from './operators.ts'
import { evaluated } from './test-evaluate.ts'
import { told } from './test-told.ts'
import { numberValue, stringValue } from './value.ts'

describe('holes', () => {
  test.each([
    // One side decides, whatever the other turns out to be.
    ['false && flag', false],
    ['flag && false', false],
    ['true || flag', true],
    ['flag || "true"', true],
    // The other is then the result itself.
    ['true && flag', '<flag>'],
    ['flag || false', '<flag>'],
    ['flag && flag', '<flag>'],
    ['flag && number > 1', '<?>'],
    ['!flag', '<?>'],
    // What is certain to be refused is refused.
    ['null && flag', 'error'],
    ['flag || "yes"', 'error'],
    ['number && true', 'error'],
    ['"a" + number', 'error'],
    ['flag < 1', 'error'],
    ['-flag', 'error'],
    ['number + 1', '<?>'],
    ['-number', '<?>'],
    ['text < 1', '<?>'],
    ['any % 2', '<?>'],
  ])('%s', (expression, result) => {
    expect(told(expression)).toEqual(result)
  })
})

describe('equality with holes', () => {
  test.each([
    ['text == null', false],
    ['text != null', true],
    ['word == null', '<?>'],
    ['any == null', '<?>'],
    ['text == text', true],
    ['text == other', '<?>'],
    ['text == ""', false],
    ['word == ""', '<?>'],
    ['text == "a"', '<?>'],
    ['text == 1', false],
    ['number == "1"', false],
    ['number == 1', '<?>'],
    ['number == flag', '<?>'],
    ['number == text', false],
    ['flag == [true]', false],
    ['any == []', '<?>'],
    ['any == 1', '<?>'],
    // What is known of a string can rule it out.
    ['"arn:${text}" == "abc"', false],
    ['"arn:${text}" == "arn:"', false],
    ['"arn:${word}" == "arn:"', '<?>'],
    ['"${text}:root" == "a:user"', false],
    ['"a${text}b" == "ab"', false],
    ['"a${text}b" == "a${text}b"', true],
    ['"a${text}b" == "a${other}b"', '<?>'],
    ['"a${text}" == "b${other}"', false],
    ['"é${text}" == "e\\u0301x"', '<?>'],
    ['"${text}" == text', true],
    ['"${text}" == null', false],
    // One part that differs is enough.
    ['[text, 1] == [text, 2]', false],
    ['[text, 1] == [other, 1]', '<?>'],
    ['[text] == [text]', true],
    ['[text] == [text, text]', false],
    ['{ a = text } == { b = text }', false],
    ['{ a = text, b = 1 } == { a = other, b = 2 }', false],
    ['toset([text, "a"]) == toset([text, "a"])', true],
    ['toset([text, "a"]) == toset([text, "b"])', '<?>'],
    ['[text] == { a = text }', false],
  ])('%s', (expression, result) => {
    expect(told(expression)).toEqual(result)
  })
})

describe('numbers that a double does not hold as Terraform does are not told', () => {
  test.each([
    '1 / 3',
    '1 / 0',
    '0.1 + 0.2',
    '0.1 * 3',
    '900719925474099 * 10 + 2',
    '4503599627370497.5 + 0.5',
    '1.5 * 5000000000000001',
    '123456789 * 123456789',
    '0 * -1',
    '-0',
    'tonumber("0.1234567890123456789")',
    'tonumber("12345678901234567890")',
    'tonumber("1e300")',
    'tonumber("1p3")',
    'tonumber("Inf")',
  ])('%s', expression => {
    expect(evaluated(expression)).toMatchObject({
      kind: 'hole',
      reason: 'unsupported-function',
      type: 'number',
    })
  })

  test.each([
    ['900719925474099 + 1', 900_719_925_474_100],
    ['1 / 8', 0.125],
    ['3 / 10', 0.3],
    ['0.5 - 0.75', -0.25],
    ['7 / 25', 0.28],
  ])('%s is', (expression, result) => {
    expect(told(expression)).toBe(result)
  })
})

test.each([
  [0, '0'],
  [1.5, '1.5'],
  [-1.5, '-1.5'],
  [1e-7, '0.0000001'],
  [-1.25e-9, '-0.00000000125'],
  [1e21, '1000000000000000000000'],
  [1.5e22, '15000000000000000000000'],
  [Number.MAX_SAFE_INTEGER, '9007199254740991'],
])('the number %d as text', (value, text) => {
  expect(numberText(value)).toBe(text)
  expect(Number(text)).toBe(value)
})

test('a long text is no number, and that is found out quickly', () => {
  expect(numberOf('1'.repeat(1_000_000))?.kind).toBe('hole')
  expect(numberOf(`${'1'.repeat(1_000_000)}x`)).toBeUndefined()
  expect(numberOf(`${'.'.repeat(1_000_000)}e`)).toBeUndefined()
  expect(numberOf('1.2.3')).toBeUndefined()
})

test('what is made of a sensitive value is sensitive', () => {
  const secret = { ...stringValue('a'), sensitive: true as const }
  expect(binary('==', secret, stringValue('a'))).toEqual({ kind: 'boolean', value: true, sensitive: true })
  expect(binary('+', { ...numberValue(1), sensitive: true }, numberValue(1))).toMatchObject({
    sensitive: true,
  })
})
