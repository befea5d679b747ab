import { describe, expect, test } from 'vitest'
import { holderId } from '../../snapshot/slot-ids.ts'
import { allow } from '../test-identities.ts'
import { bob, changesOf, settled, team, type Change } from './test-changes.ts'

const member = { kind: 'membership', holder: bob, group: team } as const

describe('what a plan does to groups', () => {
  const joined = { user: 'bob', groups: ['Team'] }
  const members = { name: 'm', group: 'Team', users: ['alice'] }
  test.each<readonly [string, Change, string]>([
    [
      'a membership that is destroyed',
      { address: 'aws_iam_user_group_membership.m', actions: ['delete'], before: joined },
      'yes',
    ],
    [
      'one that stays',
      { address: 'aws_iam_user_group_membership.m', actions: ['no-op'], before: joined, after: joined },
      'no',
    ],
    [
      'one that is taken out of a list',
      {
        address: 'aws_iam_group_membership.m',
        actions: ['update'],
        before: { ...members, users: ['bob'] },
        after: members,
      },
      'yes',
    ],
    [
      'one that is missing from the list of all members',
      { address: 'aws_iam_group_membership.m', actions: ['no-op'], before: members, after: members },
      'yes',
    ],
    [
      'one that a new list leaves alone',
      { address: 'aws_iam_group_membership.m', actions: ['create'], after: members },
      'no',
    ],
    [
      'one that is perhaps in a list',
      {
        address: 'aws_iam_group_membership.m',
        actions: ['update'],
        before: members,
        after: { group: 'Team' },
        unknown: { users: true },
        expressions: { users: { references: ['var.users'] } },
      },
      'perhaps',
    ],
    [
      'one that is forgotten',
      { address: 'aws_iam_group_membership.m', actions: ['forget'], before: members },
      'no',
    ],
  ])('%s', (_, change, expected) => {
    expect(settled(changesOf([change]), [member])).toEqual([expected])
  })

  test('tells who joins, and what a group is given', () => {
    const changes = changesOf([
      { address: 'aws_iam_user_group_membership.m', actions: ['create'], after: joined },
      {
        address: 'aws_iam_group_policy.p',
        actions: ['create'],
        after: { group: 'Team', name: 'p', policy: allow('kms:Decrypt') },
      },
    ])
    expect(changes.joins.get(holderId(bob))).toEqual([{ group: team, hangsOn: [] }])
    expect(changes.ofGroups.get(holderId(team))?.map(({ name }) => name)).toEqual([
      'inline policy "p" of group/Team',
    ])
  })
})
