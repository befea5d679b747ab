import { expect, test } from 'vitest'
import { keyOfExample } from '../../examples/example-key.ts'
import { principalId } from '../../model/principal.ts'
import type { Tri } from '../../model/tri.ts'
import { emptyWorld, permissionOf, roleNamed, statementOf, unknownNamed } from '../fake-world.ts'
import type { PolicyStatement, Word, World } from '../word.ts'
import { allows, denies, inIdentityPolicy, inKeyPolicy, inTrustPolicy, namesBounded } from './statements.ts'

const role = roleNamed('App')
const key = keyOfExample({ says: '' })
const statement = statementOf({ Principal: '*', Action: 'kms:Decrypt' })
const { policy } = permissionOf({ Action: 'kms:Decrypt', Resource: '*' }, [role])
const ofKey = { in: 'key-policy', key, policy: key.policies[0], statement } as const
const ofRole = { in: 'identity-policy', policy, holders: [role], statement } as const
const ofTrust = { in: 'trust-policy', role, document: policy.document, statement } as const

test.each<readonly [string, PolicyStatement, Word<PolicyStatement>]>([
  ['a key policy', ofKey, inKeyPolicy],
  ['a policy of roles or users', ofRole, inIdentityPolicy],
  ['a trust policy', ofTrust, inTrustPolicy],
])('a statement of %s stands in no other', (_says, subject, own) => {
  const words = [inKeyPolicy, inIdentityPolicy, inTrustPolicy]
  expect(words.filter(word => word.ask(subject, emptyWorld).is === 'yes')).toEqual([own])
})

test.each<readonly [string, Partial<typeof statement>, Tri, Tri]>([
  ['an Allow', { effect: 'Allow' }, 'yes', 'no'],
  ['a Deny', { effect: 'Deny' }, 'no', 'yes'],
  ['not told', { effect: unknownNamed('var.effect') }, 'unknown', 'unknown'],
])('a statement that is %s', (_says, effect, allowed, denied) => {
  const subject = { ...ofKey, statement: { ...statement, ...effect } }
  expect([allows.ask(subject, emptyWorld).is, denies.ask(subject, emptyWorld).is]).toEqual([allowed, denied])
})

test('one principal with a permissions boundary, among others, is enough', () => {
  const AWS = ['Bounded', 'Free'].map(name => `arn:aws:iam::111122223333:role/${name}`)
  const named = statementOf({ Principal: { AWS }, Action: 'kms:Decrypt' })
  expect(namesBounded.ask({ ...ofKey, statement: named }, whereBounded('role/Bounded')).is).toBe('yes')
  expect(namesBounded.ask({ ...ofKey, statement: named }, whereBounded('role/Other')).is).toBe('no')
})

function whereBounded(name: string): World {
  return { ...emptyWorld, isBounded: principal => principalId(principal).endsWith(name) }
}
