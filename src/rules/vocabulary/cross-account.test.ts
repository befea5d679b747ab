import { describe, expect, test } from 'vitest'
import { keyOfExample } from '../../examples/example-key.ts'
import { keyStatement, trustStatement } from '../../examples/example-statement.ts'
import type { Principal } from '../../model/principal.ts'
import { text } from '../../model/text.ts'
import type { Tri } from '../../model/tri.ts'
import { allow, own } from '../example-statements.ts'
import { hole, type ExampleAttributes } from '../example.ts'
import { accessTo, emptyWorld, statementOf, unknownNamed } from '../fake-world.ts'
import {
  byWholeForeignAccount,
  byWholeOwnAccount,
  listsOwnerOnlyActions,
  namesOnlyForeigners,
  ownerOnlyActionsInWords,
} from './cross-account.ts'

const key = keyOfExample({ says: '' })
const somewhere = keyOfExample({ says: '', account: 'unknown' })
const hidden = unknownNamed('var.who')
const role: Principal = {
  kind: 'role',
  arn: text('arn:aws:iam::111122223333:role/App'),
  account: '111122223333',
}

test.each<readonly [string, Principal, Tri]>([
  ['another account', { kind: 'account', account: '444455556666' }, 'yes'],
  ['everybody of it', { kind: 'everyone-of-account', account: '444455556666' }, 'yes'],
  ['the own account', { kind: 'account', account: '111122223333' }, 'no'],
  ['an account that is not told', { kind: 'account', account: hidden }, 'unknown'],
  ['a role', role, 'no'],
])('another account as a whole: %s', (_, principal, is) => {
  expect(byWholeForeignAccount.ask(accessTo(key, principal), emptyWorld).is).toBe(is)
})

describe('everybody of the own account', () => {
  test.each<readonly [string, Principal, 'certain' | 'possible', Tri]>([
    ['by name', { kind: 'everyone-of-account', account: '111122223333' }, 'certain', 'yes'],
    ['of another account', { kind: 'everyone-of-account', account: '444455556666' }, 'certain', 'no'],
    ['anybody, whom a hidden condition narrows', { kind: 'everyone' }, 'possible', 'unknown'],
    ['anybody', { kind: 'everyone' }, 'certain', 'no'],
    ['somebody who is not told', { kind: 'unknown', unknown: hidden }, 'possible', 'unknown'],
    ['a role, perhaps', role, 'possible', 'no'],
  ])('%s', (_, principal, certainty, is) => {
    const unknowns = certainty === 'possible' ? [hidden] : []
    const asked = byWholeOwnAccount.ask(accessTo(key, principal, { certainty, unknowns }), emptyWorld)
    expect([asked.is, asked.hangsOn]).toEqual([is, is === 'unknown' ? unknowns : []])
  })
})

const partner = 'arn:aws:iam::444455556666:role/Partner'
const id = 'AROAEXAMPLEEXAMPLEEXA'
const group = 'arn:aws:iam::111122223333:group/Staff'

describe('principals of other accounts alone', () => {
  test.each<readonly [string, ExampleAttributes, Tri, readonly string[]]>([
    ['a role elsewhere', { Principal: { AWS: partner } }, 'yes', []],
    ['everybody but a role elsewhere', { NotPrincipal: { AWS: partner } }, 'no', []],
    ['nobody', {}, 'no', []],
    ['the own account beside it', { Principal: { AWS: [partner, '111122223333'] } }, 'no', []],
    ['a service, which has no account', { Principal: { Service: 's3.amazonaws.com' } }, 'no', []],
    ['anybody', { Principal: '*' }, 'no', []],
    ['what no policy admits beside it', { Principal: { AWS: [partner, group] } }, 'yes', []],
    ['what no policy admits alone', { Principal: { AWS: group } }, 'no', []],
    ['somebody who is not told', { Principal: { AWS: hole('var.who') } }, 'unknown', ['var.who']],
    ['a unique id', { Principal: { AWS: id } }, 'unknown', [`which account ${id} belongs to`]],
    ['a unique id beside an own role', { Principal: { AWS: [id, own('role/App').AWS] } }, 'no', []],
  ])('%s', (_, principals, is, names) => {
    const asked = namesOnlyForeigners.ask(keyStatement(allow(principals)), emptyWorld)
    expect([asked.is, asked.hangsOn.map(({ name }) => name)]).toEqual([is, names])
  })

  test('of a key whose account is not told nobody can say', () => {
    const unsure = { ...keyStatement(allow({ Principal: { AWS: partner } })), key: somewhere }
    const asked = namesOnlyForeigners.ask(unsure, emptyWorld)
    expect([asked.is, asked.hangsOn]).toEqual(['unknown', [unsure.key.account]])
  })

  test('other policies name nobody of whom a key would have to know', () => {
    const trust = trustStatement(allow({ Principal: { AWS: partner }, Action: 'sts:AssumeRole' }))
    expect(namesOnlyForeigners.ask(trust, emptyWorld).is).toBe('no')
  })
})

describe('actions for the own account alone', () => {
  const untold = 'take an action that is not told'

  test.each<readonly [string, ExampleAttributes, Tri, string]>([
    ['one of them', { Action: ['kms:Decrypt', 'kms:PutKeyPolicy'] }, 'yes', 'kms:PutKeyPolicy'],
    ['a pattern of them', { Action: 'kms:Schedule*' }, 'yes', 'kms:ScheduleKeyDeletion'],
    ['a pattern with others', { Action: 'kms:*' }, 'no', untold],
    ['none of them', { Action: 'kms:Decrypt' }, 'no', untold],
    ['all but some', { NotAction: ['kms:Decrypt', 'kms:PutKeyPolicy'] }, 'no', untold],
    ['all but what is not told', { NotAction: hole('var.actions') }, 'no', untold],
    ['something that is not told', { Action: ['kms:Decrypt', hole('var.action')] }, 'unknown', untold],
    [
      'one of them beside something that is not told',
      { Action: ['kms:PutKeyPolicy', hole('var.action')] },
      'yes',
      'kms:PutKeyPolicy',
    ],
  ])('%s', (_, actions, is, words) => {
    const one = keyStatement(allow({ Principal: { AWS: partner }, ...actions }))
    expect(listsOwnerOnlyActions.ask(one, emptyWorld).is).toBe(is)
    expect(ownerOnlyActionsInWords(one)).toBe(words)
  })

  test('a statement without actions lists none', () => {
    const without = { ...keyStatement(allow({})), statement: statementOf({ Principal: { AWS: partner } }) }
    expect(listsOwnerOnlyActions.ask(without, emptyWorld).is).toBe('no')
  })
})
