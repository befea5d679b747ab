import { describe, expect, test } from 'vitest'
import type { Tri } from '../../model/tri.ts'
import { emptyWorld, permissionOf, roleNamed, statementOf, unknownNamed } from '../fake-world.ts'
import { coversEveryService, coversKeysOfAnyAccount, keyOwnerIsNarrowed } from './foreign-keys.ts'

const holders = [roleNamed('App')] as const

describe('keys of accounts that a statement does not name', () => {
  test.each<readonly [string, Tri]>([
    ['*', 'yes'],
    ['arn:*', 'yes'],
    ['arn:aws:kms:*', 'yes'],
    ['arn:aws:kms:us-west-2:*', 'yes'],
    ['arn:aws:kms:*:*:key/*', 'yes'],
    ['arn:aws:kms:us-west-2:*:key/mrk-*', 'yes'],
    ['arn:aws:kms:*:????????????:key/*', 'yes'],
    ['arn:aws:kms:*:1*:key/*', 'yes'],
    ['arn:*:*:*:*:*', 'yes'],
    ['arn:aws:kms:*:111122223333:key/*', 'no'],
    ['arn:aws:kms:*:111122223333*:key/*', 'no'],
    ['arn:aws:kms:*:111122223333*', 'no'],
    ['arn:aws:kms:*:${aws:PrincipalAccount}:key/*', 'no'],
    ['arn:aws:kms:*:*:key/1234abcd-12ab-34cd-56ef-1234567890ab', 'no'],
    ['arn:aws:s3:::*', 'no'],
    ['arn:aws:s3:*', 'no'],
    ['alias/app', 'no'],
    ['', 'no'],
  ])('%s: %s', (Resource, is) => {
    const permission = permissionOf({ Action: 'kms:*', Resource }, holders)
    expect(coversKeysOfAnyAccount.ask(permission, emptyWorld).is).toBe(is)
  })

  test.each<readonly [string, 'arn' | 'anything', Tri]>([
    ['something', 'anything', 'unknown'],
    ['the ARN of something', 'arn', 'no'],
  ])('%s that is not told', (name, shape, is) => {
    const statement = statementOf({ Action: 'kms:*', Resource: '*' })
    const at = statement.at
    const items = [{ text: [{ ...unknownNamed(name), shape }], at }]
    const permission = {
      ...permissionOf({ Action: 'kms:*', Resource: '*' }, holders),
      statement: { ...statement, resources: { negated: false, items, at } },
    }
    const answer = coversKeysOfAnyAccount.ask(permission, emptyWorld)
    expect([answer.is, answer.hangsOn.map(hole => hole.name)]).toEqual([is, is === 'unknown' ? [name] : []])
  })
})

describe('a condition that names the owner of the key', () => {
  test.each<readonly [object, Tri]>([
    [{ StringEquals: { 'aws:ResourceAccount': '444455556666' } }, 'yes'],
    [{ StringEquals: { 'AWS:resourceaccount': ['444455556666', '777788889999'] } }, 'yes'],
    [{ StringLike: { 'aws:ResourceAccount': '444455556666' } }, 'yes'],
    [{ StringLike: { 'aws:ResourceAccount': '4444*' } }, 'no'],
    [{ StringLike: { 'aws:ResourceOrgID': 'o-*' } }, 'no'],
    [{ StringEquals: { 'aws:ResourceOrgID': '${aws:PrincipalOrgID}' } }, 'yes'],
    [{ 'ForAnyValue:StringLike': { 'aws:ResourceOrgPaths': 'o-a1b2c3d4e5/*' } }, 'yes'],
    [{ StringNotEquals: { 'aws:ResourceAccount': '444455556666' } }, 'no'],
    [{ StringEqualsIfExists: { 'aws:ResourceOrgID': 'o-a1b2c3d4e5' } }, 'no'],
    [{ 'ForAllValues:StringLike': { 'aws:ResourceOrgPaths': 'o-a1b2c3d4e5/*' } }, 'no'],
    [{ Null: { 'aws:ResourceOrgID': 'false' } }, 'no'],
    [{ 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/app' } }, 'no'],
    [{ StringEquals: { 'aws:ResourceTag/team': 'a' } }, 'no'],
    [{}, 'no'],
  ])('%j: %s', (Condition, is) => {
    const permission = permissionOf({ Action: 'kms:*', Resource: '*', Condition }, holders)
    expect(keyOwnerIsNarrowed.ask(permission, emptyWorld).is).toBe(is)
  })

  test.each<readonly [object, Tri]>([
    [{ StringNotEqualsIfExists: { 'aws:ResourceOrgID': 'o-a1b2c3d4e5' } }, 'yes'],
    [
      {
        StringNotEquals: { 'aws:ResourceOrgID': 'o-a1b2c3d4e5' },
        Bool: { 'aws:PrincipalIsAWSService': 'false' },
      },
      'yes',
    ],
    [
      {
        StringNotEquals: { 'aws:ResourceOrgID': 'o-a1b2c3d4e5', 'aws:PrincipalTag/exempt': 'true' },
      },
      'no',
    ],
    [{ StringEquals: { 'aws:ResourceOrgID': 'o-a1b2c3d4e5' } }, 'no'],
    [{ 'ForAnyValue:StringNotLike': { 'aws:ResourceOrgPaths': 'o-a1b2c3d4e5/*' } }, 'no'],
  ])('a Deny with %j: %s', (Condition, is) => {
    const { conditions } = statementOf({ Action: 'kms:*', Resource: '*', Condition })
    const permission = { ...permissionOf({ Action: 'kms:*', Resource: '*' }, holders), unless: [conditions] }
    expect(keyOwnerIsNarrowed.ask(permission, emptyWorld).is).toBe(is)
  })
})

test.each<readonly [object, Tri]>([
  [{ Action: '*' }, 'yes'],
  [{ Action: '*:*' }, 'yes'],
  [{ Action: ['s3:*', '*'] }, 'yes'],
  [{ Action: 'kms:*' }, 'no'],
  [{ NotAction: '*' }, 'no'],
  [{ NotAction: 'iam:*' }, 'no'],
])('every action of every service: %j', (actions, is) => {
  const permission = permissionOf({ ...actions, Resource: '*' }, holders)
  expect(coversEveryService.ask(permission, emptyWorld).is).toBe(is)
})

test('all but a few services, where AWS wrote it', () => {
  const permission = permissionOf({ NotAction: 'iam:*', Resource: '*' }, holders)
  const ofAws = { ...permission, policy: { ...permission.policy, ofAws: true as const } }
  expect(coversEveryService.ask(ofAws, emptyWorld).is).toBe('yes')
})
