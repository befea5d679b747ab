import { expect, test } from 'vitest'
import { statementOf } from '../rules/fake-world.ts'
import { weakerDenials } from './weaker.ts'

const ids = { own: 'o-a1b2c3d4e5', other: 'o-b1b2c3d4e5' }
const outside = (id: string | readonly string[]) => ({ StringNotEquals: { 'aws:PrincipalOrgID': id } })
const role = (name: string) => ({ AWS: `arn:aws:iam::111122223333:role/${name}` })

function deny(written: object = {}) {
  return statementOf({ Effect: 'Deny', Principal: '*', Action: 'kms:*', Resource: '*', ...written })
}

test.each([
  ['the same', [deny()], [deny()], []],
  [
    'in another order',
    [deny({ Sid: 'A' }), deny({ Action: 's3:*' })],
    [deny({ Action: 's3:*' }), deny()],
    [],
  ],
  ['gone', [deny()], [], ['yes']],
  ['an Allow is no limit', [statementOf({ Principal: '*', Action: 'kms:*', Resource: '*' })], [], []],
  ['fewer actions', [deny()], [deny({ Action: 'kms:Decrypt' })], ['yes']],
  ['more actions', [deny({ Action: 'kms:Decrypt' })], [deny()], []],
  ['under a condition', [deny()], [deny({ Condition: outside(ids.own) })], ['yes']],
  ['without its condition', [deny({ Condition: outside(ids.own) })], [deny()], []],
  [
    'one more organization is spared',
    [deny({ Condition: outside(ids.own) })],
    [deny({ Condition: outside([ids.own, ids.other]) })],
    ['yes'],
  ],
  ['of one role instead of everybody', [deny()], [deny({ Principal: role('App') })], ['yes']],
  ['of everybody instead of one role', [deny({ Principal: role('App') })], [deny()], []],
  ['of another role', [deny({ Principal: role('App') })], [deny({ Principal: role('B') })], ['yes']],
  [
    'two parts that may be the whole',
    [deny()],
    [deny({ Action: 'kms:D*' }), deny({ NotAction: 'kms:D*' })],
    [],
  ],
])('a Deny, %s', (_, before, after, expected) => {
  expect(weakerDenials(before, after).map(({ is }) => is)).toEqual(expected)
})
