import { describe, expect, test } from 'vitest'
import type { Answer } from '../../model/answer.ts'
import type { Listed, Pattern } from '../../model/statement.ts'
import type { Text } from '../../model/text.ts'
import type { Tri } from '../../model/tri.ts'
import { emptyWorld, permissionOf, roleNamed, statementOf, unknownNamed } from '../fake-world.ts'
import { coversEveryService, coversKeysOfAnyAccount, keyOwnerIsNarrowed } from './foreign-keys.ts'

const holders = [roleNamed('App')] as const
const at = { file: '', address: '', pointer: '' }
const open = unknownNamed('var.open')
const arn = { ...open, shape: 'arn' } as const
const account = { ...open, shape: 'account-id' } as const
const byCall = { ...open, reason: 'policy-variable' } as const

/** A permission on these resources, as they are read. */
function withResources(resources: Listed<Pattern>) {
  const permission = permissionOf({ Action: 'kms:*', Resource: '*' }, holders)
  return { ...permission, statement: { ...permission.statement, resources } }
}

function inWords({ is, hangsOn }: Answer): string {
  return hangsOn.length === 0 ? is : `${is}: ${hangsOn.map(({ name }) => name).join(', ')}`
}

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

  test.each<readonly [string, Text, string]>([
    ['something', [open], 'unknown: var.open'],
    ['the ARN of something', [arn], 'no'],
    ['whatever begins with such an ARN', [arn, '*'], 'no'],
    ['whatever begins with something', [open, '*'], 'unknown: var.open'],
    ['something of KMS', ['arn:aws:kms:', open], 'unknown: var.open'],
    ['something of another service', ['arn:aws:s3:', open], 'no'],
    ['an alias', ['alias/', open], 'no'],
    ['a service', ['arn:aws:', open, ':*:*:key/*'], 'unknown: var.open'],
    ['an account', ['arn:aws:kms:*:', account, ':key/*'], 'no'],
    ['what may be a pattern of accounts', ['arn:aws:kms:*:', open, ':key/*'], 'unknown: var.open'],
    ['the end of an account', ['arn:aws:kms:*:1111', open, ':key/*'], 'unknown: var.open'],
    ['what may be a pattern of keys', ['arn:aws:kms:*:*:key/', open], 'unknown: var.open'],
    ['a key that the caller tells', ['arn:aws:kms:*:*:key/', byCall], 'no'],
  ])('%s that is not told', (_, text, is) => {
    const items = [
      { text: ['arn:aws:s3:::b'], at },
      { text, at },
    ]
    const permission = withResources({ negated: false, items, at })
    expect(inWords(coversKeysOfAnyAccount.ask(permission, emptyWorld))).toBe(is)
  })

  test('what a resource that is told hangs on does not matter', () => {
    const items = [
      { text: [arn], at },
      { text: ['arn:aws:kms:*:', open, ':key/*'], at },
    ]
    const answer = coversKeysOfAnyAccount.ask(withResources({ negated: false, items, at }), emptyWorld)
    expect(inWords(answer)).toBe('unknown: var.open')
  })

  test('all but some, and none', () => {
    const permission = permissionOf({ Action: 'kms:*', NotResource: '*' }, holders)
    expect(coversKeysOfAnyAccount.ask(permission, emptyWorld).is).toBe('yes')
    expect(coversKeysOfAnyAccount.ask(permissionOf({ Action: 'kms:*' }, holders), emptyWorld).is).toBe('no')
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
    [{ StringLike: { 'aws:ResourceOrgID': 'o-a1b2c3d4e5' } }, 'yes'],
    [{ StringLike: { 'aws:ResourceAccount': '${aws:PrincipalAccount}' } }, 'yes'],
    [{ StringLike: { 'aws:ResourceAccount': ['444455556666', '4444*'] } }, 'no'],
    [{}, 'no'],
  ])('%j: %s', (Condition, is) => {
    const permission = permissionOf({ Action: 'kms:*', Resource: '*', Condition }, holders)
    expect(keyOwnerIsNarrowed.ask(permission, emptyWorld).is).toBe(is)
  })

  test.each<readonly [string, string, readonly Text[], string]>([
    ['one account', 'StringEquals', [[open]], 'yes'],
    ['what may be a pattern', 'StringLike', [[open]], 'unknown: var.open'],
    ['the end of an organization', 'StringLike', [['o-', open]], 'unknown: var.open'],
    ['something beside what the call fills', 'StringLike', [[byCall], [open]], 'unknown: var.open'],
    ['a path below an organization', 'StringLike', [['o-a1b2c3d4e5/', open]], 'yes'],
  ])('%s that is not told', (_, operator, values, is) => {
    const condition = { operator, ifExists: false, key: 'aws:ResourceAccount', values, at }
    const permission = {
      ...permissionOf({ Action: 'kms:*', Resource: '*' }, holders),
      conditions: [condition],
    }
    expect(inWords(keyOwnerIsNarrowed.ask(permission, emptyWorld))).toBe(is)
  })

  test('is shown where it names the owner', () => {
    const Condition = { StringLike: { 'aws:ResourceOrgID': 'o-*', 'aws:ResourceAccount': '444455556666' } }
    const permission = permissionOf({ Action: 'kms:*', Resource: '*', Condition }, holders)
    const places = keyOwnerIsNarrowed.ask(permission, emptyWorld).at.map(({ pointer }) => pointer)
    expect(places).toEqual(['/Statement/Condition/StringLike/aws:ResourceAccount'])
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
