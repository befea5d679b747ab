import { expect, test } from 'vitest'
import { actionNames } from '../policy/actions.ts'
import { resolve } from './graph.ts'
import { iam, own } from './random-conditions.ts'
import { inventoryOf } from './random-inventory.ts'
import type { Statement } from './random-policies.ts'
import { delegation } from './random-world-policies.ts'

const arns = ['1', '2'].map(
  digit => `arn:aws:kms:us-west-2:${own}:key/${digit}234abcd-12ab-34cd-56ef-1234567890ab`,
)
const [first = '', second = ''] = arns
const key = { spec: 'SYMMETRIC_DEFAULT', usage: 'ENCRYPT_DECRYPT', replica: false, tags: {}, aliases: [] }
const role = iam(own, 'role/App')

/** What a role with this policy can do with each of two keys that differ in nothing but their names. */
function canWithEach(statements: readonly Statement[]): readonly string[] {
  const policy = { Version: '2012-10-17', Statement: [delegation(own)] }
  const written = {
    keys: arns.map(arn => ({ arn, ...key, policy })),
    identities: [{ arn: role, policies: [{ Version: '2012-10-17', Statement: statements }], boundary: null }],
    grants: [],
    limits: [],
  }
  const graph = resolve([inventoryOf(written)])
  return graph.keys.map(each => {
    const { own: single, shared } = graph.everyAccessTo(each)
    const all = [...single, ...shared].filter(({ principal }) => principal.kind === 'role')
    return [...new Set(all.flatMap(({ actions }) => actionNames(actions)))].toSorted().join(' ')
  })
}

const on = (Effect: 'Allow' | 'Deny', Action: string | readonly string[], Resource: string): Statement => ({
  Effect,
  Action,
  Resource,
})
const both = ['kms:Decrypt', 'kms:Encrypt']

test.each<[string, readonly Statement[], readonly string[]]>([
  [
    'is allowed on one',
    [on('Allow', 'kms:Decrypt', first), on('Allow', 'kms:Encrypt', '*')],
    ['kms:Decrypt kms:Encrypt', 'kms:Encrypt'],
  ],
  [
    'is allowed on one beside a pattern',
    [
      { Effect: 'Allow', Action: 'kms:Decrypt', Resource: [first, 'arn:aws:kms:*:*:key/mrk-*'] },
      on('Allow', 'kms:Encrypt', '*'),
    ],
    ['kms:Decrypt kms:Encrypt', 'kms:Encrypt'],
  ],
  [
    'is denied on each',
    [on('Allow', both, '*'), on('Deny', 'kms:Decrypt', first), on('Deny', 'kms:Encrypt', second)],
    ['kms:Encrypt', 'kms:Decrypt'],
  ],
  [
    'is spared on each',
    [
      { Effect: 'Allow', Action: 'kms:Decrypt', NotResource: first },
      { Effect: 'Allow', Action: 'kms:Encrypt', NotResource: second },
    ],
    ['kms:Encrypt', 'kms:Decrypt'],
  ],
])('what %s by its name says nothing of keys like it', (_, statements, expected) => {
  expect(canWithEach(statements)).toEqual(expected)
})
