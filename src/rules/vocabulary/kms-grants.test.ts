import { describe, expect, test } from 'vitest'
import { keyOfExample } from '../../examples/example-key.ts'
import type { Account } from '../../model/account.ts'
import type { Grant } from '../../model/grant.ts'
import { text } from '../../model/text.ts'
import type { Tri } from '../../model/tri.ts'
import { emptyWorld, grantTo, unknownNamed } from '../fake-world.ts'
import { grantedToOutsider, grantInWords } from './kms-grants.ts'

const own = '111122223333'
const foreign = '444455556666'
const hidden = unknownNamed('var.account')
const partner = { kind: 'role', arn: text(`arn:aws:iam::${foreign}:role/App`), account: foreign } as const

describe('a grant to another account', () => {
  test.each<readonly [string, readonly Account[], Tri, readonly string[]]>([
    ['on a key of this account', [own], 'yes', []],
    ['on a key of that account', [foreign], 'no', []],
    ['on one of two keys of this account', [own, own], 'yes', []],
    [
      'on one of two keys, one of that account',
      [own, foreign],
      'unknown',
      ['which key aws_kms_grant.g is on'],
    ],
    ['on a key of an account that is not told', [hidden], 'unknown', ['var.account']],
  ])('%s', (_says, accounts, is, names) => {
    const keys = accounts.map(account => ({ ...keyOfExample({ says: '' }), account }))
    const found = grantedToOutsider.ask(grantTo(partner, []), { ...emptyWorld, keysOfGrant: () => keys })
    expect([found.is, found.hangsOn.map(({ name }) => name)]).toEqual([is, names])
  })

  test.each<readonly [string, Partial<Grant>, Tri, readonly string[]]>([
    ['of a third account', { key: keyOf('777788889999') }, 'yes', []],
    ['of that account', { key: keyOf(foreign) }, 'no', []],
    [
      'of a third account, created by one that is not told',
      { key: keyOf('777788889999'), createdBy: hidden },
      'unknown',
      ['var.account'],
    ],
    [
      'of a third account, created by that account',
      { key: keyOf('777788889999'), createdBy: foreign },
      'no',
      [],
    ],
  ])('on a key %s, which the input does not have', (_says, more, is, names) => {
    const found = grantedToOutsider.ask({ ...grantTo(partner, []), ...more }, emptyWorld)
    expect([found.is, found.hangsOn.map(({ name }) => name)]).toEqual([is, names])
  })
})

function keyOf(account: string): Grant['key'] {
  return { addresses: [], name: `arn:aws:kms:us-west-2:${account}:key/1` }
}

test.each<readonly [string, readonly string[], string | undefined, string]>([
  ['one key', ['aws_kms_key.a'], undefined, 'aws_kms_key.a'],
  [
    'a key elsewhere',
    [],
    'arn:aws:kms:us-west-2:444455556666:key/1',
    'arn:aws:kms:us-west-2:444455556666:key/1',
  ],
  [
    'one of two keys',
    ['aws_kms_key.a', 'aws_kms_key.b'],
    undefined,
    'a key that is not told (aws_kms_key.a and aws_kms_key.b)',
  ],
  ['a key of which nothing is told', [], undefined, 'a key that is not told'],
])('a grant on %s in words', (_says, addresses, name, words) => {
  expect(grantInWords(grantTo(partner, addresses, name))).toBe(`kms:Decrypt on ${words}`)
})
