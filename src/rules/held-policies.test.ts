import { describe, expect, test } from 'vitest'
import type { IdentityPolicy } from '../model/identity.ts'
import { readPolicyText } from '../policy/read-policy.ts'
import { emptyGraph, roleNamed } from './fake-world.ts'
import { heldPolicies } from './held-policies.ts'

function policyOf(written: object, more: Partial<IdentityPolicy> = {}): IdentityPolicy {
  const at = { file: 'plan.json', address: 'aws_iam_policy.shared', pointer: '/policy' }
  const document = readPolicyText(JSON.stringify({ Version: '2012-10-17', ...written }), at)
  return { name: 'managed policy "shared"', document, sensitive: false, hangsOn: [], ...more }
}

const decrypt = { Statement: { Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*' } }

describe('a policy that several have', () => {
  test.each([
    ['is one', [policyOf(decrypt), policyOf(decrypt)], [2]],
    ['is one without statements too', [policyOf({ Statement: [] }), policyOf({ Statement: [] })], [2]],
    [
      'is one by whatever name each has it',
      ['a', 'b'].map(user => policyOf(decrypt, { name: `inline policy P of user/${user}` })),
      [2],
    ],
    [
      'is another by its name where AWS wrote it: one argument can list several',
      ['AdministratorAccess', 'PowerUserAccess'].map(name => policyOf(decrypt, { name, ofAws: true })),
      [1, 1],
    ],
  ])('%s', (_says, policies, holders) => {
    const identities = policies.map((policy, index) => ({ ...roleNamed(`role${index}`), policies: [policy] }))
    const held = [...heldPolicies({ ...emptyGraph, identities })]
    expect(held.map(one => one.holders.length)).toEqual(holders)
  })
})

test.each([
  ['a policy of a group: whoever joins it, a user', policyOf(decrypt, { ofGroup: true }), 'user'],
  ['any other: whoever gets it', policyOf(decrypt), 'role'],
])('nobody is known to have %s', (_says, policy, kind) => {
  const [held] = heldPolicies({ ...emptyGraph, unattached: [policy] })
  // He may have other policies besides.
  expect(held?.holders).toMatchObject([{ kind, standsIn: true, complete: false }])
})
