import { describe, expect, test } from 'vitest'
import type { PolicySlot } from '../../../model/planned-changes.ts'
import { allow } from '../test-identities.ts'
import { app, bob, changesOf, iam, settled, team, type Change } from './test-changes.ts'

const inline = (name: string, holder = app): PolicySlot => ({ kind: 'inline', holder, name })
const attached = (name: string, holder = app): PolicySlot => ({
  kind: 'attached',
  holder,
  arn: `${iam}:policy/${name}`,
})
const own = { role: 'App', name: 'a', policy: allow('kms:Decrypt') }
const attachment = { role: 'App', policy_arn: `${iam}:policy/A` }
const role = { name: 'App', path: '/', arn: `${iam}:role/App`, unique_id: 'AROA1' }
const blocks = (...names: readonly string[]): object => ({
  ...role,
  inline_policy: names.map(name => ({ name, policy: allow('kms:Decrypt') })),
})
const arns = (...names: readonly string[]): object => ({
  ...role,
  managed_policy_arns: names.map(name => `${iam}:policy/${name}`),
})
const everywhere = { policy_arn: `${iam}:policy/A`, roles: ['App'], users: [], groups: [] }

describe('what a plan settles of policies', () => {
  test.each<readonly [string, readonly Change[], readonly PolicySlot[], readonly string[]]>([
    [
      'an inline policy that it rewrites, and no other',
      [{ address: 'aws_iam_role_policy.a', actions: ['update'], before: own, after: own }],
      [inline('a'), inline('A'), inline('a', { ...app, name: 'APP' }), inline('a', bob), inline('b')],
      ['yes', 'no', 'yes', 'no', 'no'],
    ],
    [
      'an inline policy that it destroys, or gives another name',
      [
        { address: 'aws_iam_role_policy.a', actions: ['delete'], before: own },
        {
          address: 'aws_iam_role_policy.b',
          actions: ['delete', 'create'],
          before: { ...own, name: 'b' },
          after: { ...own, name: 'c' },
        },
      ],
      [inline('a'), inline('b'), inline('c'), inline('d')],
      ['yes', 'yes', 'yes', 'no'],
    ],
    [
      'an inline policy that perhaps takes the place of one',
      [
        {
          address: 'aws_iam_role_policy.a',
          actions: ['create'],
          after: { name: 'a', policy: allow('kms:Decrypt') },
          unknown: { role: true },
          expressions: { role: { references: ['var.role'] } },
        },
      ],
      [inline('a'), inline('b'), inline('a', bob), attached('A')],
      ['perhaps', 'no', 'no', 'no'],
    ],
    [
      'attachments that it makes and takes away',
      [
        { address: 'aws_iam_role_policy_attachment.a', actions: ['delete'], before: attachment },
        {
          address: 'aws_iam_user_policy_attachment.b',
          actions: ['create'],
          after: { user: 'bob', policy_arn: `${iam}:policy/B` },
        },
      ],
      [attached('A'), attached('B', bob), attached('B'), attached('A', bob)],
      ['yes', 'yes', 'no', 'no'],
    ],
    [
      'all attachments of a policy, where it has them all; a new one only adds',
      [
        {
          address: 'aws_iam_policy_attachment.a',
          actions: ['update'],
          before: everywhere,
          after: everywhere,
        },
        {
          address: 'aws_iam_policy_attachment.b',
          actions: ['create'],
          after: { ...everywhere, policy_arn: `${iam}:policy/B` },
        },
      ],
      [
        attached('A'),
        attached('A', bob),
        attached('A', { ...bob, account: '444455556666' }),
        attached('B', bob),
      ],
      ['yes', 'yes', 'no', 'no'],
    ],
    [
      'all attachments of a policy perhaps, where it is not told whom it lists',
      [
        {
          address: 'aws_iam_policy_attachment.a',
          actions: ['update'],
          before: everywhere,
          after: { ...everywhere, roles: undefined },
          unknown: { roles: true },
          expressions: { roles: { references: ['var.roles'] } },
        },
      ],
      [attached('A'), attached('A', bob), attached('B', bob)],
      ['yes', 'perhaps', 'no'],
    ],
    [
      'what an exclusive list leaves out, and not what it only names',
      [
        {
          address: 'aws_iam_role_policies_exclusive.a',
          actions: ['create'],
          after: { role_name: 'App', policy_names: ['kept'] },
        },
        {
          address: 'aws_iam_user_policy_attachments_exclusive.b',
          actions: ['update'],
          after: { user_name: 'bob', policy_arns: [`${iam}:policy/B`] },
        },
      ],
      [inline('kept'), inline('other'), attached('A'), attached('B', bob), attached('A', bob)],
      ['no', 'yes', 'no', 'yes', 'yes'],
    ],
    [
      'what a list perhaps leaves out that is not known',
      [
        {
          address: 'aws_iam_role_policies_exclusive.a',
          actions: ['create'],
          after: { role_name: 'App' },
          unknown: { policy_names: true },
          expressions: { policy_names: { references: ['var.names'] } },
        },
        {
          address: 'aws_iam_user_policies_exclusive.b',
          actions: ['create'],
          after: { policy_names: [] },
          unknown: { user_name: true },
          expressions: { user_name: { references: ['var.user'] } },
        },
      ],
      [inline('a'), inline('a', bob), inline('a', team)],
      ['perhaps', 'perhaps', 'no'],
    ],
    [
      'the arguments of a role, and its boundary',
      [
        {
          address: 'aws_iam_role.app',
          actions: ['update'],
          before: { ...blocks('a', 'b'), ...arns('A', 'B') },
          after: { ...blocks('a'), ...arns('A') },
        },
      ],
      [
        inline('a'),
        inline('b'),
        inline('c'),
        attached('A'),
        attached('B'),
        attached('C'),
        { kind: 'boundary', holder: app },
        { kind: 'trust', holder: app },
        { kind: 'boundary', holder: bob },
      ],
      ['yes', 'yes', 'no', 'yes', 'yes', 'no', 'yes', 'yes', 'no'],
    ],
    [
      'all that a role does not list, where it lists them',
      [
        {
          address: 'aws_iam_role.app',
          actions: ['no-op'],
          before: { ...blocks('a'), ...arns() },
          after: { ...blocks('a'), ...arns() },
          expressions: {
            inline_policy: [{ name: { constant_value: 'a' } }],
            managed_policy_arns: { constant_value: [] },
          },
        },
      ],
      [inline('z'), attached('Z'), inline('z', bob)],
      ['yes', 'yes', 'no'],
    ],
    [
      'all of them perhaps, where the list is not known',
      [
        {
          address: 'aws_iam_role.app',
          actions: ['update'],
          before: arns('A'),
          after: role,
          unknown: { managed_policy_arns: true },
          expressions: { managed_policy_arns: { references: ['var.arns'] } },
        },
      ],
      [attached('Z'), attached('A'), inline('z')],
      ['perhaps', 'perhaps', 'no'],
    ],
    [
      'nothing of what it forgets but that it is there',
      [
        { address: 'aws_iam_role_policy.a', actions: ['forget'], before: own },
        {
          address: 'aws_iam_role_policies_exclusive.a',
          actions: ['forget'],
          before: { role_name: 'App', policy_names: ['a'] },
        },
        { address: 'aws_iam_policy_attachment.a', actions: ['forget'], before: everywhere },
      ],
      [inline('a'), inline('b'), attached('A'), attached('A', bob)],
      ['yes', 'no', 'yes', 'no'],
    ],
  ])('%s', (_, changes, slots, expected) => {
    expect(settled(changesOf(changes), slots)).toEqual(expected)
  })

  test('perhaps only, where the account is not known', () => {
    const changes = changesOf([{ address: 'aws_iam_role_policy.a', actions: ['delete'], before: own }], {})
    expect(settled(changes, [inline('a'), inline('b')])).toEqual(['perhaps', 'no'])
  })

  test('and of whom it is not told who gets a policy', () => {
    const untold = {
      actions: ['create'],
      unknown: { role: true },
      expressions: { role: { references: ['var.r'] } },
    }
    const policy = { name: 'a', policy: allow('kms:Decrypt') }
    expect([...changesOf([{ address: 'aws_iam_role_policy.a', after: policy, ...untold }]).open]).toEqual([
      'role',
    ])
    expect(changesOf([{ address: 'aws_iam_role_policy.a', actions: ['create'], after: own }]).open.size).toBe(
      0,
    )
  })
})
