import { expect, test } from 'vitest'
import type { Node } from '../../model/node.ts'
import { text, type Text } from '../../model/text.ts'
import { readPolicy } from '../../policy/read-policy.ts'
import { accountsNamedIn } from './named-accounts.ts'
import { hole } from '../terraform/values.ts'

const at = { file: 'plan.json', address: 'aws_kms_key.k', pointer: '/policy' }
const partner = text('arn:aws:iam::444455556666:root')
const own = text('arn:aws:iam::', hole(at, 'data.aws_caller_identity.me.account_id', 'account-id'), ':root')
const future = text('arn:aws:iam::', hole(at, 'account', 'account-id'), ':role/app')

function object(members: Readonly<Record<string, Node>>): Node {
  return { type: 'object', members: Object.entries(members).map(([name, value]) => ({ name, value })), at }
}

function word(written: string): Node {
  return { type: 'text', text: text(written), at }
}

function namedIn(...principals: readonly Text[]): readonly string[] {
  const items = principals.map((one): Node => ({ type: 'text', text: one, at }))
  const statement = object({
    Effect: word('Allow'),
    Principal: object({ AWS: { type: 'array', items, at } }),
    Action: word('kms:*'),
    Resource: word('*'),
  })
  return [...accountsNamedIn(readPolicy(object({ Statement: { type: 'array', items: [statement], at } })))]
}

test('a document names the accounts of its principals, also beside a role that is created', () => {
  expect(namedIn(partner)).toEqual(['444455556666'])
  expect(namedIn(partner, future)).toEqual(['444455556666'])
})

test('beside an account that is not known, which may be its own, the others may be foreign ones', () => {
  expect(namedIn(own, partner)).toEqual([])
})
