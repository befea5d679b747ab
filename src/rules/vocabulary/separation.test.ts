import { describe, expect, test } from 'vitest'
import { resolve } from '../../access/graph.ts'
import { inventoryOfExample } from '../../examples/run-example.ts'
import type { KeyPolicyAccess } from '../../model/access.ts'
import type { Tri } from '../../model/tri.ts'
import { actionNames } from '../../policy/actions.ts'
import { allow, own } from '../example-statements.ts'
import type { Example, ExampleValue } from '../example.ts'
import { emptyWorld } from '../fake-world.ts'
import type { World } from '../word.ts'
import { amongMany, destructiveActionsOf, thoseWhoDoBoth } from './separation.ts'

const root = allow({ Principal: own('root'), Action: 'kms:*' })

/** What an example's key gives whom, and the world to ask about it. */
function judged(example: Omit<Example, 'says'>): {
  readonly world: World
  readonly all: readonly KeyPolicyAccess[]
} {
  const inventory = inventoryOfExample({ says: '', ...example })
  const world = { ...emptyWorld, ...resolve([inventory]) }
  return { world, all: inventory.keys.flatMap(key => world.accessesTo(key)) }
}

describe('whether more can delete a key than `principals`, two, says', () => {
  test.each<readonly [string, ExampleValue, Tri]>([
    ['two', [deletes('role/A'), deletes('role/B')], 'no'],
    ['three', [deletes('role/A'), deletes('role/B'), deletes('user/C')], 'yes'],
    ['two, and the account, whose IAM policies decide', [root, deletes('role/A'), deletes('role/B')], 'no'],
    ['two, and one who only uses it', [deletes('role/A'), deletes('role/B'), uses('role/C')], 'no'],
    ['two, one of them twice', [deletes('role/A'), deletes('role/B'), deletes('role/B')], 'no'],
  ])('%s', (_says, statements, is) => {
    const { world, all } = judged({ statements })
    const asked = all.map(access => amongMany.ask(access, { ...world, option: () => 2 }).is)
    expect(new Set(asked)).toEqual(new Set([is]))
  })
})

describe('the destructive actions', () => {
  const byDefault = ['kms:DeleteImportedKeyMaterial', 'kms:DisableKey', 'kms:ScheduleKeyDeletion']
  const limited = { StringEquals: { 'kms:ViaService': 's3.us-west-2.amazonaws.com' } }

  test.each<readonly [string, ExampleValue, readonly string[], readonly string[]]>([
    [
      'of everything',
      allow({ Principal: own('role/A'), Action: 'kms:*' }),
      byDefault,
      [...byDefault, 'kms:DisableKeyRotation', 'kms:RevokeGrant', 'kms:UpdatePrimaryRegion'].toSorted(),
    ],
    [
      'of what only `strict` asks about',
      allow({ Principal: own('role/A'), Action: 'kms:RevokeGrant' }),
      [],
      ['kms:RevokeGrant'],
    ],
    [
      'of grants that are limited',
      allow({ Principal: own('role/A'), Action: 'kms:RevokeGrant', Condition: limited }),
      [],
      [],
    ],
  ])('%s', (_says, statements, inDefault, strict) => {
    const [access] = judged({ statements }).all
    if (access === undefined) throw new Error('an access')
    expect(actionNames(destructiveActionsOf(access, false))).toEqual(inDefault)
    expect(actionNames(destructiveActionsOf(access, true))).toEqual(strict)
  })
})

test.each<readonly [string, readonly string[], readonly string[]]>([
  ['administers and reaches plaintext', ['kms:DisableKey', 'kms:Decrypt'], [own('role/App').AWS]],
  ['administers alone', ['kms:DisableKey', 'kms:Encrypt'], []],
  ['reaches plaintext alone', ['kms:Decrypt', 'kms:TagResource'], []],
])('somebody by IAM policies: %s', (_says, Action, names) => {
  const { world, all } = judged({ statements: root, role: { policies: allow({ Action }) } })
  expect(all.map(({ key }) => thoseWhoDoBoth(key, world))).toEqual([names])
})

function deletes(name: string): ExampleValue {
  return allow({ Principal: own(name), Action: 'kms:ScheduleKeyDeletion' })
}

function uses(name: string): ExampleValue {
  return allow({ Principal: own(name), Action: 'kms:Decrypt' })
}
