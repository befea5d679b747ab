import { expect, test } from 'vitest'
import { principalId } from '../model/principal.ts'
import { showCondition } from '../policy/conditions.ts'
import { resolve } from './graph.ts'
import { inventoryIn, type Somebody, type TrustStatement } from './indirect/small-world.ts'
import { iam, other, own } from './random-conditions.ts'
import type { Statement } from './random-policies.ts'

const trusts = (
  Principal: TrustStatement['Principal'],
  rest: Partial<TrustStatement> = {},
): TrustStatement => ({
  Effect: 'Allow',
  Principal,
  Action: 'sts:AssumeRole',
  ...rest,
})

const assume = (Resource: string, Effect: 'Allow' | 'Deny' = 'Allow'): Statement => ({
  Effect,
  Action: 'sts:AssumeRole',
  Resource,
})

/** Who can assume `role/App`, with how certain that is and what must hold. */
function assumers(
  trust: readonly TrustStatement[],
  who: Readonly<Record<string, Somebody>> = {},
): readonly string[] {
  const graph = resolve([inventoryIn({ who: { 'role/App': { trust }, ...who } })])
  const role = graph.identities.find(({ arn }) => arn.includes(iam(own, 'role/App')))
  if (role === undefined) throw new Error('a small world has its role')
  return graph.assumptionsOf(role).map(({ principal, certainty, conditions }) => {
    const when = conditions.map(condition => ` when ${showCondition(condition)}`).join('')
    return `${principalId(principal)} ${certainty}${when}`
  })
}

const providerNamed = (name: string) => ({ Federated: iam(own, `oidc-provider/${name}`) })

const account = iam(own, 'root')
const app = iam(own, 'role/App')

test('an account lets those assume it whom its IAM policies allow', () => {
  const who: Readonly<Record<string, Somebody>> = {
    'role/Ci': { may: [assume(app)] },
    'role/Any': { may: [assume('*')] },
    'role/Other': { may: [assume(iam(own, 'role/Else'))] },
    'role/Denied': { may: [assume('*'), assume(app, 'Deny')] },
    'role/Bounded': { may: [assume('*')], boundary: [{ Effect: 'Allow', Action: 'kms:*', Resource: '*' }] },
  }
  expect(assumers([trusts({ AWS: account })], who).toSorted()).toEqual([
    `${iam(own, 'role/Any')} certain`,
    `${iam(own, 'role/Ci')} certain`,
    `${account} certain`,
  ])
})

test('whom a role of the same account trusts by name needs no IAM policy, and a foreign one does', () => {
  expect(assumers([trusts({ AWS: iam(own, 'role/Ci') })], { 'role/Ci': {} })).toEqual([
    `${iam(own, 'role/Ci')} certain`,
  ])
  const foreign = iam(other, 'role/Ci')
  expect(assumers([trusts({ AWS: foreign })], { [foreign]: {} })).toEqual([])
  expect(assumers([trusts({ AWS: foreign })], { [foreign]: { may: [assume(app)] } })).toEqual([
    `${foreign} certain`,
  ])
})

test('conditions of the trust policy stay with it, and a Deny takes away', () => {
  const external = { StringEquals: { 'sts:ExternalId': 'x' } }
  expect(assumers([trusts({ AWS: iam(other, 'root') }, { Condition: external })])).toEqual([
    `${iam(other, 'root')} certain when sts:ExternalId is x`,
  ])
  expect(assumers([trusts('*'), trusts('*', { Effect: 'Deny' })])).toEqual([])
})

test('services and identity providers', () => {
  expect(
    assumers([
      trusts({ Service: 'ec2.amazonaws.com' }),
      trusts(
        { Federated: iam(own, 'oidc-provider/ci.example') },
        { Action: 'sts:AssumeRoleWithWebIdentity' },
      ),
    ]),
  ).toEqual(['ec2.amazonaws.com certain', `${iam(own, 'oidc-provider/ci.example')} certain`])
})

test.each([
  ['the provider', 'ci.example', []],
  ['another provider', 'other.example', [`${iam(own, 'oidc-provider/ci.example')} certain`]],
])('a Deny for %s', (_, denied, left) => {
  const Action = 'sts:AssumeRoleWithWebIdentity'
  const deny = trusts(providerNamed(denied), { Effect: 'Deny', Action })
  expect(assumers([trusts(providerNamed('ci.example'), { Action }), deny])).toEqual(left)
})
