import { expect, test } from 'vitest'
import { objectionsIn } from './objections-to.ts'
import { redundantValues } from './redundant-values.ts'

const age = 'aws:MultiFactorAuthAge'
const ip = 'aws:SourceIp'
const via = 'kms:ViaService'
const many = Array.from({ length: 25 }, (_, index) => `s${index}`)

const twice = (value: string) => `\`${value}\` twice`
const held = (value: string, by: string) => `\`${value}\` beside \`${by}\`, which holds it`

function saidOf(operator: string, key: string, values: unknown): readonly string[] {
  const statement = {
    Effect: 'Allow',
    Principal: '*',
    Action: 'kms:*',
    Resource: '*',
    Condition: { [operator]: { [key]: values } },
  }
  return objectionsIn(redundantValues, [statement]).map(says =>
    says.replace(/^redundant-value: its statement|^redundant-value: statement 1/, '').trim(),
  )
}

test.each([
  ['one value', 'StringLike', via, 'a*', []],
  ['values apart', 'StringLike', via, ['a*', 'b*'], []],
  ['a value twice', 'StringEquals', via, ['a', 'b', 'a'], [twice('a')]],
  ['in another case it is another value', 'StringEquals', via, ['a', 'A'], []],
  ['without wildcards, a star is a character', 'StringEquals', via, ['a*', 'ab'], []],
  ['a pattern holds a value', 'StringLike', via, ['ab', 'a*'], [held('ab', 'a*')]],
  ['and where it excludes it', 'StringNotLike', via, ['a?', 'ab'], [held('ab', 'a?')]],
  ['a pattern twice', 'StringLike', via, ['a*', 'a*'], [twice('a*')]],
  ['of two patterns that hold each other, one is idle', 'StringLike', via, ['*', '**'], [held('*', '**')]],
  ['a pattern behind many values', 'StringLike', via, [...many, 'sa', 'sa*'], [held('sa', 'sa*')]],
  ['a value that is not told', 'StringLike', via, ['a*', 'a‹x›'], []],
  [
    'three are told',
    'StringLike',
    via,
    ['*', 'a', 'b', 'c', 'd'],
    ['a', 'b', 'c'].map(one => held(one, '*')),
  ],
])('%s', (_, operator, key, values, says) => {
  expect(saidOf(operator, key, values)).toEqual(says.map(said => `compares \`${key}\` with ${said}`))
})

test.each([
  ['an upper limit', 'NumericLessThan', ['5', '40', '300'], [held('40', '300'), held('5', '300')]],
  ['an upper limit that is met', 'NumericLessThanEquals', ['300', '5'], [held('5', '300')]],
  ['a lower limit', 'NumericGreaterThan', ['5', '40'], [held('40', '5')]],
  ['below zero', 'NumericGreaterThanEquals', ['-40', '-5'], [held('-5', '-40')]],
  ['a limit twice', 'NumericLessThan', [300, 300], [twice('300')]],
  ['a limit as it is written', 'NumericLessThan', ['5', '300.0'], [held('5', '300.0')]],
  ['what is no limit', 'NumericEquals', ['5', '300'], []],
  ['what is no limit, twice', 'NumericNotEquals', ['5', '300', '5'], [twice('5')]],
  ['what is no number is told as such', 'NumericLessThan', ['', '-5', 'x'], []],
  ['none of them is a number', 'NumericLessThan', ['x', 'y'], []],
])('%s', (_, operator, values, says) => {
  expect(saidOf(operator, age, values)).toEqual(says.map(said => `compares \`${age}\` with ${said}`))
})

test.each([
  ['an address of a range', ['10.0.0.0/8', '10.255.255.255'], [held('10.255.255.255', '10.0.0.0/8')]],
  ['a range of a range', ['10.1.0.0/16', '10.0.0.0/8'], [held('10.1.0.0/16', '10.0.0.0/8')]],
  ['a range beside a range', ['10.0.0.0/9', '10.128.0.0/9'], []],
  ['a range of version 6', ['2001:db8::/32', '2001:db8:1::/48'], [held('2001:db8:1::/48', '2001:db8::/32')]],
  ['all of version 4, and one of version 6', ['0.0.0.0/0', '::1'], []],
  ['what is no address', ['0.0.0.0/0', 'x', '10.0.0.256', '10.0.0.0/33'], []],
  ['what is no range', ['10.0.0.0/33', '10.0.0.1'], []],
  ['an address in two spellings', ['10.0.0.1', '10.0.0.1/32'], [held('10.0.0.1', '10.0.0.1/32')]],
  ['a range in two spellings', ['10.0.0.0/8', '10.1.2.3/8'], [held('10.0.0.0/8', '10.1.2.3/8')]],
])('%s', (_, values, says) => {
  const said = says.map(one => `compares \`${ip}\` with ${one}`)
  expect([saidOf('IpAddress', ip, values), saidOf('NotIpAddress', ip, values)]).toEqual([said, said])
})
