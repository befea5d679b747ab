import { expect, test } from 'vitest'
import { objectionsTo } from './objections-to.ts'
import { organizationSyntax } from './organization-syntax.ts'

const scp = 'a service control policy is about whoever is in the accounts that it is attached to'
const role = { AWS: 'arn:aws:iam::111122223333:role/App' }
const denied = { Effect: 'Deny', Action: 'kms:Decrypt', Resource: '*' }

test.each([
  ['no principal', {}, []],
  ['a principal', { Principal: '*' }, [`scp-principal: statement 1 has a \`Principal\`: ${scp}`]],
  ['all but one', { NotPrincipal: role }, [`scp-principal: statement 1 has a \`NotPrincipal\`: ${scp}`]],
])('a service control policy with %s', (_, statement, objections) => {
  expect(objectionsTo(organizationSyntax, { ...denied, ...statement }, { kind: 'scp' })).toEqual(objections)
})

test.each([
  ['everybody', {}, []],
  ['principals that are not told', { Principal: { AWS: '‹var.role›' } }, []],
  [
    'a role',
    { Principal: role },
    [
      'rcp-syntax: statement 1 names a principal: in a resource control policy that is `"*"`, and conditions say who',
    ],
  ],
  [
    'everybody but a role',
    { Principal: undefined, NotPrincipal: role },
    ['rcp-syntax: statement 1 has a `NotPrincipal`, which a resource control policy cannot have'],
  ],
  [
    'all but an action',
    { Action: undefined, NotAction: 's3:GetObject' },
    ['rcp-syntax: statement 1 has a `NotAction`, which a resource control policy cannot have'],
  ],
  [
    'every action',
    { Action: ['kms:Decrypt', '*'] },
    ['rcp-syntax: statement 1 denies `*`: a resource control policy names the service, like `kms:*`'],
  ],
  [
    'an Allow',
    { Effect: 'Allow' },
    ['rcp-syntax: statement 1 allows, and a resource control policy can only deny'],
  ],
  ['an effect that is not told', { Effect: '‹var.effect›' }, []],
  [
    'the retirement of grants',
    { Action: ['kms:Decrypt', 'kms:retiregrant'] },
    ['rcp-retire-grant: statement 1 denies `kms:RetireGrant`, which no resource control policy stops'],
  ],
  ['actions of KMS among which that is', { Action: 'kms:*' }, []],
  ['an action of that name elsewhere', { Action: 'license-manager:RetireGrant' }, []],
])('a resource control policy with %s', (_, statement, objections) => {
  const whole = { ...denied, Principal: '*', ...statement }
  expect(objectionsTo(organizationSyntax, whole, { kind: 'rcp' })).toEqual(objections)
})

test('other policies may have what these may not', () => {
  const statement = { ...denied, Effect: 'Allow', Principal: role }
  expect(objectionsTo(organizationSyntax, statement, { kind: 'key-policy' })).toEqual([])
})
