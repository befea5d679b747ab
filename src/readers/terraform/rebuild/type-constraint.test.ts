import { describe, expect, test } from 'vitest'
import { parseExpression } from '../../../hcl/parse.ts'
import { convert } from './convert.ts'
import { evaluated } from './test-evaluate.ts'
import { holes, told } from './test-told.ts'
import { parseType, type TypeConstraint } from './type-constraint.ts'
import { EvaluationError, stringValue, type Value } from './value.ts'

function typed(text: string): TypeConstraint {
  const expression = parseExpression({ path: 'variables.tf', text })
  return parseType(expression, ({ at }) => evaluated(at.file.text.slice(at.start, at.end)))
}

function converted(type: string, expression: string): unknown {
  return told('value', { value: convert(evaluated(expression, holes), typed(type)) })
}

describe('values as variables of a type have them', () => {
  test.each([
    ['string', '1', '1'],
    ['string', 'true', 'true'],
    ['string', 'null', null],
    ['number', '"1.5"', 1.5],
    ['bool', '"true"', true],
    ['any', '[1, "a"]', [1, 'a']],
    ['list(string)', '[1, "a"]', ['1', 'a']],
    ['list(any)', '[1, "a"]', ['1', 'a']],
    ['list', '[1, 2]', [1, 2]],
    ['set(string)', '["b", "a", "b"]', ['a', 'b']],
    ['map(number)', '{ a = "1" }', { a: 1 }],
    ['map(list(string))', '{ a = [1] }', { a: ['1'] }],
    ['tuple([string, number])', '[1, "2"]', ['1', 2]],
    ['object({ a = string })', '{ a = 1, b = 2 }', { a: '1' }],
    ['object({ a = string, b = optional(string) })', '{ a = "x" }', { a: 'x', b: null }],
    ['object({ a = optional(string, "x") })', '{}', { a: 'x' }],
    ['object({ a = optional(string, "x") })', '{ a = null }', { a: 'x' }],
    ['object({ a = optional(list(string), ["x", 1]) })', '{}', { a: ['x', '1'] }],
    ['object({ a = optional(object({ b = optional(number, 2) }), {}) })', '{}', { a: { b: 2 } }],
    [
      'map(object({ a = optional(string, "x") }))',
      '{ k = {}, l = { a = "y" } }',
      { k: { a: 'x' }, l: { a: 'y' } },
    ],
    ['list(object({ a = any }))', '[{ a = 1 }, { a = "x" }]', [{ a: '1' }, { a: 'x' }]],
    ['object({ a = optional(string, "x") })', 'null', null],
    ['"string"', '1', '1'],
  ])('%s of %s', (type, expression, result) => {
    expect(converted(type, expression)).toEqual(result)
  })

  test.each([
    ['string', '[]'],
    ['number', '"a"'],
    ['bool', '1'],
    ['list(string)', '"a"'],
    ['list(string)', '{}'],
    ['list(number)', '["a"]'],
    ['map(string)', '[]'],
    ['tuple([string])', '[]'],
    ['object({ a = string })', '{}'],
    ['object({ a = number })', '{ a = "x" }'],
    ['list(string)', 'text'],
  ])('%s is not what %s is', (type, expression) => {
    expect(() => converted(type, expression)).toThrow(EvaluationError)
  })

  test.each([
    'text',
    'list(string, number)',
    'list()',
    'tuple(string)',
    'object([])',
    'optional(string)',
    '1',
    'map(foo)',
  ])('%s is no type', type => {
    expect(() => typed(type)).toThrow(EvaluationError)
  })

  test('a type that is nested without end is refused', () => {
    expect(() => typed(`${'list('.repeat(150)}string${')'.repeat(150)}`)).toThrow(EvaluationError)
  })
})

describe('holes', () => {
  test.each([
    ['string', 'text', '<text>'],
    ['string', 'word', '<word>'],
    ['string', 'number', '<?>'],
    ['string', 'any', '<?>'],
    ['number', 'number', '<number>'],
    ['any', 'any', '<any>'],
    ['list(string)', '[text, 1, any]', ['<text>', '1', '<?>']],
    ['set(string)', '[text, "a"]', { loose: ['a', '<text>'] }],
    ['list(string)', 'any', '<?>'],
    ['object({ a = optional(string, "x") })', '{ a = text }', { a: '<text>' }],
    ['object({ a = optional(string, "x") })', '{ a = word }', { a: '<?>' }],
    ['object({ a = optional(string) })', '{ a = word }', { a: '<word>' }],
    ['map(string)', '{ a = text, b = any }', { a: '<text>', b: '<?>' }],
  ])('%s of %s', (type, expression, result) => {
    expect(converted(type, expression)).toEqual(result)
  })

  test('a hole that becomes a string still tells what it refers to', () => {
    expect(convert(holes.any, { kind: 'string' })).toMatchObject({ name: 'any', type: 'string', refs: [] })
  })
})

test('places and marks stay with their parts', () => {
  const file = { path: 'main.tf', text: 'x' }
  const from = { file, start: 0, end: 1 }
  const part: Value = { ...stringValue('1'), from, sensitive: true }
  const list: Value = { kind: 'list', type: 'tuple', items: [part, stringValue('2')], from }
  expect(convert(list, typed('list(number)'))).toEqual({
    kind: 'list',
    type: 'list',
    from,
    items: [
      { kind: 'number', value: 1, from, sensitive: true },
      { kind: 'number', value: 2 },
    ],
  })
  // A set cannot mark one of its elements.
  expect(convert(list, typed('set(string)'))).toMatchObject({ from, sensitive: true })
})
