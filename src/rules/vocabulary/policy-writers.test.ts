import { expect, test } from 'vitest'
import { resolve } from '../../access/graph.ts'
import { keyOfExample } from '../../examples/example-key.ts'
import { emptyInventory } from '../../model/inventory.ts'
import type { Key, KeyPolicy } from '../../model/key.ts'
import type { Tri } from '../../model/tri.ts'
import { emptyWorld } from '../fake-world.ts'
import { hasDefaultPolicy, hasSeveralPolicyWriters } from './policy-writers.ts'

const root = {
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::111122223333:root' },
  Action: 'kms:*',
  Resource: '*',
}
const bare = keyOfExample({ says: '' })
const [byAws] = bare.policies
const [byKey] = keyOfExample({ says: '', statements: root }).policies

function by(address: string, rest: Partial<KeyPolicy> = {}): KeyPolicy {
  return { ...byKey, document: { ...byKey.document, at: { ...byKey.document.at, address } }, ...rest }
}

function keyWith(...policies: Key['policies']): Key {
  return { ...bare, policies }
}

test.each<readonly [string, Key['policies'], Tri]>([
  ['one', [byKey], 'no'],
  ['two', [by('a'), by('b')], 'yes'],
  ['one, in two ways that things can turn out', [by('a'), by('a')], 'no'],
  ['one that may write none', [by('a'), byAws], 'no'],
  ['one, and what AWS reports of it', [by('k', { isReported: true }), by('a')], 'no'],
  ['one, and another that may be for another key', [by('a'), by('b', { mayBeOfAnother: true })], 'unknown'],
])('writers of a policy: %s', (_, policies, is) => {
  expect(hasSeveralPolicyWriters.ask(keyWith(...policies), emptyWorld).is).toBe(is)
})

const reported = (statements: object | readonly object[]): KeyPolicy => ({
  ...keyOfExample({ says: '', statements: JSON.parse(JSON.stringify(statements)) }).policies[0],
  isReported: true,
})

test.each<readonly [string, Key['policies'], Tri]>([
  ['of AWS', [byAws], 'yes'],
  ['written', [byKey], 'no'],
  ['written, or not', [byKey, byAws], 'unknown'],
  ['of AWS, as it reports it', [reported(root)], 'yes'],
  ['of somebody else, as AWS reports it', [reported([root, { ...root, Principal: '*' }])], 'no'],
  [
    'on a condition, as AWS reports it',
    [reported({ ...root, Condition: { StringEquals: { 'aws:PrincipalType': 'Account' } } })],
    'no',
  ],
  ['with another action, as AWS reports it', [reported({ ...root, Action: 'kms:Decrypt' })], 'no'],
])('a policy %s', (_, policies, is) => {
  const key = keyWith(...policies)
  const graph = resolve([{ ...emptyInventory, keys: [key] }])
  expect(hasDefaultPolicy.ask(key, { ...emptyWorld, ...graph }).is).toBe(is)
})

test('a policy that somebody writes is his, whatever AWS reports besides', () => {
  const key = keyWith(reported(root), byKey)
  const written = keyWith(byKey)
  const graph = resolve([{ ...emptyInventory, keys: [written] }])
  const world = { ...emptyWorld, accessesTo: () => graph.accessesTo(written) }
  expect(hasDefaultPolicy.ask(key, world).is).toBe('no')
})
