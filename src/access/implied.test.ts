import { expect, test } from 'vitest'
import { principalId } from '../model/principal.ts'
import { showCondition } from '../policy/conditions.ts'
import { resolve } from './graph.ts'
import { own, type Conditions } from './random-conditions.ts'
import { inventoryOf } from './random-inventory.ts'
import type { Statement } from './random-policies.ts'

/** Whom a key policy lets decrypt, and which Deny is still open for them. */
function left(Statement: readonly Statement[]): readonly string[] {
  const key = {
    arn: `arn:aws:kms:us-west-2:${own}:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
    spec: 'SYMMETRIC_DEFAULT',
    usage: 'ENCRYPT_DECRYPT',
    replica: false,
    tags: {},
    aliases: [],
    policy: { Version: '2012-10-17', Statement },
  }
  const graph = resolve([inventoryOf({ keys: [key], identities: [], grants: [], limits: [] })])
  return graph.keys
    .flatMap(one => graph.accessesTo(one))
    .map(({ principal, unless }) =>
      [principalId(principal), ...unless.flat().map(one => `unless ${showCondition(one)}`)].join(' '),
    )
}

function anyone(Effect: Statement['Effect'], Condition?: Conditions): Statement {
  const statement = { Effect, Principal: '*', Action: 'kms:Decrypt', Resource: '*' } as const
  return Condition === undefined ? statement : { ...statement, Condition }
}

const ours = 'o-a1b2c3d4e5'
const theirs = 'o-zzzzzzzzzz'
const outsiders = (...values: readonly string[]) => ({ StringNotEquals: { 'aws:PrincipalOrgID': values } })
const members = { StringEquals: { 'aws:PrincipalOrgID': ours } }
const roles = (operator: string) => ({
  [operator]: { 'aws:PrincipalArn': `arn:aws:iam::${own}:role/team/*` },
})

test.each<[string, readonly Statement[], readonly string[]]>([
  [
    'a Deny said twice',
    [anyone('Allow'), anyone('Deny', outsiders(ours)), anyone('Deny', outsiders(ours))],
    [ours],
  ],
  [
    'a Deny that says the same as the Allow',
    [anyone('Allow', members), anyone('Deny', outsiders(ours))],
    [ours],
  ],
  [
    'a Deny that spares others besides',
    [anyone('Allow', members), anyone('Deny', outsiders(theirs, ours))],
    [ours],
  ],
  [
    'also where the key may be absent',
    [anyone('Allow', members), anyone('Deny', { StringNotEqualsIfExists: { 'AWS:principalorgid': ours } })],
    [ours],
  ],
  ['a Deny for those whom the Allow admits', [anyone('Allow', members), anyone('Deny', members)], []],
  [
    'a pattern of names',
    [anyone('Allow', roles('ArnLike')), anyone('Deny', roles('ArnNotEquals'))],
    [`arn:aws:iam::${own}:role/team/*`],
  ],
])('no call is left that decides %s', (_name, policy, accesses) => {
  expect(left(policy)).toEqual(accesses)
})

test('a Deny that spares fewer is decided by the call', () => {
  const both = { StringEquals: { 'aws:PrincipalOrgID': [ours, theirs] } }
  expect(left([anyone('Allow', both), anyone('Deny', outsiders(theirs))])).toContain(
    `${ours} unless aws:PrincipalOrgID is not ${theirs}`,
  )
})
