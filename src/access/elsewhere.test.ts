import { describe, expect, test } from 'vitest'
import { actionNames, plaintextActions } from '../policy/actions.ts'
import { resolve } from './graph.ts'
import { inventoryIn, type Somebody } from './indirect/small-world.ts'
import { other, own } from './random-conditions.ts'
import type { Statement } from './random-policies.ts'

const decrypt = (rest: Partial<Statement>): Statement => ({
  Effect: 'Allow',
  Action: 'kms:Decrypt',
  ...('NotResource' in rest ? {} : { Resource: '*' }),
  ...rest,
})

function appWith(may: readonly Statement[], rest: Partial<Somebody> = {}) {
  const graph = resolve([inventoryIn({ policy: [], who: { 'role/App': { may, ...rest } } })])
  const [identity] = graph.identities
  if (identity === undefined) throw new Error('a small world has an identity')
  return { graph, identity }
}

/** What the role's policies allow on the key of some other account, with how certain that is. */
function onForeignKeys(may: readonly Statement[], rest: Partial<Somebody> = {}): readonly string[] {
  const { graph, identity } = appWith(may, rest)
  return graph
    .permissionsOnForeignKeys(identity)
    .flatMap(({ actions, certainty }) => actionNames(actions).map(name => `${name} ${certainty}`))
}

describe('an IAM policy reaches the keys of accounts that it does not name', () => {
  const reaching: readonly (readonly [string, Partial<Statement>])[] = [
    ['everything', {}],
    ['all keys', { Resource: 'arn:aws:kms:*:*:key/*' }],
    ['all keys of a Region', { Resource: 'arn:aws:kms:eu-west-1:*:key/*' }],
    ['all keys of a Region, as a short pattern', { Resource: 'arn:aws:kms:eu-west-1:*' }],
    ['all keys of another partition, as a short pattern', { Resource: 'arn:aws-us-gov:kms:*' }],
    ['all keys of many accounts', { Resource: 'arn:aws:kms:*:1*:key/*' }],
    ['all keys whose id begins so', { Resource: 'arn:aws:kms:*:*:key/mrk-*' }],
    ['all but the own keys', { NotResource: `arn:aws:kms:*:${own}:key/*` }],
    [
      'whatever alias the other account gives its key',
      { Condition: { StringLike: { 'kms:ResourceAliases': 'alias/*' } } },
    ],
  ]
  test.each(reaching)('%s', (_, rest) => {
    expect(onForeignKeys([decrypt(rest)])).toEqual(['kms:Decrypt certain'])
  })

  const bounded: readonly (readonly [string, Partial<Statement>])[] = [
    ['keys of the own account', { Resource: `arn:aws:kms:*:${own}:key/*` }],
    ['keys of an account with a star behind it', { Resource: `arn:aws:kms:*:${other}*:key/*` }],
    ['keys of an account that is named', { Resource: `arn:aws:kms:*:${other}:key/*` }],
    ['one key, wherever', { Resource: 'arn:aws:kms:*:*:key/1234abcd-12ab-34cd-56ef-1234567890ab' }],
    ['an alias', { Resource: 'arn:aws:kms:*:*:alias/*' }],
    ['another service', { Resource: 'arn:aws:s3:::*' }],
    ['the own account, by a condition', { Condition: { StringEquals: { 'aws:ResourceAccount': own } } }],
    ['nothing at all', { NotResource: '*' }],
  ]
  test.each(bounded)('not %s', (_, rest) => {
    expect(onForeignKeys([decrypt(rest)])).toEqual([])
  })

  test('not what a Deny or a boundary takes away', () => {
    expect(onForeignKeys([decrypt({}), decrypt({ Effect: 'Deny' })])).toEqual([])
    expect(onForeignKeys([decrypt({})], { boundary: [decrypt({ Action: 's3:*' })] })).toEqual([])
    expect(onForeignKeys([decrypt({})], { boundary: [decrypt({ Action: '*' })] })).toEqual([
      'kms:Decrypt certain',
    ])
  })
})

function mayReach(may: readonly Statement[]) {
  const { graph, identity } = appWith(may)
  return graph.mayReach(identity, plaintextActions)
}

describe('whether a role may reach plaintext of some key', () => {
  test('yes by any key or pattern for keys', () => {
    expect(mayReach([decrypt({})])).toBe('yes')
    expect(mayReach([decrypt({ Resource: `arn:aws:kms:us-west-2:${other}:key/1` })])).toBe('yes')
  })

  test('no without a policy, by an alias, and for other actions', () => {
    expect(mayReach([])).toBe('no')
    expect(mayReach([decrypt({ Resource: `arn:aws:kms:us-west-2:${own}:alias/app` })])).toBe('no')
    expect(mayReach([decrypt({ Action: 'kms:DescribeKey' })])).toBe('no')
  })
})
