import { describe, expect, test } from 'vitest'
import { text } from '../model/text.ts'
import { noTrust } from '../model/trust.ts'
import type { Unknown } from '../model/unknown.ts'
import { roleNamed, unknownNamed } from './fake-world.ts'
import { admitsOutsiders, isUntrustedOutsider } from './outsiders.ts'

const own = 'arn:aws:iam::111122223333:root'
const partner = 'arn:aws:iam::444455556666:root'
const assume = { Effect: 'Allow', Action: 'sts:AssumeRole' }

describe('whether a trust policy admits outsiders', () => {
  test.each<readonly [string, object, boolean]>([
    ['its own account', { ...assume, Principal: { AWS: own } }, false],
    ['a service', { ...assume, Principal: { Service: 'ec2.amazonaws.com' } }, false],
    ['another account', { ...assume, Principal: { AWS: partner } }, true],
    ['another account beside its own', { ...assume, Principal: { AWS: [own, partner] } }, true],
    ['all but somebody', { ...assume, NotPrincipal: { AWS: own } }, true],
    [
      'another account beside a service, in statements of their own',
      [
        { ...assume, Principal: { Service: 'ec2.amazonaws.com' } },
        { ...assume, Principal: { AWS: partner } },
      ],
      true,
    ],
    ['a Deny for all admits nobody', { ...assume, Effect: 'Deny', Principal: '*' }, false],
  ])('%s', (_says, trust, expected) => {
    expect(admitsOutsiders(roleNamed('App', trust))).toBe(expected)
  })
})

describe('whether an organization is outside', () => {
  const home = { account: '111122223333', at: { file: '', address: '', pointer: '' } }
  const hole = unknownNamed('var.organization')

  test.each([
    ['one that is declared', text('o-own'), ['o-own'], 'no', []],
    ['one that is not, beside others that are', text('o-other'), ['o-own'], 'yes', []],
    ['one that is not known yet, beside others that are declared', text(hole), ['o-own'], 'unknown', [hole]],
  ] as const)('%s', (_says, organization, organizations, is, hangsOn) => {
    const trust = { ...noTrust, organizations: new Set(organizations) }
    const answer = isUntrustedOutsider({ kind: 'everyone-of-organization', organization }, home, trust)
    expect(answer).toMatchObject({ is, hangsOn })
  })
})

const at = { file: 'plan.json', address: 'aws_kms_key.k', pointer: '/policy' }
const topic: Unknown = {
  kind: 'unknown',
  reason: 'known-after-apply',
  name: 'aws_sns_topic.orders.arn',
  shape: 'arn',
  at,
}

function isOutside(owner: Unknown): string {
  const home = { account: '111122223333', at }
  return isUntrustedOutsider({ kind: 'services-for', owner: [owner] }, home, noTrust).is
}

test('what the change makes belongs to nobody else', () => {
  expect(isOutside(topic)).toBe('no')
})

test('what a variable names, or what may be no ARN, can belong to anybody', () => {
  expect(isOutside({ ...topic, reason: 'parameter' })).toBe('unknown')
  expect(isOutside({ ...topic, shape: 'anything' })).toBe('unknown')
})
