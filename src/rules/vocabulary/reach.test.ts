import { describe, expect, test } from 'vitest'
import type { Tri } from '../../model/tri.ts'
import type { Text } from '../../model/text.ts'
import { action } from '../../policy/actions.ts'
import { emptyWorld, permissionOf, roleNamed, statementOf, unknownNamed } from '../fake-world.ts'
import {
  allowsAllOfKms,
  coversKeysOfOneAccount,
  coversManyKeys,
  heldByAdministrators,
  keysAreNarrowed,
  resourcesInWords,
  revealsNothing,
  usersInWords,
} from './reach.ts'

const id = '1234abcd-12ab-34cd-56ef-1234567890ab'

function on(Resource: string | readonly string[]) {
  return permissionOf({ Action: 'kms:Decrypt', Resource }, [roleNamed('App')])
}

describe('which keys a resource covers', () => {
  test.each<readonly [string, Tri, Tri, string]>([
    ['*', 'yes', 'no', 'every key'],
    ['arn:aws:kms:*', 'yes', 'no', 'arn:aws:kms:*'],
    ['arn:aws:kms:*:*:key/*', 'yes', 'no', 'arn:aws:kms:*:*:key/*'],
    ['arn:aws:kms:*:111122223333:key/*', 'yes', 'yes', 'arn:aws:kms:*:111122223333:key/*'],
    ['arn:aws:kms:us-west-2:111122223333:*', 'yes', 'yes', 'arn:aws:kms:us-west-2:111122223333:*'],
    ['arn:aws:kms:*:111122223333:key/mrk-*', 'yes', 'yes', 'arn:aws:kms:*:111122223333:key/mrk-*'],
    [
      'arn:aws:kms:*:${aws:PrincipalAccount}:key/*',
      'yes',
      'yes',
      'arn:aws:kms:*:${aws:PrincipalAccount}:key/*',
    ],
    [`arn:aws:kms:*:*:key/${id}`, 'no', 'no', `arn:aws:kms:*:*:key/${id}`],
    ['arn:aws:kms:*:111122223333:key/1234abcd*', 'no', 'no', 'arn:aws:kms:*:111122223333:key/1234abcd*'],
    [
      `arn:aws:kms:us-west-2:111122223333:key/${id}`,
      'no',
      'no',
      `arn:aws:kms:us-west-2:111122223333:key/${id}`,
    ],
    ['arn:aws:kms:us-west-2:111122223333:alias/*', 'no', 'no', ''],
    ['arn:aws:s3:::bucket/*', 'no', 'no', ''],
    ['arn:aws:sqs:us-west-2:111122223333:*', 'no', 'no', ''],
  ])('%s: many %s, of one account %s', (resource, many, oneAccount, words) => {
    const permission = on(resource)
    expect(coversManyKeys.ask(permission, emptyWorld).is).toBe(many)
    expect(coversKeysOfOneAccount.ask(permission, emptyWorld).is).toBe(oneAccount)
    expect(resourcesInWords(permission)).toBe(words)
  })

  test('many resources are named in short, those of other services not at all', () => {
    const keys = ['a', 'b', 'c', 'd'].map(name => `arn:aws:kms:us-west-2:111122223333:key/${name}`)
    expect(resourcesInWords(on(['arn:aws:s3:::bucket', ...keys]))).toBe(`${keys[0]}, ${keys[1]} and 2 more`)
  })
})

const open = unknownNamed('var.open')
const arn = { ...open, shape: 'arn' } as const
const account = { ...open, shape: 'account-id' } as const

test.each<readonly [string, readonly Text[], Tri, Tri, readonly string[]]>([
  ['something', [[open]], 'unknown', 'unknown', ['var.open']],
  ['an ARN', [[arn]], 'no', 'no', []],
  ['something beside a bucket', [['arn:aws:s3:::', open], [open]], 'unknown', 'unknown', ['var.open']],
  ['something beside an ARN', [[{ ...arn, name: 'var.arn' }], [open]], 'unknown', 'unknown', ['var.open']],
  ['keys of an account', [['arn:aws:kms:*:', account, ':key/*']], 'yes', 'yes', []],
  ['keys of what may be any account', [['arn:aws:kms:*:', open, ':key/*']], 'yes', 'no', []],
  ['a key', [['arn:aws:kms:*:111122223333:key/', open]], 'no', 'no', []],
  ['keys that begin alike', [['arn:aws:kms:*:111122223333:key/', open, '*']], 'yes', 'yes', []],
  ['a name without a pattern', [['key']], 'no', 'no', []],
])('%s that is not told', (_, resources, many, oneAccount, names) => {
  const permission = on('*')
  const { at } = permission.statement
  const items = resources.map(text => ({ text, at }))
  const statement = { ...permission.statement, resources: { negated: false, items, at } }
  const found = coversManyKeys.ask({ ...permission, statement }, emptyWorld)
  expect([found.is, found.hangsOn.map(({ name }) => name)]).toEqual([many, names])
  expect(coversKeysOfOneAccount.ask({ ...permission, statement }, emptyWorld).is).toBe(oneAccount)
})

test('what is left out of all keys is many keys, and no resource is none', () => {
  const written = { Action: 'kms:Decrypt' }
  const holders = [roleNamed('App')] as const
  const others = permissionOf({ ...written, NotResource: 'arn:aws:kms:*:111122223333:key/a' }, holders)
  expect(coversManyKeys.ask(others, emptyWorld).is).toBe('yes')
  expect(coversKeysOfOneAccount.ask(others, emptyWorld).is).toBe('no')
  expect(coversManyKeys.ask(permissionOf(written, holders), emptyWorld).is).toBe('no')
})

test('three resources are named in short, and `*` among others is every key', () => {
  const keys = ['a', 'b', 'c'].map(name => `arn:aws:kms:us-west-2:111122223333:key/${name}`)
  expect(resourcesInWords(on(keys))).toBe(`${keys[0]}, ${keys[1]} and ${keys[2]}`)
  expect(resourcesInWords(on([...keys, '*']))).toBe('every key')
})

test('of those who have it, the users are named', () => {
  const user = { ...roleNamed('Alice'), kind: 'user', address: 'aws_iam_user.Alice' } as const
  const permission = (...more: readonly (typeof user)[]) =>
    permissionOf({ Action: 'kms:Decrypt', Resource: '*' }, [roleNamed('App'), ...more])
  expect(usersInWords(permission(user))).toBe('aws_iam_user.Alice')
  expect(usersInWords(permission())).toBe('aws_iam_role.App')
})

test.each<readonly [readonly string[], readonly string[], Tri]>([
  [['App'], [], 'no'],
  [['App'], ['arn:aws:iam::*:role/App'], 'yes'],
  [['App', 'Other'], ['arn:aws:iam::*:role/App'], 'no'],
  [['App', 'Other'], ['*:role/App', '*:role/O*'], 'yes'],
])('%j are administrators by %j: %s', ([first = '', ...more], administrators, is) => {
  const holders = [roleNamed(first), ...more.map(name => roleNamed(name))] as const
  const permission = permissionOf({ Action: 'kms:*', Resource: '*' }, holders)
  const world = { ...emptyWorld, trust: { ...emptyWorld.trust, administrators } }
  expect(heldByAdministrators.ask(permission, world).is).toBe(is)
})

test.each<readonly [string, Text, Tri]>([
  ['every action of KMS', ['kms:*'], 'yes'],
  ['every action of all services', ['*'], 'yes'],
  ['one action', ['kms:PutKeyPolicy'], 'no'],
  ['what may be every action', [open], 'unknown'],
  ['what begins like other actions', ['kms:Put', open], 'no'],
])('%s, as all of KMS', (_says, written, is) => {
  const permission = permissionOf({ Action: 'kms:*', Resource: '*' }, [roleNamed('App')])
  const { at } = permission.statement
  const statement = {
    ...permission.statement,
    actions: { negated: false, items: [{ text: written, at }], at },
  }
  const found = allowsAllOfKms.ask({ ...permission, statement, actions: putKeyPolicy }, emptyWorld)
  expect([found.is, found.hangsOn]).toEqual([is, is === 'unknown' ? [open] : []])
})

const putKeyPolicy = action('kms:PutKeyPolicy')

test.each<readonly [string, object, Tri]>([
  ['an alias of the key', { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/app' } }, 'yes'],
  ['the alias that is named', { StringEquals: { 'kms:RequestAlias': 'alias/app' } }, 'yes'],
  ['a tag of the key', { StringEquals: { 'aws:ResourceTag/team': 'a' } }, 'yes'],
  ['any alias but one', { StringNotEquals: { 'kms:RequestAlias': 'alias/app' } }, 'no'],
  ['a tag of the caller', { StringEquals: { 'aws:PrincipalTag/team': 'a' } }, 'no'],
  ['nothing', {}, 'no'],
])('a condition that asks for %s narrows the keys: %s', (_says, Condition, is) => {
  const statement = statementOf({ Action: 'kms:Decrypt', Resource: '*', Condition })
  expect(keysAreNarrowed.ask(statement, emptyWorld).is).toBe(is)
})

test.each<readonly [string, Tri]>([
  ['kms:DescribeKey', 'yes'],
  ['kms:Encrypt', 'yes'],
  ['kms:Decrypt', 'no'],
  ['kms:PutKeyPolicy', 'no'],
])('%s reveals nothing: %s', (name, is) => {
  const permission = { ...on('*'), actions: action(name) }
  expect(revealsNothing.ask(permission, emptyWorld).is).toBe(is)
})
