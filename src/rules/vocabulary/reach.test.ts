import { describe, expect, test } from 'vitest'
import type { Tri } from '../../model/tri.ts'
import { emptyWorld, permissionOf, roleNamed } from '../fake-world.ts'
import { coversKeysOfOneAccount, coversManyKeys, heldByAdministrators, resourcesInWords } from './reach.ts'

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
