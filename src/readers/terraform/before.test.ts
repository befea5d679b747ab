import { describe, expect, test } from 'vitest'
import { planBefore, planRecorded } from './before.ts'
import { changed, planOf } from './test-plan.ts'

function planWith(changes: readonly object[] | undefined, rest: object = {}) {
  return planOf({
    format_version: '1.2',
    ...(changes === undefined ? {} : { resource_changes: changes }),
    ...rest,
  })
}

function told(plan: ReturnType<typeof planBefore>): unknown {
  return plan?.resource_changes?.map(({ address, change }) => [address, change.actions, change.after])
}

const old = { policy: 'old' }

describe('the plan before a plan', () => {
  test('has what is updated, destroyed, replaced, forgotten, imported and moved, as it was', () => {
    const plan = planWith([
      changed('aws_kms_key.updated', { policy: 'new' }, { actions: ['update'], before: old }),
      changed('aws_kms_key.gone', null, { actions: ['delete'], before: old }),
      changed('aws_kms_key.replaced', {}, { actions: ['delete', 'create'], before: old }),
      changed('aws_kms_key.forgotten', null, { actions: ['forget'], before: old }),
      changed('aws_kms_key.imported', old, { actions: ['no-op'], before: old, importing: { id: 'x' } }),
    ])
    expect(told(planBefore(plan))).toEqual(
      ['updated', 'gone', 'replaced', 'forgotten', 'imported'].map(name => [
        `aws_kms_key.${name}`,
        ['no-op'],
        old,
      ]),
    )
  })

  test('has neither what is created nor what is read', () => {
    const plan = planWith([
      changed('aws_kms_key.new', old, { before: null }),
      changed('data.aws_iam_policy_document.d', {}, { actions: ['read'], before: old }),
    ])
    expect(planBefore(plan)).toBeUndefined()
  })

  test('has what an earlier replacement left behind beside what took its place', () => {
    const deposed = {
      ...changed('aws_iam_role.r', null, { actions: ['delete'], before: old }),
      deposed: 'ab12',
    }
    const plan = planWith([deposed, changed('aws_iam_role.r', old, { actions: ['no-op'], before: old })])
    expect(told(planBefore(plan))).toEqual([
      ['aws_iam_role.r (deposed ab12)', ['no-op'], old],
      ['aws_iam_role.r', ['no-op'], old],
    ])
  })

  test('knows everything, and keeps secret what was', () => {
    const plan = planWith([
      changed(
        'aws_kms_key.k',
        {},
        {
          actions: ['update'],
          before: old,
          before_sensitive: { policy: true },
          after_unknown: { policy: true },
          after_sensitive: {},
        },
      ),
    ])
    expect(planBefore(plan)?.resource_changes?.[0]?.change).toMatchObject({
      after_unknown: {},
      after_sensitive: { policy: true },
    })
  })

  test('is the plan itself where that changes nothing', () => {
    const plan = planWith(undefined)
    expect(planBefore(plan)).toBe(plan)
  })
})

function drift(...changes: readonly object[]) {
  return { resource_drift: planWith(changes).resource_changes ?? [] }
}

describe('the plan that Terraform had recorded', () => {
  test('has the values before somebody changed them, and what somebody destroyed', () => {
    const found = planWith([
      changed('aws_kms_key.k', old, { actions: ['no-op'], before: { policy: 'by hand' } }),
      changed('aws_kms_key.other', old, { actions: ['no-op'], before: old }),
      changed('aws_kms_key.gone', old, { before: null }),
    ])
    const plan = {
      ...found,
      ...drift(
        changed(
          'aws_kms_key.k',
          { policy: 'by hand' },
          { actions: ['update'], before: { policy: 'recorded' } },
        ),
        changed('aws_kms_key.gone', null, { actions: ['delete'], before: { policy: 'recorded' } }),
      ),
    }
    expect(told(planRecorded(plan))).toEqual([
      ['aws_kms_key.other', ['no-op'], old],
      ['aws_kms_key.k', ['no-op'], { policy: 'recorded' }],
      ['aws_kms_key.gone', ['no-op'], { policy: 'recorded' }],
    ])
  })

  test('has what took the place of something that was destroyed by hand', () => {
    const found = planWith([changed('aws_iam_role.r', old, { actions: ['no-op'], before: old })])
    const deposed = {
      ...changed('aws_iam_role.r', null, { actions: ['delete'], before: old }),
      deposed: 'ab12',
    }
    expect(told(planRecorded({ ...found, ...drift(deposed) }))).toEqual([
      ['aws_iam_role.r', ['no-op'], old],
      ['aws_iam_role.r (deposed ab12)', ['no-op'], old],
    ])
  })

  test('is told of a refresh-only plan too', () => {
    const resource = {
      address: 'aws_kms_key.k',
      mode: 'managed',
      type: 'aws_kms_key',
      name: 'k',
      values: old,
    }
    const found = planWith(undefined, { planned_values: { root_module: { resources: [resource] } } })
    const plan = {
      ...found,
      ...drift(changed('aws_kms_key.k', old, { actions: ['update'], before: { policy: 'recorded' } })),
    }
    expect(told(planRecorded(plan))).toEqual([['aws_kms_key.k', ['no-op'], { policy: 'recorded' }]])
  })
})
