import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { builtInRules } from '../policies/index.ts'
import { resolveKeys } from './access/key-graph.ts'
import { rulesAbout } from './cli/built-in-rules.ts'
import { keyOfExample } from './examples/example-key.ts'
import { judgeable } from './judgeable.ts'
import { emptyInventory } from './model/inventory.ts'
import { noTrust } from './model/trust.ts'
import { problemsIn } from './policy/grammar/problems-in.ts'
import type { ExampleAttributes, ExampleValue } from './rules/example.ts'
import { judge } from './rules/judge.ts'
import type { Rule } from './rules/rule.ts'

const own = '111122223333'
const root = `arn:aws:iam::${own}:root`

/** Nearly plain ones, so that what makes one of them not plain is the only thing to find. */
const statement = fc.record<Record<string, ExampleValue>>(
  {
    Sid: fc.constantFrom('Root', 'Enable IAM policies', 'Ünusual', ''),
    Effect: fc.constantFrom('Allow', 'Allow', 'Allow', 'Deny', 'allow'),
    Principal: fc.constantFrom<ExampleValue>(
      { AWS: root },
      { AWS: root },
      { AWS: own },
      { AWS: [root, own] },
      { AWS: 'arn:aws:iam::444455556666:root' },
      { AWS: `arn:aws:iam::${own}:role/Admin` },
      '*',
    ),
    Action: fc.oneof(
      fc.constantFrom('kms:*', '*', 'kms:Bogus', 'KMS:decrypt', 'kms:ReplicateKey', 's3:GetObject'),
      fc.subarray(['kms:*', 'kms:Decrypt', 'kms:Sign', 'kms:RetireGrant', 'kms:Put*', 'kms:List*']),
    ),
    Resource: fc.constantFrom('*', '*', '*', `arn:aws:kms:us-west-2:${own}:key/*`),
    Condition: fc.constantFrom<ExampleValue>({}, { StringEquals: { 'kms:CallerAccount': own } }),
  },
  { requiredKeys: ['Effect', 'Principal', 'Action', 'Resource'] },
)
const attributes = fc.record<Record<string, ExampleValue>>(
  {
    description: fc.constantFrom('', 'for the app'),
    enable_key_rotation: fc.boolean(),
    is_enabled: fc.constantFrom(true, true, false),
    multi_region: fc.constantFrom(false, false, true),
    deletion_window_in_days: fc.constantFrom(7, 30),
    key_usage: fc.constantFrom('ENCRYPT_DECRYPT', 'SIGN_VERIFY'),
    bypass_policy_lockout_safety_check: fc.boolean(),
    policy: fc.record({
      Version: fc.constantFrom('2012-10-17', '2012-10-17', '2012-10-17', '2008-10-17'),
      Statement: fc.array(statement, { minLength: 1, maxLength: 3 }),
    }),
  },
  { requiredKeys: [] },
)

function found(rules: readonly Rule[], key: ExampleAttributes): readonly string[] {
  const graph = resolveKeys([inventoryOf(key)])
  const judged = { graph, trust: noTrust, beyond: { problemsIn } }
  const asked = rules.filter(({ profile }) => profile !== 'strict').map(rule => ({ rule }))
  const { told, undetermined, failures } = judge(asked, judged, ({ rule, message }) => [
    `${rule.id} ${message}`,
  ])
  expect(failures).toEqual([])
  return [...told, ...undetermined.map(({ rule, count }) => `${rule.id} ${count}`)].toSorted()
}

function inventoryOf(key: ExampleAttributes) {
  return { ...emptyInventory, keys: [keyOfExample({ says: '', key })] }
}

test('the rules that a check loads find what all of them find, whatever key it is about', async () => {
  await fc.assert(
    fc.asyncProperty(attributes, async key => {
      const settings = { trust: noTrust }
      const loaded = await rulesAbout(judgeable([inventoryOf(key)], { inputs: [], changes: false, settings }))
      expect(found(loaded, key)).toEqual(found(builtInRules, key))
    }),
    { numRuns: 1_000 },
  )
})
