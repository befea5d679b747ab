import { expect, test } from 'vitest'
import { inventoryOf } from '../access/random-inventory.ts'
import type { Statement } from '../access/random-policies.ts'
import type { Inventory } from '../model/inventory.ts'
import { accessChange } from './change.ts'
import { allows, delegation, denies, iam, own, partner, worldOf } from './test-world.ts'

const denied = denies({ AWS: iam(own, 'root') }, 'kms:Decrypt')
const safely = { ...denied, Condition: { Bool: { 'aws:SecureTransport': 'false' } } }

function limitsOf(before: Inventory, after: Inventory): readonly string[] {
  return accessChange(before, after, ({ address }) => address).limits.map(({ name }) => name)
}

const keyWith = (...statements: readonly Statement[]) => worldOf([[delegation, ...statements]])

test.each([
  ['none', keyWith(), keyWith(), 0],
  ['one that stays, in another place', keyWith(denied, safely), keyWith(safely, denied), 0],
  ['an Allow', keyWith(), keyWith(allows({ AWS: iam(partner, 'root') }, 'kms:Decrypt')), 0],
  ['one for everyone, who are told of', keyWith(), keyWith(denies('*', 'kms:Decrypt')), 0],
  ['one that is new', keyWith(), keyWith(denied), 1],
  ['one that is gone', keyWith(denied), keyWith(), 1],
  ['one of other conditions', keyWith(denied), keyWith(safely), 1],
])('of the Denies for accounts in a key policy is told: %s', (_, before, after, count) => {
  const told = limitsOf(before, after)
  expect(told.length > 0).toBe(count > 0)
  for (const name of told) expect(name).toMatch(/^statement .* of the policy of aws_kms_key\.k0$/i)
})

function limitedBy(...policies: readonly (readonly Statement[])[]): Inventory {
  return inventoryOf({
    keys: [],
    identities: [],
    grants: [],
    limits: policies.map(Statement => ({
      kind: 'scp',
      accounts: [own],
      level: null,
      document: { Statement },
    })),
  })
}

const stop: Statement = { Effect: 'Deny', Action: 'kms:Decrypt', Resource: '*' }
const other: Statement = { Effect: 'Deny', Action: 'kms:Encrypt', Resource: '*' }

test.each([
  ['nothing', [[stop, other]], [[other, stop]], 0],
  ['one that is attached', [], [[stop]], 1],
  ['one that is detached', [[stop]], [], 1],
  ['one that says something else', [[stop]], [[other]], 1],
])('of service control policies is told: %s', (_, before, after, count) => {
  expect(limitsOf(limitedBy(...before), limitedBy(...after)).length > 0).toBe(count > 0)
})

test('an SCP that asks for a tag of a key is told where the tag is another one, and nothing else', () => {
  const statement: Statement = { ...stop, Condition: { StringEquals: { 'aws:ResourceTag/team': 'a' } } }
  const tagged = (tags: Readonly<Record<string, string>>): Inventory => {
    const { keys } = keyWith()
    const labelled = keys.map(key => ({ ...key, tags: new Map(Object.entries(tags)) }))
    return { ...limitedBy([statement], [other]), keys: labelled }
  }
  expect(limitsOf(tagged({ team: 'a' }), tagged({ team: 'b' }))).toEqual([
    'scp 0, by the tags and aliases of aws_kms_key.k0,',
  ])
  expect(limitsOf(tagged({ team: 'a' }), tagged({ team: 'a', env: 'prod' }))).toEqual([])
})
