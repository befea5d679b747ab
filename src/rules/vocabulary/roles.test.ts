import { describe, expect, test } from 'vitest'
import type { Principal } from '../../model/principal.ts'
import { text } from '../../model/text.ts'
import type { Tri } from '../../model/tri.ts'
import type { World } from '../word.ts'
import {
  assumptionBy,
  emptyWorld,
  permissionOf,
  roleNamed,
  statementOf,
  unknownNamed,
} from '../fake-world.ts'
import {
  assumerIsNarrowed,
  byUntrustedAccount,
  externalIdIsAsked,
  heldFromOutside,
  holdersInWords,
  opensPlaintext,
  roleReachesPlaintext,
} from './roles.ts'

const open = roleNamed('App', { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' })
const foreign = '444455556666'

function worldWhere(principal: Principal, hidden = false): World {
  const unknowns = hidden ? [unknownNamed('var.condition')] : []
  return { ...emptyWorld, assumptionsOf: role => [assumptionBy(principal, role, unknowns)] }
}

describe('a role that somebody outside can assume', () => {
  test.each<readonly [string, Principal, Tri]>([
    ['anyone', { kind: 'everyone' }, 'yes'],
    ['another account', { kind: 'account', account: foreign }, 'yes'],
    ['a role of another account', { kind: 'role', arn: text('arn'), account: foreign }, 'yes'],
    [
      'an undeclared organization',
      { kind: 'everyone-of-organization', organization: text('o-a') },
      'unknown',
    ],
    ['somebody not told', { kind: 'unknown', unknown: unknownNamed('var.who') }, 'unknown'],
    ['the own account', { kind: 'account', account: '111122223333' }, 'no'],
    ['a service', { kind: 'service', name: text('ec2.amazonaws.com') }, 'no'],
    ['an identity provider', { kind: 'federated', provider: text('arn') }, 'no'],
  ])('%s', (_, principal, is) => {
    const permission = permissionOf({ Action: 'kms:*', Resource: '*' }, [open])
    expect(heldFromOutside.ask(permission, worldWhere(principal)).is).toBe(is)
  })

  test('a trusted account is not outside', () => {
    const permission = permissionOf({ Action: 'kms:*', Resource: '*' }, [open])
    const world = worldWhere({ kind: 'account', account: foreign })
    const trust = { ...world.trust, accounts: new Map([[foreign, undefined]]) }
    expect(heldFromOutside.ask(permission, { ...world, trust }).is).toBe('no')
  })

  test('what hides whether the trust policy admits it hides this too', () => {
    const permission = permissionOf({ Action: 'kms:*', Resource: '*' }, [open])
    const answer = heldFromOutside.ask(permission, worldWhere({ kind: 'account', account: foreign }, true))
    expect([answer.is, answer.hangsOn.map(({ name }) => name)]).toEqual(['unknown', ['var.condition']])
  })

  test('one of many holders is enough', () => {
    const permission = permissionOf({ Action: 'kms:*', Resource: '*' }, [
      roleNamed('A'),
      open,
      roleNamed('B'),
    ])
    expect(heldFromOutside.ask(permission, worldWhere({ kind: 'everyone' })).is).toBe('yes')
  })

  test('a role that trusts its own account and services alone is not asked about', () => {
    const trust = {
      Effect: 'Allow',
      Principal: { AWS: '111122223333', Service: 'ec2.amazonaws.com' },
      Action: '*',
    }
    const permission = permissionOf({ Action: 'kms:*', Resource: '*' }, [roleNamed('A', trust)])
    const world: World = {
      ...emptyWorld,
      assumptionsOf: () => {
        throw new Error('asked')
      },
    }
    expect(heldFromOutside.ask(permission, world).is).toBe('no')
  })
})

describe('an external id', () => {
  test.each<readonly [object, Tri]>([
    [{ StringEquals: { 'sts:ExternalId': 'a7f3c1' } }, 'yes'],
    [{ StringLike: { 'STS:externalid': 'a7f3c1' } }, 'yes'],
    [{ StringLike: { 'sts:ExternalId': '*' } }, 'no'],
    [{ StringLike: { 'sts:ExternalId': ['a7f3c1', 'a*'] } }, 'no'],
    [{ StringEquals: { 'sts:ExternalId': '${aws:PrincipalAccount}' } }, 'no'],
    [{ StringEquals: { 'sts:ExternalId': 'a7-${aws:PrincipalAccount}' } }, 'no'],
    [{ StringEquals: { 'sts:ExternalId': [] } }, 'no'],
    [{ StringEqualsIfExists: { 'sts:ExternalId': 'a7f3c1' } }, 'no'],
    [{ StringNotEquals: { 'sts:ExternalId': 'a7f3c1' } }, 'no'],
    [{ Null: { 'sts:ExternalId': 'false' } }, 'no'],
    [{ Bool: { 'aws:MultiFactorAuthPresent': 'true' } }, 'no'],
  ])('%j: %s', (Condition, is) => {
    const { conditions } = statementOf({ Principal: '*', Action: 'sts:AssumeRole', Condition })
    const assumption = { ...assumptionBy({ kind: 'everyone' }, open), conditions }
    expect(externalIdIsAsked.ask(assumption, emptyWorld).is).toBe(is)
  })

  test.each<readonly [string, object, Tri]>([
    ['for those who say another asks for it', { StringNotEquals: { 'sts:ExternalId': 'a7f3c1' } }, 'yes'],
    ['for those who say it does not', { StringEquals: { 'sts:ExternalId': 'a7f3c1' } }, 'no'],
    [
      'that something else escapes too does not',
      { StringNotEquals: { 'sts:ExternalId': 'a7f3c1', 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
      'no',
    ],
  ])('a Deny %s', (_says, Condition, is) => {
    const { conditions } = statementOf({ Principal: '*', Action: 'sts:AssumeRole', Condition })
    const assumption = { ...assumptionBy({ kind: 'everyone' }, open), unless: [conditions] }
    expect(externalIdIsAsked.ask(assumption, emptyWorld).is).toBe(is)
  })
})

test.each<readonly [string, object, Tri]>([
  ['their organization', { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }, 'yes'],
  ['their ARNs', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::444455556666:role/*' } }, 'yes'],
  ['another organization', { StringNotEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }, 'no'],
  ['an external id', { StringEquals: { 'sts:ExternalId': 'a7f3c1' } }, 'no'],
])('a condition on %s narrows who assumes a role: %s', (_says, Condition, is) => {
  const { conditions } = statementOf({ Principal: '*', Action: 'sts:AssumeRole', Condition })
  const assumption = { ...assumptionBy({ kind: 'everyone' }, open), conditions }
  expect(assumerIsNarrowed.ask(assumption, emptyWorld).is).toBe(is)
})

test.each<readonly [string, Principal, Tri]>([
  ['another account', { kind: 'account', account: foreign }, 'yes'],
  ['everybody of another account', { kind: 'everyone-of-account', account: foreign }, 'yes'],
  ['somebody not told', { kind: 'unknown', unknown: unknownNamed('var.who') }, 'unknown'],
  ['the own account', { kind: 'account', account: '111122223333' }, 'no'],
  ['one role of another account', { kind: 'role', arn: text('arn'), account: foreign }, 'no'],
])('%s is another account as a whole: %s', (_says, principal, is) => {
  expect(byUntrustedAccount.ask(assumptionBy(principal, open), emptyWorld).is).toBe(is)
})

test.each<Tri>(['yes', 'no', 'unknown'])('a role that may reach plaintext: %s', reaches => {
  const answer = roleReachesPlaintext.ask(assumptionBy({ kind: 'everyone' }, open), {
    ...emptyWorld,
    mayReach: () => reaches,
  })
  expect(answer.is).toBe(reaches)
  expect(answer.hangsOn.length > 0).toBe(reaches === 'unknown')
})

test('those who have a policy are named, and the rest are counted', () => {
  const [a, b, c, d] = [roleNamed('a'), roleNamed('b'), roleNamed('c'), roleNamed('d')]
  expect(holdersInWords([a])).toBe('aws_iam_role.a')
  expect(holdersInWords([{ ...a, address: 'aws_iam_policy.p', standsIn: true }])).toBe(
    'whoever gets aws_iam_policy.p',
  )
  expect(holdersInWords([{ ...a, kind: 'user', address: 'aws_iam_group.g', standsIn: true }])).toBe(
    'whoever joins aws_iam_group.g',
  )
  expect(holdersInWords([a, b])).toBe('aws_iam_role.a and aws_iam_role.b')
  expect(holdersInWords([a, b, c])).toBe('aws_iam_role.a, aws_iam_role.b and 1 other')
  expect(holdersInWords([a, b, c, d])).toBe('aws_iam_role.a, aws_iam_role.b and 2 others')
})

test('a trust policy opens plaintext where its role reaches some; no other policy is one', () => {
  const world: World = { ...emptyWorld, mayReach: () => 'yes' }
  const statement = statementOf({ Principal: '*', Action: 'sts:AssumeRole' })
  const { policy } = permissionOf({ Action: 'kms:*', Resource: '*' }, [open])
  const { document } = policy
  expect(opensPlaintext.ask({ in: 'trust-policy', role: open, document, statement }, world).is).toBe('yes')
  expect(opensPlaintext.ask({ in: 'identity-policy', policy, holders: [open], statement }, world).is).toBe(
    'no',
  )
})
