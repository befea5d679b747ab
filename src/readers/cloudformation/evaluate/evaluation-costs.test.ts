import { describe, expect, test } from 'vitest'
import { property } from '../declared.ts'
import { documentOf } from '../documents.ts'
import { readingOf, statement } from '../test-stack.ts'
import type { Stack } from './stack.ts'

// No timings: a quadratic or exponential step would run into the time that a test has.

function of(properties: object, rest: object = {}, given: Partial<Stack> = {}) {
  const Resources = {
    Key: { Type: 'AWS::KMS::Key', Properties: properties },
    ...('Resources' in rest ? Object(rest.Resources) : {}),
  }
  const [key] = readingOf({ Parameters: { P: { Type: 'String' } }, ...rest, Resources }, given).declared
  if (key === undefined) throw new Error('no key')
  return key
}

function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index)
}

function conditions(count: number): object {
  return Object.fromEntries(
    numbers(count).map(index => [`C${index}`, { 'Fn::Equals': [{ Ref: 'P' }, `v${index}`] }]),
  )
}

const when = (index: number, value: unknown) => ({ 'Fn::If': [`C${index}`, value, { Ref: 'AWS::NoValue' }] })

function chain(parts: (next: object) => object): object {
  const links = numbers(10_000).map(index => [`C${index}`, parts({ Condition: `C${index + 1}` })])
  return Object.fromEntries(links)
}

describe('however large a template is', () => {
  test('ten thousand plain statements', () => {
    const Statement = numbers(10_000).map(index => ({ ...statement('Decrypt'), Sid: `S${index}` }))
    const { document } = documentOf(of({ KeyPolicy: { Statement } }), 'KeyPolicy')
    expect(document?.statements.length).toBe(10_000)
  })

  test('ten thousand statements that hang on conditions', () => {
    const Statement = numbers(10_000).map(index => ({
      ...statement('Decrypt'),
      Sid: `S${index}`,
      Condition: when(index % 9, {}),
    }))
    const { document } = documentOf(
      of({ KeyPolicy: { Statement } }, { Conditions: conditions(9) }),
      'KeyPolicy',
    )
    expect(document?.statements.length).toBe(20_000)
  })

  test('sixty-four conditions at one statement: some are tried, the rest are holes', () => {
    const Action = ['kms:Decrypt', ...numbers(64).map(index => when(index, `kms:A${index}`))]
    const Independent = Object.fromEntries(
      numbers(64).map(index => [`C${index}`, { 'Fn::Equals': [{ Ref: `P${index}` }, 'v'] }]),
    )
    const Parameters = Object.fromEntries(numbers(64).map(index => [`P${index}`, { Type: 'String' }]))
    const key = of(
      { KeyPolicy: { Statement: [{ Effect: 'Allow', Action, Resource: '*' }] } },
      { Conditions: Independent, Parameters },
    )
    const { document } = documentOf(key, 'KeyPolicy')
    expect(document?.statements.length).toBe(65)
    expect(document?.statements.filter(({ conditionHoles }) => conditionHoles.length === 0).length).toBe(1)
  })

  test('names that refer to each other, twice each', () => {
    const Resources = Object.fromEntries(
      numbers(60).map(index => [
        `R${index}`,
        {
          Type: 'AWS::IAM::Role',
          Properties: { RoleName: { 'Fn::Sub': `\${R${(index + 1) % 60}}\${R${(index + 2) % 60}}` } },
        },
      ]),
    )
    expect(property(of({ Description: { Ref: 'R0' } }, { Resources }), 'Description')).toBeDefined()
  })

  test('a chain of ten thousand names', () => {
    const Resources = Object.fromEntries(
      numbers(10_000).map(index => [
        `R${index}`,
        { Type: 'AWS::IAM::Role', Properties: { RoleName: { Ref: `R${index + 1}` } } },
      ]),
    )
    expect(property(of({ Description: { Ref: 'R0' } }, { Resources }), 'Description')?.type).toBe('unknown')
  })

  test('a text with a hundred thousand placeholders', () => {
    const own = property(of({ Description: { 'Fn::Sub': '${P},'.repeat(100_000) } }), 'Description')
    expect(own?.type === 'text' && own.text.length).toBe(200_000)
  })

  test('a text with a hundred thousand items, split and joined', () => {
    const Description = { 'Fn::Join': ['/', { 'Fn::Split': [',', 'x,'.repeat(100_000)] }] }
    expect(property(of({ Description }), 'Description')).toMatchObject({ text: ['x/'.repeat(100_000)] })
  })

  test('a chain of ten thousand conditions, and conditions that ask for the next one twice', () => {
    const not = of({ Description: when(0, 'x') }, { Conditions: chain(next => ({ 'Fn::Not': [next] })) })
    const twice = of(
      { Description: when(0, 'x') },
      { Conditions: chain(next => ({ 'Fn::And': [next, next] })) },
    )
    expect([not, twice].map(key => property(key, 'Description')?.type)).toEqual(['unknown', 'unknown'])
  })

  test('conditions nested in each other, as deep as a template may be', () => {
    const deep = numbers(250).reduce<object>(inner => ({ 'Fn::Not': [inner] }), {
      'Fn::Equals': [{ Ref: 'P' }, 'a'],
    })
    expect(
      property(of({ Description: when(0, 'x') }, { Conditions: { C0: deep } }), 'Description')?.type,
    ).toBe('unknown')
  })

  test('Fn::If two hundred deep', () => {
    const deep = numbers(200).reduce<unknown>((inner, index) => when(index % 3, inner), 'x')
    const key = of({ Description: deep }, { Conditions: conditions(3) }, { given: new Map([['P', 'v0']]) })
    expect(property(key, 'Description')).toBeUndefined()
    const known = of(
      { Description: numbers(200).reduce<unknown>(inner => when(0, inner), 'x') },
      { Conditions: conditions(3) },
      { given: new Map([['P', 'v0']]) },
    )
    expect(property(known, 'Description')).toMatchObject({ text: ['x'] })
  })

  test('lists and objects nested as deep as a template may be', () => {
    const deep = numbers(250).reduce<unknown>(
      (inner, index) => (index % 2 === 0 ? [inner] : { a: inner }),
      'x',
    )
    expect(property(of({ Description: deep }), 'Description')?.type).toBe('object')
  })

  test('names that double the text of the next one', () => {
    const Resources = Object.fromEntries(
      numbers(60).map(index => [
        `R${index}`,
        {
          Type: 'AWS::IAM::Role',
          Properties: {
            RoleName: { 'Fn::Join': ['', [{ Ref: `R${index + 1}` }, 'x', { Ref: `R${index + 1}` }]] },
          },
        },
      ]),
    )
    expect(property(of({ Description: { Ref: 'R0' } }, { Resources }), 'Description')).toBeDefined()
  })

  test('hundreds of names that refer to each other, twice each, all asked for', () => {
    const Resources = Object.fromEntries(
      numbers(300).map(index => [
        `R${index}`,
        {
          Type: 'AWS::IAM::Role',
          Properties: { RoleName: { 'Fn::Sub': `\${R${(index + 1) % 300}}x\${R${(index + 2) % 300}}` } },
        },
      ]),
    )
    const Description = numbers(300).map(index => ({ Ref: `R${index}` }))
    expect(property(of({ Description }, { Resources }), 'Description')?.type).toBe('array')
  })

  test('a long text, named fifty thousand times', () => {
    const Parameters = { Long: { Type: 'String', Default: 'x'.repeat(500_000) } }
    const Description = numbers(50_000).map(() => ({ Ref: 'Long' }))
    expect(property(of({ Description }, { Parameters }), 'Description')?.type).toBe('array')
  })

  test('hundreds of statements, with sixty conditions each, where all of them are undecided', () => {
    const Parameters = Object.fromEntries(numbers(60).map(index => [`P${index}`, { Type: 'String' }]))
    const Conditions = Object.fromEntries(
      numbers(60).map(index => [`C${index}`, { 'Fn::Equals': [{ Ref: `P${index}` }, 'v'] }]),
    )
    const Action = numbers(60).map(index => when(index, `kms:A${index}`))
    const Statement = when(
      0,
      numbers(250).map(index => ({ ...statement('Decrypt'), Sid: `S${index}`, Action })),
    )
    const { document } = documentOf(of({ KeyPolicy: { Statement } }, { Conditions, Parameters }), 'KeyPolicy')
    expect(document?.statements.every(({ conditionHoles }) => conditionHoles.length > 0)).toBe(true)
  })

  test('a list that is given, named ten thousand times', () => {
    const Parameters = { List: { Type: 'CommaDelimitedList', Default: 'x,'.repeat(50_000) } }
    const Description = numbers(10_000).map(() => ({ Ref: 'List' }))
    expect(property(of({ Description }, { Parameters }), 'Description')?.type).toBe('array')
  })
})
