import { describe, expect, test } from 'vitest'
import { text } from '../model/text.ts'
import type { Unknown } from '../model/unknown.ts'
import { equalTexts } from './operators.ts'

const at = { file: '', address: '', pointer: '' }

function hole(name: string): Unknown {
  return { kind: 'unknown', reason: 'not-in-input', name, shape: 'account-id', at }
}

const role = (name: string, account = 'AWS::AccountId') =>
  text('arn:aws:iam::', hole(account), `:role/${name}`)

describe('two texts with holes', () => {
  test('are equal where all of them is the same', () => {
    expect(equalTexts(role('App'), role('App'))).toBe('yes')
  })

  test.each([
    ['end otherwise', role('App'), role('Admin')],
    ['end otherwise, with other holes', role('App'), role('Admin', 'var.account')],
    ['begin otherwise', text('a', hole('x')), text('b', hole('x'))],
  ])('differ where they %s', (_, one, other) => {
    expect(equalTexts(one, other)).toBe('no')
  })

  test.each([
    ['only their holes differ', role('App'), role('App', 'var.account')],
    ['a hole can hold the rest of an end', text(hole('x'), 'p'), text(hole('y'), 'App')],
    ['a hole can hold the rest of a beginning', text('ab', hole('x')), text('a', hole('x'))],
    ['one ends with a hole', text('a', hole('x'), 'b'), text('a', hole('y'))],
  ])('may be equal where %s', (_, one, other) => {
    expect(equalTexts(one, other)).toBe('unknown')
    expect(equalTexts(other, one)).toBe('unknown')
  })
})
