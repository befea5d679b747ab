import { describe, expect, test } from 'vitest'
import { anyOf, opposite } from '../../../model/tri.ts'
import { declaredIn } from '../declared.ts'
import { stackOf } from '../test-stack.ts'
import { conditionIs } from './conditions.ts'
import { inEachWorld } from './worlds.ts'

const open = (name: string, value: unknown) => ({ 'Fn::Equals': [{ Ref: name }, value] })
const is = (Condition: string) => ({ Condition })
const [yes, no] = [{ 'Fn::Equals': ['a', 'a'] }, { 'Fn::Equals': ['a', 'A'] }]

function stackWith(condition: unknown, rest: object = {}) {
  return stackOf({
    Parameters: { Env: { Type: 'String' }, Other: { Type: 'String' }, List: { Type: 'CommaDelimitedList' } },
    Conditions: {
      IsProd: open('Env', 'prod'),
      IsDev: open('Env', 'dev'),
      NotProd: { 'Fn::Not': [is('IsProd')] },
      Self: { 'Fn::Not': [is('Self')] },
      It: condition,
    },
    Resources: {},
    ...rest,
  })
}

function answer(condition: unknown): string {
  const answers = inEachWorld(stackWith(condition), run => conditionIs(run, 'It')).map(({ result }) => result)
  if (answers.every(one => one === 'yes')) return 'yes'
  return opposite(anyOf(answers)) === 'yes' ? 'no' : 'unknown'
}

const item = (index: number) => ({ 'Fn::Select': [index, { Ref: 'List' }] })

describe('whether conditions hold', () => {
  const rows: readonly (readonly [string, unknown, string])[] = [
    ['equal', yes, 'yes'],
    ['case counts', no, 'no'],
    ['not', { 'Fn::Not': [no] }, 'yes'],
    ['and', { 'Fn::And': [yes, yes, no] }, 'no'],
    ['or', { 'Fn::Or': [no, yes] }, 'yes'],
    ['a condition by its name', is('IsProd'), 'unknown'],
    ['what is decided counts first', { 'Fn::And': [is('IsProd'), no] }, 'no'],
    ['a condition and its opposite', { 'Fn::And': [is('IsProd'), is('NotProd')] }, 'no'],
    ['a condition or its opposite', { 'Fn::Or': [is('IsProd'), is('NotProd')] }, 'yes'],
    ['one parameter is not two values', { 'Fn::And': [is('IsProd'), is('IsDev')] }, 'no'],
    ['one parameter can be a third', { 'Fn::Or': [is('IsProd'), is('IsDev')] }, 'unknown'],
    [
      'the same comparison the other way round',
      { 'Fn::Or': [{ 'Fn::Equals': ['prod', { Ref: 'Env' }] }, is('NotProd')] },
      'yes',
    ],
    ['a parameter with itself', { 'Fn::Equals': [{ Ref: 'Env' }, { Ref: 'Env' }] }, 'yes'],
    ['two parameters', { 'Fn::Equals': [{ Ref: 'Env' }, { Ref: 'Other' }] }, 'unknown'],
    ['two items of a list that is open', { 'Fn::Equals': [item(0), item(1)] }, 'unknown'],
    [
      'two calls that nobody can tell apart',
      { 'Fn::Equals': [{ 'Fn::Cidr': 'a' }, { 'Fn::Cidr': 'b' }] },
      'unknown',
    ],
    ['texts that begin differently', { 'Fn::Equals': [{ 'Fn::Sub': 'a-${Env}' }, 'b-x'] }, 'no'],
    ['texts that end differently', { 'Fn::Equals': [{ 'Fn::Sub': '${Env}-a' }, 'x-b'] }, 'no'],
    ['texts of which one is too long', { 'Fn::Equals': [{ 'Fn::Sub': 'long ${Env}' }, 'long'] }, 'no'],
    ['conditions can be compared', { 'Fn::Equals': [{ 'Fn::Equals': ['1', '1'] }, true] }, 'yes'],
    ['an open one too', { 'Fn::Equals': [is('IsProd'), { 'Fn::Not': [is('NotProd')] }] }, 'yes'],
    ['a name that nobody has', is('Nobody'), 'unknown'],
    ['a condition of itself', is('Self'), 'unknown'],
    ['too few parts', { 'Fn::And': [yes] }, 'unknown'],
    ['too many parts', { 'Fn::Or': Array.from({ length: 11 }, () => yes) }, 'unknown'],
    ['a text is no condition', { 'Fn::Not': ['true'] }, 'unknown'],
    ['truth is one', { 'Fn::Not': [false] }, 'yes'],
    ['a function that is none of conditions', { 'Fn::Join': ['', ['true']] }, 'unknown'],
  ]

  test.each(rows)('%s', (_, condition, expected) => {
    expect(answer(condition)).toBe(expected)
  })
})

const created = (condition: unknown) =>
  declaredIn(stackWith(condition, { Resources: { Key: { Type: 'AWS::KMS::Key', Condition: 'It' } } })).map(
    ({ hangsOn }) => hangsOn.map(({ name }) => name),
  )

describe('whether resources are created', () => {
  test('for certain, never, or perhaps', () => {
    expect(created(yes)).toEqual([[]])
    expect(created(no)).toEqual([])
    expect(created(is('IsProd'))).toEqual([['It']])
    expect(created({ 'Fn::Or': [is('IsProd'), is('NotProd')] })).toEqual([[]])
  })

  test('never for certain where no more can be evaluated', () => {
    const stack = stackWith(is('IsProd'), { Resources: { Key: { Type: 'AWS::KMS::Key', Condition: 'It' } } })
    stack.shared.budget.steps = 0
    expect(declaredIn(stack).map(({ hangsOn }) => hangsOn.length)).toEqual([1])
  })
})
