import { describe, expect, test } from 'vitest'
import { allow, aws } from '../test-identities.ts'
import { account, changesOf, iam } from './test-changes.ts'

const ids = ['1', '2', '3'].map(digit => `${digit.repeat(8)}-1234-1234-1234-123456789012`)
const named = (type: string, name: string) => ({ arn: `${iam}:${type}/${name}`, name, path: '/' })
const written = (id: string | undefined, more: object = {}) => ({ key_id: id, policy: '{}', ...more })
const policy = (action: string) => ({ arn: `${iam}:policy/A`, name: 'A', path: '/', policy: allow(action) })
const grant = (id: string) => ({ grant_id: id, key_id: ids[0] })

describe('what a plan destroys', () => {
  const key = `arn:aws:kms:eu-west-1:${account}:key`
  const region = {
    ...aws.aws,
    expressions: { ...aws.aws.expressions, region: { constant_value: 'eu-west-1' } },
  }

  test('by its ARN, but not what keeps it', () => {
    const { destroyed, created } = changesOf([
      { address: 'aws_iam_role.gone', actions: ['delete'], before: named('role', 'gone') },
      { address: 'aws_iam_group.gone', actions: ['delete'], before: named('group', 'gone') },
      { address: 'aws_iam_policy.gone', actions: ['delete'], before: named('policy', 'gone') },
      { address: 'aws_iam_user.forgotten', actions: ['forget'], before: named('user', 'forgotten') },
      {
        address: 'aws_iam_role.anew',
        actions: ['delete', 'create'],
        before: named('role', 'anew'),
        after: { name: 'anew', path: '/' },
        unknown: { arn: true },
      },
      {
        address: 'aws_iam_role.renamed',
        actions: ['create', 'delete'],
        before: named('role', 'old'),
        after: { name: 'new', path: '/' },
        unknown: { arn: true },
      },
      {
        address: 'aws_kms_key.replaced',
        actions: ['delete', 'create'],
        before: { arn: `${key}/${ids[0]}`, key_id: ids[0] },
        after: {},
        unknown: { arn: true, key_id: true },
      },
      { address: 'aws_kms_alias.gone', actions: ['delete'], before: { arn: `${iam}:alias/gone` } },
      {
        address: 'aws_kms_alias.moved',
        actions: ['update'],
        before: { arn: `${iam}:alias/moved`, target_key_id: ids[0] },
        after: { arn: `${iam}:alias/moved`, target_key_id: ids[1] },
      },
    ])
    expect([...destroyed].toSorted()).toEqual([
      `${iam}:alias/gone`,
      `${iam}:alias/moved`,
      `${iam}:group/gone`,
      `${iam}:policy/gone`,
      `${iam}:role/gone`,
      `${iam}:role/old`,
      `${key}/${ids[0]}`,
    ])
    expect([...created].toSorted()).toEqual([`${iam}:role/anew`, `${iam}:role/new`])
  })

  test('of grants their ids, with those that it keeps', () => {
    const { grants } = changesOf([
      { address: 'aws_kms_grant.gone', actions: ['delete'], before: grant('g1') },
      { address: 'aws_kms_grant.kept', actions: ['no-op'], before: grant('g2'), after: grant('g2') },
      {
        address: 'aws_kms_grant.new',
        actions: ['create'],
        after: { key_id: ids[0] },
        unknown: { grant_id: true },
      },
    ])
    expect([...grants]).toEqual(['g2', 'g1'])
  })

  test('of the policies of keys elsewhere, which have the default one again', () => {
    const { reset } = changesOf(
      [
        { address: 'aws_kms_key_policy.a', actions: ['delete'], before: written(ids[0]) },
        { address: 'aws_kms_key_policy.b', actions: ['delete'], before: written(`${key}/${ids[1]}`) },
        {
          address: 'aws_kms_key_policy.c',
          actions: ['delete'],
          before: written(ids[2], { bypass_policy_lockout_safety_check: true }),
        },
        { address: 'aws_kms_key.own', actions: ['no-op'], after: {} },
      ],
      { aws: region },
    )
    expect([...reset]).toEqual([`${key}/${ids[0]}`, `${key}/${ids[1]}`])
  })
})

test('managed policies are told as the plan writes them', () => {
  const { managedPolicies } = changesOf([
    {
      address: 'aws_iam_policy.a',
      actions: ['update'],
      before: policy('kms:Encrypt'),
      after: policy('kms:Sign'),
    },
  ])
  const statement = managedPolicies.get(`${iam}:policy/A`)?.document.statements[0]
  expect(statement?.actions?.items.map(({ text }) => text)).toEqual([['kms:Sign']])
})
