import { describe, expect, test } from 'vitest'
import type { Identity } from '../../model/identity.ts'
import { emptyInventory, type Inventory } from '../../model/inventory.ts'
import { changesNothing, type PlannedChanges } from '../../model/planned-changes.ts'
import { text } from '../../model/text.ts'
import { joinPlans } from './several-plans.ts'
import { at, existing, hole, iam, keyArn, namesOf, policy, role } from './test-join.ts'

const plan = (inventory: Partial<Inventory>, changes: Partial<PlannedChanges> = {}) => ({
  inventory: { ...emptyInventory, ...inventory },
  changes: { ...changesNothing, ...changes },
})
const named = (more: Partial<Identity> = {}): Identity =>
  role({
    address: 'aws_iam_role_policy.x',
    arn: text(`${iam}:role/`, hole('the path of role App', 'not-in-input'), 'App'),
    ...more,
  })

describe('a role of several plans', () => {
  test('is one, as the plan that declares it has it, with what the others give it', () => {
    const declared = role({ policies: [policy('own', 'kms:Verify')], uniqueId: 'AROA1' })
    const other = named({ policies: [policy('more', 'kms:Sign')], boundary: policy('limit', 'kms:*') })
    for (const plans of [
      [plan({ identities: [declared] }), plan({ identities: [other] })],
      [plan({ identities: [other] }), plan({ identities: [declared] })],
    ]) {
      const { identities } = joinPlans(plans).inventory
      expect(identities).toHaveLength(1)
      expect(identities[0]).toMatchObject({
        address: 'aws_iam_role.app',
        arn: declared.arn,
        uniqueId: 'AROA1',
      })
      expect(identities[0]?.boundary).toBeUndefined()
      expect(namesOf(identities[0])).toEqual(['own', 'more'])
    }
  })

  test('is two where its path is another, or its account is not known', () => {
    const moved = role({ arn: text(`${iam}:role/App`) })
    expect(
      joinPlans([plan({ identities: [role()] }), plan({ identities: [moved] })]).inventory.identities,
    ).toHaveLength(2)
    const account = hole('the account')
    const somewhere = role({ account, arn: text('arn:aws:iam::', account, ':role/path/App') })
    const twice = [plan({ identities: [role()] }), plan({ identities: [somewhere] })]
    expect(joinPlans(twice).inventory.identities).toHaveLength(2)
  })
})

test('a key of several plans is one, with the policy that any of them writes', () => {
  const [key] = existing.inventory.keys
  if (key === undefined) throw new Error('no key')
  const document = policy('', 'kms:Sign').document
  const written = { source: 'written', sensitive: false, document } as const
  const own = {
    ...key,
    address: 'aws_kms_key.app',
    at,
    declared: true,
    policies: [{ ...written, source: 'aws-default' }],
  } as const
  const place = { ...at, file: 'other.json' }
  const other = { ...key, address: 'aws_kms_key_policy.app', at: place, policies: [written] } as const
  const [grant] = existing.inventory.grants
  if (grant === undefined) throw new Error('no grant')
  const of = { addresses: [other.address] }
  const { inventory } = joinPlans([
    plan({ keys: [own] }),
    plan({ keys: [other], grants: [{ ...grant, at: place, key: of }] }),
  ])
  expect(inventory.keys.map(({ address, policies }) => [address, policies])).toEqual([
    [own.address, [written]],
  ])
  expect(inventory.grants[0]?.key).toEqual({ addresses: [], name: keyArn })
})

test('what a plan destroys and another creates is not gone; a decision that is certain counts', () => {
  const arn = `${iam}:role/path/App`
  const doubt = hole('var.x')
  const { changes } = joinPlans([
    plan(
      {},
      {
        destroyed: new Set([arn, 'other']),
        slots: new Map([
          ['a', false],
          ['b', true],
        ]),
      },
    ),
    plan(
      {},
      {
        created: new Set([arn]),
        slots: new Map<string, boolean | typeof doubt>([
          ['a', doubt],
          ['b', doubt],
        ]),
      },
    ),
  ])
  expect([...changes.destroyed]).toEqual(['other'])
  expect([...changes.slots]).toEqual([
    ['a', doubt],
    ['b', true],
  ])
})
