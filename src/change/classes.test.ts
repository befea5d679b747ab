import { describe, expect, test } from 'vitest'
import { isUnknown } from '../model/unknown.ts'
import type { Principal } from '../model/principal.ts'
import { text } from '../model/text.ts'
import { awsPrincipal, servicePrincipal } from '../policy/principals.ts'
import { holdsClass } from './classes.ts'
import { app, iam, own, partner } from './test-world.ts'

const everyone: Principal = { kind: 'everyone' }
const ofAccount: Principal = { kind: 'everyone-of-account', account: own }
const ofOrganization: Principal = { kind: 'everyone-of-organization', organization: text('o-a1b2c3d4e5') }
const like = (pattern: string): Principal => ({
  kind: 'principals-like',
  pattern: text(pattern),
  account: own,
})
const provider: Principal = { kind: 'federated', provider: text('accounts.google.com') }
const named = (arn: string): Principal => awsPrincipal(text(arn))
const somewhere: Principal = {
  kind: 'unknown',
  unknown: {
    kind: 'unknown',
    reason: 'known-after-apply',
    name: 'var.who',
    shape: 'arn',
    at: { file: '', address: '', pointer: '' },
  },
}

describe('whether each caller of a class is one of another', () => {
  test.each([
    ['everyone', everyone, named(app), 'yes'],
    ['everyone', everyone, ofAccount, 'yes'],
    ['everyone, who are no identity providers', everyone, provider, 'no'],
    ['an account', ofAccount, named(app), 'yes'],
    ['an account', ofAccount, like(iam(own, 'role/a*')), 'yes'],
    ['an account, of another one', ofAccount, named(iam(partner, 'role/app')), 'no'],
    ['an account, of services', ofAccount, servicePrincipal(text('logs.amazonaws.com')), 'no'],
    ['an organization', ofOrganization, ofAccount, 'unknown'],
    ['an organization, of services', ofOrganization, servicePrincipal(text('logs.amazonaws.com')), 'no'],
    ['names alike', like(iam(own, 'role/*')), like(iam(own, 'role/a*')), 'yes'],
    ['names alike, of more of them', like(iam(own, 'role/a*')), like(iam(own, 'role/*')), 'no'],
    ['one role', named(app), named(app), 'yes'],
    ['one role, of another', named(app), named(iam(own, 'role/b')), 'no'],
    ['the account whose IAM policies decide, of its roles', named(iam(own, 'root')), named(app), 'no'],
    ['everyone, of whom nothing is told', everyone, somewhere, 'yes'],
  ] as const)('%s', (_, whole, part, is) => {
    expect(holdsClass(whole, part)).toBe(is)
  })

  test('is open where one of the accounts is', () => {
    const account = { ...ofAccount, account: somewhere.unknown }
    expect(isUnknown(account.account)).toBe(true)
    expect(holdsClass(account, named(app))).toBe('unknown')
  })
})
