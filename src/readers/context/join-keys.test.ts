import { describe, expect, test } from 'vitest'
import type { Key } from '../../model/key.ts'
import { changesNothing } from '../../model/planned-changes.ts'
import { text } from '../../model/text.ts'
import { joinInventories } from './join.ts'
import { contextFrom } from './test-context.ts'
import { account, at, existing, hole, join, keyArn } from './test-join.ts'

describe('a key', () => {
  const [snapshotKey] = existing.inventory.keys
  const planned = (more: Partial<Key> = {}): readonly Key[] =>
    snapshotKey === undefined
      ? []
      : [
          {
            ...snapshotKey,
            address: 'aws_kms_key.app',
            at,
            aliases: [],
            hasAllAliases: false,
            spec: hole('spec', 'not-in-input'),
            enabled: hole('var.enabled'),
            ...more,
          },
        ]

  test('of the plan has from the snapshot what the plan cannot tell, and its grants and aliases', () => {
    const joined = join({ keys: planned() })
    expect(joined.keys).toHaveLength(1)
    expect(joined.keys[0]).toMatchObject({
      address: 'aws_kms_key.app',
      spec: 'RSA_2048',
      enabled: { name: 'var.enabled' },
      aliases: ['alias/app'],
      hasAllAliases: true,
    })
    expect(joined.grants.map(({ key }) => key.addresses)).toEqual([['aws_kms_key.app']])
    expect(joined.aliases.map(({ name, key }) => [name, key])).toEqual([
      ['alias/app', 'aws_kms_key.app'],
      ['alias/other', undefined],
    ])
  })

  test('is one key in several contexts', async () => {
    const policy = await contextFrom({ snapshots: [{ file: 'p', key: keyArn }] }, { p: { Statement: [] } })
    const { inventory } = existing
    for (const [first, second] of [
      [existing, policy],
      [policy, existing],
    ] as const) {
      const joined = joinInventories(first, second.inventory, changesNothing)
      expect(joined.keys).toHaveLength(1)
      expect(joined.keys[0]).toMatchObject({ spec: 'RSA_2048', aliases: ['alias/app'] })
      expect(joined.keys[0]?.policies[0].document.holes).toEqual([])
      expect(joined.identities).toHaveLength(inventory.identities.length)
    }
  })

  test('that is destroyed takes its grants along', () => {
    const joined = join({}, { destroyed: new Set([keyArn]) })
    expect(joined.keys).toEqual([])
    expect(joined.grants).toEqual([])
  })

  test('has not the grants that the plan has itself or destroys', () => {
    expect(join({}, { grants: new Set(['g1']) }).grants).toEqual([])
    expect(join({}).grants).toHaveLength(1)
  })

  test('loses an alias that the plan gives to another, and may have one of which the plan does not tell', () => {
    const moved = { name: 'alias/app', key: 'aws_kms_key.new', at }
    const other = planned({ address: 'aws_kms_key.new', arn: 'arn:aws:kms:x' })
    expect(join({ keys: other, aliases: [moved] }).keys.map(({ aliases }) => aliases)).toEqual([[], []])
    const open = join({ aliases: [{ name: 'alias/new', at }] })
    expect(open.keys[0]?.hasAllAliases).toBe(false)
  })

  test('of the snapshot is what grants and uses of the plan name by its ARN', () => {
    const use = {
      address: 'aws_sns_topic.t',
      at,
      type: 'aws_sns_topic',
      account,
      key: { addresses: [], name: text(keyArn) },
      needs: [],
    }
    const [grant] = existing.inventory.grants
    const joined = join({
      uses: [use],
      grants: grant === undefined ? [] : [{ ...grant, key: { addresses: [], name: keyArn } }],
    })
    expect(joined.uses[0]?.key.addresses).toEqual([keyArn])
    expect(joined.grants[0]?.key.addresses).toEqual([keyArn])
  })
})
