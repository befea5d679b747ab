import { expect, test } from 'vitest'
import { readPolicyText } from '../policy/read-policy.ts'
import type { Statement } from '../access/random-policies.ts'
import { sts } from '../access/random-conditions.ts'
import { principalId } from '../model/principal.ts'
import type { Inventory } from '../model/inventory.ts'
import { accessChange } from './change.ts'
import { allows, app, iam, own, partner, worldOf } from './test-world.ts'

function told(before: Inventory, after: Inventory): readonly string[] {
  return [...accessChange(before, after, ({ address }) => address).keys()]
    .flatMap(({ accesses }) => accesses)
    .map(
      ({ kind, certainty, access }) => `${certainty} ${kind} ${principalId(access.principal)} ${access.via}`,
    )
}

const session = sts(own, 'assumed-role/app/s1')

const withPath = iam(own, 'role/team/app')

test.each([
  ['its role still can', app, { [app]: [] }, []],
  ['its role still can, of which nothing but the name is told', app, {}, []],
  ['a role with a path still can, which is its own', withPath, { [withPath]: [] }, []],
  ['a role with a path perhaps still can', withPath, {}, [`possible narrowed ${session} put-key-policy`]],
])('what a session that is no longer named can change, %s', (_name, role, roles, rows) => {
  const byRole = allows({ AWS: role }, 'kms:PutKeyPolicy')
  const bySession = allows({ AWS: session }, 'kms:PutKeyPolicy')
  const changes = told(worldOf([[byRole, bySession]], roles), worldOf([[byRole]], roles))
  expect(changes.filter(row => row.endsWith('put-key-policy'))).toEqual(rows)
})

/** A role that any account may let its principals assume, and somebody of another account. */
function withTrust(may: readonly Statement[]): Inventory {
  const inventory = worldOf([[allows({ AWS: app }, 'kms:Decrypt')]], { [app]: [], [stranger]: may })
  const trust = JSON.stringify({
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' },
  })
  return {
    ...inventory,
    identities: inventory.identities.map(one =>
      one.address === app ? { ...one, trust: readPolicyText(trust, { ...one.at, pointer: '/trust' }) } : one,
    ),
  }
}

const stranger = iam(partner, 'role/stranger')

test('whoever comes to use what his account may give anybody gains it', () => {
  const assume: Statement = { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }
  expect(told(withTrust([]), withTrust([assume]))).toEqual([`certain gained ${stranger} assume-role`])
  expect(told(withTrust([assume]), withTrust([]))).toEqual([`certain lost ${stranger} assume-role`])
})
