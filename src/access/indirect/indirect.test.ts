import { expect, test } from 'vitest'
import type { Unknown } from '../../model/unknown.ts'
import { iam, other, own } from '../random-conditions.ts'
import { delegation } from '../random-world-policies.ts'
import { readPolicyText, unread } from '../../policy/read-policy.ts'
import { admits, allow, indirectly, inventoryIn, keyArn, searched, trusts } from './small-world.ts'

const app = iam(own, 'role/App')
const ci = { AWS: iam(own, 'role/Ci') }

test('keys that are alike are worked out once, each with its own places', () => {
  const who = { 'role/App': { may: [allow('kms:Decrypt')], trust: [trusts(ci)] }, 'role/Ci': {} }
  const inventory = inventoryIn({ who })
  const [first] = inventory.keys
  if (first === undefined) throw new Error('a small world has a key')
  const place = { file: 'world', address: 'aws_kms_key.k1', pointer: '/policy' }
  const document = readPolicyText(
    JSON.stringify({ Version: '2012-10-17', Statement: [delegation(own)] }),
    place,
  )
  const policies = [{ ...first.policies[0], document }] as const
  const two = [first, { ...first, address: place.address, arn: `${keyArn}1`, policies }]
  const { indirect } = searched({ ...inventory, keys: two })
  const places = two.map(key =>
    indirect(key).map(access => [access.key.address, ...access.path.map(({ at }) => at.address)]),
  )
  expect(places).toEqual([
    [['aws_kms_key.k0', app, 'aws_kms_key.k0', app]],
    [['aws_kms_key.k1', app, 'aws_kms_key.k1', app]],
  ])
})

test('a role that a key names is reached as it is, not by what it could change', () => {
  const who = { 'role/App': { may: [allow('iam:*')], trust: [trusts(ci)] }, 'role/Ci': {} }
  const rows = indirectly({ policy: [delegation(own), admits(app, 'kms:Decrypt')], who })
  expect(rows).toEqual(['role/Ci: assume-role'])
})

test('the actions of several ways are told apart', () => {
  const policy = [admits(app, ['kms:Decrypt', 'kms:PutKeyPolicy'])]
  const world = { policy, who: { 'role/App': { trust: [trusts(ci)] }, 'role/Ci': {} } }
  expect(indirectly(world, 'kms:Decrypt')).toEqual(['role/Ci: assume-role'])
  expect(indirectly(world, 'kms:Encrypt')).toEqual(['role/App: put-key-policy', 'role/Ci: assume-role'])
})

test('several kinds of links in one chain', () => {
  const who = {
    'role/App': { trust: [trusts({ Service: 'ec2.amazonaws.com' })] },
    'user/Deploy': { may: [allow('iam:PassRole', app), allow('ec2:RunInstances')] },
    'role/Helpdesk': { may: [allow('iam:CreateAccessKey')], trust: [trusts({ AWS: iam(other, 'root') })] },
  }
  expect(indirectly({ policy: [admits(app, 'kms:Decrypt')], who })).toEqual([
    'ec2.amazonaws.com: assume-role',
    'user/Deploy: pass-role',
    'role/Helpdesk: take-over-user',
    `${iam(other, 'root')}: assume-role`,
  ])
})

test('a policy that cannot be read is no way by itself, and makes others doubtful', () => {
  const policy = [admits(app, 'kms:Decrypt')]
  const at = { file: 'world', address: 'aws_iam_role_policy.x', pointer: '/policy' }
  const hole: Unknown = { kind: 'unknown', reason: 'known-after-apply', name: 'x', shape: 'anything', at }
  const hidden = { name: 'x', document: unread(at, hole), sensitive: false, hangsOn: [] }
  const rows = (may: Parameters<typeof allow>[0]) => {
    const inventory = inventoryIn({ policy, who: { 'role/App': {}, 'role/Ci': { may: [allow(may, app)] } } })
    const identities = inventory.identities.map(identity => ({
      ...identity,
      policies: [...identity.policies, hidden],
    }))
    const { indirect } = searched({ ...inventory, identities })
    return inventory.keys.flatMap(indirect).map(({ via, certainty }) => `${certainty} ${via}`)
  }
  expect(rows('s3:*')).toEqual([])
  expect(rows('iam:UpdateAssumeRolePolicy')).toEqual(['possible change-trust-policy'])
})

test('a way without conditions is told, however many there are with some', () => {
  const decrypt = admits(app, 'kms:Decrypt')
  const sought = Array.from({ length: 12 }, (_, number) => ({
    ...decrypt,
    Condition: { StringEquals: { 'kms:EncryptionContext:tenant': `${number}` } },
  }))
  const policy = [...sought, admits(app, 'kms:PutKeyPolicy')]
  const who = { 'role/App': { trust: [trusts(ci)] }, 'role/Ci': {} }
  const rows = indirectly({ policy, who })
  expect(rows).toContain('role/App: put-key-policy')
  expect(rows).toContain('role/Ci: assume-role')
})

test('a certain way is told, however many there are in doubt', () => {
  const policy = [
    ...Array.from({ length: 12 }, () => admits(app, '*:*')),
    admits(app, ['kms:PutKeyPolicy', 'kms:DescribeKey']),
  ]
  expect(indirectly({ policy, who: { 'role/App': {} } })).toEqual(['role/App: put-key-policy'])
})
