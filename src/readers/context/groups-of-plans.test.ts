import { describe, expect, test } from 'vitest'
import type { ReadInput } from '../../model/inventory.ts'
import { allow, group, held, readIam, toUse, use, user } from '../terraform/test-identities.ts'
import { block, changed, readChanges } from '../terraform/test-plan.ts'
import { changesNothing } from '../../model/planned-changes.ts'
import { text } from '../../model/text.ts'
import { holderId } from '../snapshot/slot-ids.ts'
import { withGroups } from './groups-of-plans.ts'
import { alice, hole, iam, policy, role, team } from './test-join.ts'
import { together } from '../../worlds/together.ts'

const membership = changed('aws_iam_group_membership.m', { name: 'm', group: 'g', users: ['u'] })
const members = readIam([group, user, membership], [block('aws_iam_group_membership.m')])
const doubt = hole('var.x')
const addresses = ['aws_iam_group.g', 'aws_iam_user.u', 'aws_iam_group_membership.m']
const inline = (document: string): ReadInput =>
  readIam(
    [changed('aws_iam_group_policy.p', { name: 'p', group: 'g', policy: document })],
    [block('aws_iam_group_policy.p')],
  )
const heldIn = (...plans: readonly ReadInput[]) => {
  const [first] = plans
  if (first === undefined) throw new Error('no plan')
  return held({ ...first, inventory: together(plans, []) })
}

describe('a user whose group another plan gives a policy', () => {
  const giving = inline(allow('kms:Decrypt'))

  test('has that policy, whichever plan comes first', () => {
    expect(heldIn(giving, members)).toEqual({ 'user/u': ['kms:Decrypt'] })
    expect(heldIn(members, giving)).toEqual({ 'user/u': ['kms:Decrypt'] })
  })

  test('has it once where a third plan declares the user', () => {
    const joining = readIam([group, membership], [block('aws_iam_group_membership.m')])
    expect(heldIn(giving, joining, readIam([user]))).toEqual({ 'user/u': ['kms:Decrypt'] })
  })

  test('has it beside those that its own plan gives the group, each once', () => {
    const own = changed('aws_iam_group_policy.q', { name: 'q', group: 'g', policy: allow('kms:Sign') })
    const blocks = [block('aws_iam_group_membership.m'), block('aws_iam_group_policy.q')]
    expect(heldIn(giving, readIam([group, user, membership, own], blocks))).toEqual({
      'user/u': ['kms:Sign', 'kms:Decrypt'],
    })
  })

  test('has one that is attached', () => {
    const attached = changed(
      'aws_iam_group_policy_attachment.a',
      { group: 'g' },
      {
        after_unknown: { policy_arn: true },
      },
    )
    const attaching = readIam([use, attached], [block('aws_iam_group_policy_attachment.a', toUse)])
    expect(heldIn(attaching, members)).toEqual({ 'user/u': ['kms:Decrypt'] })
  })

  test('is denied what that denies', () => {
    const denying = inline(allow('kms:Decrypt').replace('"Allow"', '"Deny"'))
    const [found] = together([denying, members], []).identities
    expect(
      found?.policies.flatMap(({ document }) => document.statements.map(({ effect }) => effect)),
    ).toEqual(['Deny'])
  })

  test('has it perhaps where something hides whether it is a member', () => {
    const changes = {
      ...changesNothing,
      joins: new Map([[holderId(alice), [{ group: team, hangsOn: [doubt] }]]]),
    }
    const given = { ...changes, ofGroups: new Map([[holderId(team), [policy('p', 'kms:Sign')]]]) }
    const found = withGroups(role({ kind: 'user', arn: text(`${iam}:user/alice`) }), given)
    expect(found.policies.map(({ name, hangsOn }) => [name, hangsOn])).toEqual([['p', [doubt]]])
  })

  test('has it perhaps where no plan tells its account', () => {
    const resources = addresses.map(address => block(address))
    const joining = readChanges([group, user, membership], { resources })
    const p = changed('aws_iam_group_policy.p', { name: 'p', group: 'g', policy: allow('kms:Decrypt') })
    const elsewhere = readChanges([p], { resources: [block('aws_iam_group_policy.p')] })
    const [found] = together([joining, elsewhere], []).identities
    expect(found?.policies).toHaveLength(1)
    expect(found?.policies[0]?.hangsOn).not.toEqual([])
  })
})
