import { expect, test } from 'vitest'
import type { Statement } from '../access/random-policies.ts'
import { accessChange } from './change.ts'
import { app, delegation, denies, iam, own, partner, worldOf } from './test-world.ts'

const root = iam(own, 'root')
const stranger = iam(own, 'role/stranger')
const denied = denies({ AWS: root }, 'kms:Decrypt', 'kms:Encrypt')
const http = { Bool: { 'aws:SecureTransport': 'false' } }
const office = { NotIpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '192.0.2.0/24'] } }

function limitsBetween(before: readonly Statement[], after: readonly Statement[]): readonly string[] {
  const worlds = [before, after].map(all => worldOf([[delegation, ...all]], { [app]: [] }))
  const [was, is] = worlds
  if (was === undefined || is === undefined) return []
  return accessChange(was, is, ({ address }) => address).limits.map(({ name }) => name)
}

test.each<[string, readonly Statement[], readonly Statement[]]>([
  ['actions in another order', [denied], [denies({ AWS: root }, 'kms:Encrypt', 'kms:Decrypt')]],
  ['actions in other letters', [denied], [denies({ AWS: root }, 'KMS:ENCRYPT', 'kms:decrypt')]],
  [
    'a statement for each action',
    [denied],
    ['kms:Decrypt', 'kms:Encrypt'].map(one => denies({ AWS: root }, one)),
  ],
  [
    'a statement for each principal',
    [denies({ AWS: [root, stranger] }, 'kms:Decrypt')],
    [stranger, root].map(AWS => denies({ AWS }, 'kms:Decrypt')),
  ],
  [
    'a statement for each resource',
    [{ ...denied, Resource: ['*', `arn:aws:kms:*:${own}:key/*`] }],
    [denied, { ...denied, Resource: `arn:aws:kms:*:${own}:key/*` }],
  ],
  ['said twice', [denied], [denied, denied]],
  [
    'conditions in another order',
    [{ ...denied, Condition: { ...http, ...office } }],
    [
      {
        ...denied,
        Condition: { NotIpAddress: { 'AWS:sourceip': ['192.0.2.0/24', '10.0.0.0/8'] }, ...http },
      },
    ],
  ],
  ['actions of another service', [], [denies({ AWS: root }, 's3:GetObject')]],
  ['a role that the input shows', [], [denies({ AWS: app }, 'kms:Decrypt')]],
])('no other limit: %s', (_, before, after) => {
  expect(limitsBetween(before, after)).toEqual([])
  expect(limitsBetween(after, before)).toEqual([])
})

test.each<[string, readonly Statement[], readonly Statement[]]>([
  ['a role that the input does not show', [], [denies({ AWS: stranger }, 'kms:Decrypt')]],
  ['a session', [], [denies({ AWS: `arn:aws:sts::${own}:assumed-role/app/one` }, 'kms:Decrypt')]],
  ['one more account', [denied], [denied, denies({ AWS: iam(partner, 'root') }, 'kms:Decrypt')]],
  ['one action more', [denied], [denied, denies({ AWS: root }, 'kms:Sign')]],
  ['a condition less', [{ ...denied, Condition: http }], [denied]],
  [
    'one exception more',
    [{ Effect: 'Deny', NotPrincipal: { AWS: app }, Action: 'kms:*', Resource: '*' }],
    [{ Effect: 'Deny', NotPrincipal: { AWS: [app, stranger] }, Action: 'kms:*', Resource: '*' }],
  ],
])('another limit: %s', (_, before, after) => {
  expect(limitsBetween(before, after)).not.toEqual([])
  expect(limitsBetween(after, before)).not.toEqual([])
})
