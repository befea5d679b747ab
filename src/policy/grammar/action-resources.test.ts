import { expect, test } from 'vitest'
import { actionResources } from './action-resources.ts'
import { objectionsTo } from './objections-to.ts'

const identity = { kind: 'identity-policy' } as const
const key = 'arn:aws:kms:us-west-2:111122223333:key/1'
const alias = 'arn:aws:kms:us-west-2:111122223333:alias/a'
const bucket = 'arn:aws:s3:::b'
const told = (says: string) => [`resource-of-other-kind: statement 1 lists ${says}`]

test.each([
  [
    'an action on keys with an alias',
    { Action: 'kms:Decrypt', Resource: alias },
    told('`kms:Decrypt` with no resource that it takes: write the ARN of a key'),
  ],
  ['an action on keys with a key', { Action: 'kms:Decrypt', Resource: key }, []],
  [
    'an action on no resource with a key',
    { Action: 'kms:ListKeys', Resource: key },
    told('`kms:ListKeys` with no resource that it takes: write `*`'),
  ],
  [
    'two of which only one takes the resource',
    { Action: ['kms:DescribeKey', 'kms:ListKeys'], Resource: key },
    told('`kms:ListKeys` with no resource that it takes: write `*`'),
  ],
  [
    'three, which are all named',
    { Action: ['kms:Decrypt', 'kms:Encrypt', 'kms:Sign'], Resource: bucket },
    told('`kms:Decrypt`, `kms:Encrypt`, `kms:Sign` with no resource that they take: write the ARN of a key'),
  ],
  [
    'five, of which three are named',
    { Action: ['kms:Decrypt', 'kms:Encrypt', 'kms:Sign', 'kms:Verify', 'kms:TagResource'], Resource: bucket },
    told(
      '`kms:Decrypt`, `kms:Encrypt`, `kms:Sign` and 2 more with no resource that they take: write the ARN of a key',
    ),
  ],
  [
    'a key, of whatever service',
    { Action: 'kms:ListKeys', Resource: 'arn:aws:*:us-west-2:111122223333:key/1' },
    told('`kms:ListKeys` with no resource that it takes: write `*`'),
  ],
  ['everything of whatever service', { Action: 'kms:Decrypt', Resource: 'arn:aws:*:*:*:*' }, []],
  [
    'a key that only the call decides',
    { Action: 'kms:ListKeys', Resource: 'arn:aws:kms:us-west-2:111122223333:${aws:PrincipalTag/Key}' },
    [],
  ],
  ['actions of another service', { Action: 's3:GetObject', Resource: key }, []],
  ['an action that is not told', { Action: 'kms:‹var.action›', Resource: bucket }, []],
  ['actions that are left out', { NotAction: 'kms:Decrypt', Resource: bucket }, []],
  ['resources that are left out', { Action: 'kms:Decrypt', NotResource: bucket }, []],
  ['no actions at all', { Resource: bucket }, []],
  ['no resources at all', { Action: 'kms:Decrypt' }, []],
  ['an empty list of resources', { Action: 'kms:Decrypt', Resource: [] }, []],
  ['all resources', { Action: 'kms:ListKeys', Resource: ['*', key] }, []],
])('%s', (_, statement, objections) => {
  expect(objectionsTo(actionResources, { Effect: 'Allow', ...statement }, identity)).toEqual(objections)
})

test('a key policy is about its key, whatever its resource is', () => {
  const statement = { Effect: 'Allow', Principal: '*', Action: 'kms:Decrypt', Resource: bucket }
  expect(objectionsTo(actionResources, statement)).toEqual([])
})
