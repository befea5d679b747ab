import { expect, test } from 'vitest'
import type { Statement } from '../access/random-policies.ts'
import { principalId } from '../model/principal.ts'
import { actionNames } from '../policy/actions.ts'
import { accessChange } from './change.ts'
import { allows, delegation, iam, own, partner, worldOf } from './test-world.ts'

// Principals of another account, of which the input shows nothing but the name: IAM policies of their account decide
// however the key names them, so that naming them otherwise gives and takes nothing.
const account = iam(partner, 'root')
const role = iam(partner, 'role/app')
const here = iam(own, 'role/app')

function when(principal: Parameters<typeof allows>[0], condition: Statement['Condition']): Statement {
  return {
    ...allows(principal, 'kms:Decrypt'),
    ...(condition === undefined ? {} : { Condition: condition }),
  }
}

const byAccount = allows({ AWS: account }, 'kms:Decrypt')
const byRole = allows({ AWS: role }, 'kms:Decrypt')
const everyoneThere = when('*', { StringEquals: { 'aws:PrincipalAccount': partner } })
const onlyRole = when({ AWS: account }, { ArnLike: { 'aws:PrincipalArn': role } })
const organization = when('*', { StringEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' } })

function told(
  before: Statement,
  after: Statement,
  roles: Readonly<Record<string, readonly Statement[]>> = {},
): readonly string[] {
  const [was, is] = [worldOf([[delegation, before]]), worldOf([[delegation, after]], roles)]
  return [...accessChange(was, is, ({ address }) => address).keys()]
    .flatMap(({ accesses }) => accesses)
    .map(
      ({ kind, access }) => `${kind} ${principalId(access.principal)} ${actionNames(access.actions).join()}`,
    )
}

test.each([
  ['an account, then a role of it', byAccount, byRole, [`lost ${account} kms:Decrypt`]],
  ['a role, then its account', byRole, byAccount, [`gained ${account} kms:Decrypt`]],
  ['anyone, then a role', allows('*', 'kms:Decrypt'), byRole, ['lost * kms:Decrypt']],
  ['a role, then anyone', byRole, allows('*', 'kms:Decrypt'), ['gained * kms:Decrypt']],
  ['everyone of an account, then the account', everyoneThere, byAccount, []],
  ['an account, then everyone of it', byAccount, everyoneThere, []],
  ['its account for a role alone, then the role', onlyRole, byRole, [`lost ${account} kms:Decrypt`]],
])('%s', (_name, before, after, changes) => {
  expect(told(before, after)).toEqual(changes)
})

test('a role of an organization that is then named need no longer be of it', () => {
  expect(told(organization, byRole)).toContain(`widened ${role} kms:Decrypt`)
})

test('a role of the key’s own account gains by being named: no IAM policy has to allow it then', () => {
  const named = allows({ AWS: here }, 'kms:Decrypt')
  expect(told(allows({ AWS: iam(own, 'root') }, 'kms:Decrypt'), named)).toEqual([
    `gained ${here} kms:Decrypt`,
  ])
})

test('a role that the input shows gains what its IAM policies come to allow', () => {
  const policies = { [role]: [{ Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*' } as const] }
  expect(told(byAccount, byAccount, policies)).toEqual([`gained ${role} kms:Decrypt`])
})
