import { describe, expect, test } from 'vitest'
import { block, changed } from './test-plan.ts'
import { allow, group, held, readIam, user } from './test-identities.ts'
describe('groups', () => {
  const inline = changed('aws_iam_group_policy.p', { group: 'g', name: 'p', policy: allow('kms:*') })

  test('give their policies to their members', () => {
    const membership = changed('aws_iam_user_group_membership.m', { user: 'u', groups: ['g', 'old'] })
    const { policies = [], complete } =
      readIam([user, group, inline, membership]).inventory.identities[0] ?? {}
    expect(policies.map(({ name }) => name)).toEqual([
      'inline policy "p" of group/g',
      'the policies of group/old',
    ])
    expect(complete).toBe(false)
  })

  test('without members are not forgotten', () => {
    const { identities, unattached } = readIam([group, inline]).inventory
    expect(identities).toEqual([])
    expect(unattached).toMatchObject([
      { name: 'inline policy "p" of group/g', ofGroup: true, address: 'aws_iam_group.g' },
    ])
  })

  test('that are not told make a member who may have anything', () => {
    const membership = changed(
      'aws_iam_user_group_membership.m',
      { user: 'u' },
      { after_unknown: { groups: true } },
    )
    const input = readIam(
      [user, membership],
      [block('aws_iam_user_group_membership.m', { groups: { references: ['local.groups'] } })],
    )
    expect(held(input)).toEqual({ 'user/u': ['-'] })
  })
})
