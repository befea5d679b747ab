import { describe, expect, test } from 'vitest'
import { iam, other, own } from '../random-conditions.ts'
import { delegation } from '../random-world-policies.ts'
import {
  admits,
  allow,
  deny,
  indirectly,
  inventoryIn,
  keyArn,
  pathsOf,
  searched,
  trusts,
  type SmallWorld,
} from './small-world.ts'

const app = iam(own, 'role/App')

describe('change-iam-policy', () => {
  const guarded = [admits(iam(own, 'role/X'))]
  const put = allow('iam:PutRolePolicy', app)
  const ofBoundary = 'iam:PermissionsBoundary'
  const someBoundary = iam(own, 'policy/b')
  const bounded = { ...put, Condition: { StringEquals: { [ofBoundary]: someBoundary } } }
  test.each<[string, SmallWorld, readonly string[]]>([
    ['its own policy', { who: { 'role/App': { may: [put] } } }, ['role/App: change-iam-policy']],
    ['a key that does not delegate', { policy: guarded, who: { 'role/App': { may: [put] } } }, []],
    ['a Deny', { who: { 'role/App': { may: [put, deny('iam:*')] } } }, []],
    ['a Deny for the key', { who: { 'role/App': { may: [put, deny('kms:*')] } } }, []],
    ['a boundary without the key', { who: { 'role/App': { may: [put], boundary: [allow('iam:*')] } } }, []],
    [
      'a boundary that those have to have, of whom none has one',
      { who: { 'role/App': { may: [bounded] } } },
      [],
    ],
    [
      'the same by a Deny for all without it',
      {
        who: {
          'role/App': {
            may: [
              put,
              { ...deny('iam:Put*'), Condition: { StringNotEquals: { [ofBoundary]: someBoundary } } },
            ],
          },
        },
      },
      [],
    ],
    [
      'a boundary that it may have',
      { who: { 'role/App': { may: [bounded], boundary: [allow('*')] } } },
      [`role/App: change-iam-policy when ${ofBoundary} is ${someBoundary}`],
    ],
    [
      'another account that the key delegates to',
      {
        policy: [delegation(own, other)],
        who: { [iam(other, 'user/Eve')]: { may: [allow('iam:AttachUserPolicy')] } },
      },
      [`${iam(other, 'user/Eve')}: change-iam-policy`],
    ],
    [
      'another account that it does not',
      { who: { [iam(other, 'user/Eve')]: { may: [allow('iam:AttachUserPolicy')] } } },
      [],
    ],
    [
      'a role that it can assume',
      { who: { 'role/App': { trust: [trusts({ AWS: iam(own, 'role/Ci') })] }, 'role/Ci': { may: [put] } } },
      ['role/Ci: change-iam-policy'],
    ],
    [
      'a role that it cannot',
      { who: { 'role/App': {}, 'role/Ci': { may: [put] } } },
      ['role/Ci: perhaps change-iam-policy'],
    ],
    [
      'joining a group and changing it',
      { who: { 'user/Eve': { may: [allow(['iam:AddUserToGroup', 'iam:PutGroupPolicy'])] } } },
      ['user/Eve: change-iam-policy'],
    ],
    [
      'joining a group',
      { who: { 'user/Eve': { may: [allow('iam:AddUserToGroup')] } } },
      ['user/Eve: perhaps change-iam-policy'],
    ],
    [
      'all of another service',
      { who: { 'user/Eve': { may: [allow('*', `arn:aws:s3:::${own}-*`), allow('*', keyArn + '0')] } } },
      [],
    ],
    [
      'a role that changes groups',
      { who: { 'role/App': { may: [allow(['iam:AddUserToGroup', 'iam:PutGroupPolicy'])] } } },
      [],
    ],
    ['who has it already', { who: { 'role/App': { may: [allow('*')] } } }, []],
  ])('%s', (_, world, rows) => {
    expect(indirectly(world)).toEqual(rows)
  })

  test('what may be its own policy stands beside that of another, to whom the key leaves nothing', () => {
    const hole = {
      kind: 'unknown',
      reason: 'known-after-apply',
      name: 'var.attached',
      shape: 'anything',
      at: { file: '', address: '', pointer: '' },
    } as const
    const who = { 'role/App': { may: [allow('iam:*')] }, 'user/Bob': { may: [deny('kms:*')] } }
    const inventory = inventoryIn({ who })
    const identities = inventory.identities.map(one => ({
      ...one,
      policies: one.policies.map(policy => (one.kind === 'user' ? policy : { ...policy, hangsOn: [hole] })),
    }))
    const { indirect } = searched({ ...inventory, identities })
    const says = inventory.keys.flatMap(key => indirect(key).map(({ path }) => path[0].says))
    expect(says).toContain(`${app} can give itself any IAM policy (policy 0, statement 1)`)
  })

  test('the path says that it also has to become the one whom it changes', () => {
    const trust = [trusts({ AWS: iam(own, 'role/Ci') })]
    expect(pathsOf({ who: { 'role/App': { trust }, 'role/Ci': { may: [put] } } })).toEqual([
      [
        `${iam(own, 'role/Ci')} can give ${app} any IAM policy (policy 0, statement 1)`,
        `${iam(own, 'role/Ci')} can assume ${app} (trust policy of ${app}, statement 1)`,
        'key policy, statement 1, leaves it to account 111122223333',
      ],
    ])
  })
})

describe('lift-boundary', () => {
  const boundary = [allow(['iam:*', 's3:*'])]
  const lift = allow('iam:DeleteRolePermissionsBoundary', app)
  test.each<[string, SmallWorld, readonly string[]]>([
    [
      'a boundary that takes the key away',
      { who: { 'role/App': { may: [allow('kms:*'), lift], boundary } } },
      ['role/App: lift-boundary'],
    ],
    [
      'for a key by its name',
      { who: { 'role/App': { may: [allow('kms:*', keyArn), lift], boundary } } },
      ['role/App: lift-boundary'],
    ],
    [
      'a boundary that lets it',
      { who: { 'role/App': { may: [allow('kms:*'), lift], boundary: [allow('*')] } } },
      [],
    ],
    [
      'a boundary that does not let it lift',
      { who: { 'role/App': { may: [allow('kms:*'), lift], boundary: [allow('s3:*')] } } },
      [],
    ],
    ['nothing without it either', { who: { 'role/App': { may: [lift], boundary } } }, []],
  ])('%s', (_, world, rows) => {
    expect(indirectly(world)).toEqual(rows)
  })

  const policyArn = iam(own, 'policy/Limit')
  const bounded = (may: NonNullable<SmallWorld['who'][string]['may']>, name: string) => {
    const inventory = inventoryIn({ who: { 'role/App': { may: [allow('kms:*'), ...may], boundary } } })
    const identities = inventory.identities.map(one =>
      one.boundary === undefined ? one : { ...one, boundary: { ...one.boundary, name } },
    )
    const { indirect } = searched({ ...inventory, identities })
    return inventory.keys.flatMap(key =>
      indirect(key).map(({ via, certainty, path }) => `${certainty} ${via}: ${path[0].says}`),
    )
  }
  test.each<[string, string, string, readonly string[]]>([
    [
      'a version that it writes',
      'iam:CreatePolicyVersion',
      policyArn,
      [
        `certain lift-boundary: ${app} can change ${policyArn}, its permissions boundary (policy 0, statement 2)`,
      ],
    ],
    [
      'a version that stands already',
      'iam:SetDefaultPolicyVersion',
      policyArn,
      [
        `possible lift-boundary: ${app} can change ${policyArn}, its permissions boundary (policy 0, statement 2)`,
      ],
    ],
    ['another policy', 'iam:CreatePolicyVersion', iam(own, 'policy/Other'), []],
    ['a policy of AWS', 'iam:CreatePolicyVersion', 'arn:aws:iam::aws:policy/ReadOnlyAccess', []],
  ])('a boundary that it can rewrite: %s', (_, name, arn, rows) => {
    expect(bounded([allow(name, policyArn)], arn)).toEqual(rows)
  })
})
