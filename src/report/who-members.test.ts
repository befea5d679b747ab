import { describe, expect, test } from 'vitest'
import type { WhoKey } from '../model/who.ts'
import { allow, delegation, keyWith, own, roleWith, worldWith } from './who-fixed-world.ts'
import { who } from './who.ts'

const fn = roleWith('fn', [])
const arnOf = (name: string) => `arn:aws:iam::${own}:role/${name}`

function keyOf(statements: readonly object[], roles = [fn]): WhoKey {
  const world = worldWith({ keys: [keyWith('k', statements)], identities: roles })
  const answer = who(world, { keys: [], actions: [], indirect: false })
  const [key] = answer.kind === 'report' ? answer.report.keys() : []
  if (key === undefined) throw new Error('no key')
  return key
}

/** `among … or perhaps among …`: `class: example and n in all`. */
function members(statements: readonly object[], roles = [fn]): readonly string[] {
  return keyOf(statements, roles).members.map(
    one => `${one.class}: ${one.perhaps ? 'perhaps ' : ''}${one.example}, ${one.count} in all`,
  )
}

function anyone(when?: object): object {
  return allow('kms:Decrypt', { Principal: '*', ...(when === undefined ? {} : { Condition: when }) })
}

describe('somebody whom only a statement for a class admits is one of its members', () => {
  test.each([
    ['anyone', undefined, 'any principal of any AWS account: aws_iam_role.fn, 1 in all'],
    [
      'an account',
      { StringEquals: { 'aws:PrincipalAccount': own } },
      `every principal of account ${own}: aws_iam_role.fn, 1 in all`,
    ],
    [
      'a pattern',
      { ArnLike: { 'aws:PrincipalArn': arnOf('f*') } },
      `every principal that matches ${arnOf('f*')}: aws_iam_role.fn, 1 in all`,
    ],
    [
      'an organization, of which it is not told who belongs to it',
      { StringEquals: { 'aws:PrincipalOrgID': 'o-example' } },
      'every principal of organization o-example: perhaps aws_iam_role.fn, 1 in all',
    ],
  ])('%s', (_, when, expected) => {
    expect(members([anyone(when)])).toEqual([expected])
  })

  test('of each class that holds it', () => {
    const patterns = [arnOf('f*'), arnOf('?n'), arnOf('other')]
    expect(members([anyone({ ArnLike: { 'aws:PrincipalArn': patterns } })])).toEqual([
      `every principal that matches ${arnOf('f*')}: aws_iam_role.fn, 1 in all`,
      `every principal that matches ${arnOf('?n')}: aws_iam_role.fn, 1 in all`,
    ])
  })

  test('many of them are counted', () => {
    const roles = Array.from({ length: 40 }, (_, index) => roleWith(`r${index}`, []))
    expect(members([anyone()], roles)).toEqual([
      'any principal of any AWS account: aws_iam_role.r0, 40 in all',
    ])
  })
})

describe('somebody is told apart', () => {
  test.each([
    ['whose IAM policies allow it too', [anyone(), delegation], [roleWith('fn', [allow('kms:Encrypt')])]],
    [
      'whose class is not told, since there are several',
      [anyone({ StringEquals: { 'aws:PrincipalOrgID': ['o-one', 'o-two'] } })],
      [fn],
    ],
  ] as const)('%s', (_, statements, roles) => {
    const key = keyOf(statements, [...roles])
    const all = [...key.callers, ...key.shared.callers]
    expect(key.members).toEqual([])
    expect(all.filter(({ standing }) => standing === 'named').map(({ memberOf }) => memberOf)).toEqual([[]])
  })
})

test('what its name gives somebody is told with the name, and what the class gives with the class', () => {
  const key = keyOf([anyone(), allow('kms:Encrypt', { Principal: { AWS: arnOf('fn') } })])
  const named = key.callers.filter(({ standing }) => standing === 'named')
  expect(named.map(({ memberOf, members: [{ ways }] }) => [memberOf, ways.map(({ what }) => what)])).toEqual([
    [[], ['kms:Encrypt']],
  ])
  expect(key.members).toMatchObject([{ example: 'aws_iam_role.fn' }])
})

test('the rows keep all of them', () => {
  expect([...keyOf([anyone()]).accesses()].map(({ principal }) => principal)).toEqual(['*', arnOf('fn')])
})
