import { describe, expect, test } from 'vitest'
import { keyOfExample } from '../../examples/example-key.ts'
import type { Principal } from '../../model/principal.ts'
import { text } from '../../model/text.ts'
import type { Tri } from '../../model/tri.ts'
import { accessTo, emptyWorld, statementOf, unknownNamed } from '../fake-world.ts'
import {
  besideOwnAccount,
  byEveryoneOfOwnAccount,
  byForeignAccount,
  byOwnAccount,
  byOwnPrincipals,
  byTrustedAccount,
  listedByUniqueId,
} from './callers.ts'

const own = '111122223333'
const other = '444455556666'
const key = keyOfExample({ says: '' })
const somewhere = keyOfExample({ says: '', account: 'unknown' })
const hole = unknownNamed('var.who')
const hidden = { ...hole, shape: 'account-id' } as const

function role(account: string): Principal {
  return { kind: 'role', arn: text(`arn:aws:iam::${account}:role/App`), account }
}

describe('who the caller is to the account of the key', () => {
  test.each<readonly [string, Principal, { of: Tri; all: Tri; some: Tri; foreign: Tri }]>([
    ['anybody', { kind: 'everyone' }, { of: 'no', all: 'no', some: 'no', foreign: 'no' }],
    ['its account', { kind: 'account', account: own }, { of: 'yes', all: 'no', some: 'no', foreign: 'no' }],
    [
      'another account',
      { kind: 'account', account: other },
      { of: 'no', all: 'no', some: 'no', foreign: 'yes' },
    ],
    [
      'an account that is not told',
      { kind: 'account', account: hidden },
      { of: 'unknown', all: 'no', some: 'no', foreign: 'unknown' },
    ],
    [
      'its root user',
      { kind: 'root-user', account: own },
      { of: 'yes', all: 'no', some: 'no', foreign: 'no' },
    ],
    [
      'everybody of its account',
      { kind: 'everyone-of-account', account: own },
      { of: 'no', all: 'yes', some: 'no', foreign: 'no' },
    ],
    [
      'everybody of another account',
      { kind: 'everyone-of-account', account: other },
      { of: 'no', all: 'no', some: 'no', foreign: 'no' },
    ],
    [
      'services that act for its account',
      { kind: 'services-for', owner: text(own) },
      { of: 'no', all: 'yes', some: 'no', foreign: 'no' },
    ],
    [
      'services that act for another account',
      { kind: 'services-for', owner: text(other) },
      { of: 'no', all: 'no', some: 'no', foreign: 'no' },
    ],
    [
      'services that act for whoever is not told',
      { kind: 'services-for', owner: text(hole) },
      { of: 'no', all: 'unknown', some: 'no', foreign: 'no' },
    ],
    ['one of its roles', role(own), { of: 'no', all: 'no', some: 'yes', foreign: 'no' }],
    ['a role of another account', role(other), { of: 'no', all: 'no', some: 'no', foreign: 'no' }],
    [
      'the unique id of somebody',
      { kind: 'unique-id', id: 'AROAEXAMPLE' },
      { of: 'no', all: 'no', some: 'yes', foreign: 'no' },
    ],
    [
      'a service',
      { kind: 'service', name: text('s3.amazonaws.com') },
      { of: 'no', all: 'no', some: 'no', foreign: 'no' },
    ],
    [
      'somebody who is not told, the account perhaps',
      { kind: 'unknown', unknown: hole },
      { of: 'unknown', all: 'no', some: 'no', foreign: 'no' },
    ],
    [
      'somebody whose ARN is not told, so not the account',
      { kind: 'unknown', unknown: { ...hole, shape: 'arn' } },
      { of: 'no', all: 'no', some: 'no', foreign: 'no' },
    ],
    [
      'somebody of its account',
      { kind: 'unknown', unknown: { ...hole, shape: 'arn' }, account: own },
      { of: 'no', all: 'no', some: 'yes', foreign: 'no' },
    ],
  ])('%s', (_, principal, { of, all, some, foreign }) => {
    const access = accessTo(key, principal)
    expect({
      of: byOwnAccount.ask(access, emptyWorld).is,
      all: byEveryoneOfOwnAccount.ask(access, emptyWorld).is,
      some: byOwnPrincipals.ask(access, emptyWorld).is,
      foreign: byForeignAccount.ask(access, emptyWorld).is,
    }).toEqual({ of, all, some, foreign })
  })

  test.each([
    ['the owner', text(hole), key, hole],
    ['the account of the key', text(own), somewhere, somewhere.account],
  ])('whether a service acts for the account of the key hangs on %s', (_, owner, one, unknown) => {
    const access = accessTo(one, { kind: 'services-for', owner })
    expect(byEveryoneOfOwnAccount.ask(access, emptyWorld).hangsOn).toEqual([unknown])
  })
})

describe('what the statement names', () => {
  const id = 'AROAEXAMPLEEXAMPLEEXA'
  const gone: Principal = { kind: 'unique-id', id }

  test.each<readonly [string, object, Principal, Tri]>([
    ['the id', { Principal: { AWS: id } }, gone, 'yes'],
    ['the id among others', { Principal: { AWS: [id, 'AROAEXAMPLEEXAMPLEEXB'] } }, gone, 'yes'],
    ['another id', { Principal: { AWS: 'AROAEXAMPLEEXAMPLEEXB' } }, gone, 'no'],
    ['anybody, whom a condition on the id leaves', { Principal: '*' }, gone, 'no'],
    ['everybody but the id', { NotPrincipal: { AWS: id } }, gone, 'no'],
    ['the id beside a role', { Principal: { AWS: [id, `arn:aws:iam::${own}:role/App`] } }, role(own), 'no'],
  ])('it lists the caller by its id: %s', (_, principals, principal, is) => {
    const access = accessTo(key, principal, { statement: statementOf(principals) })
    expect(listedByUniqueId.ask(access, emptyWorld).is).toBe(is)
  })

  test.each<readonly [string, object, Tri]>([
    [
      'the account beside a role',
      { Principal: { AWS: [`arn:aws:iam::${own}:role/App`, `arn:aws:iam::${own}:root`] } },
      'yes',
    ],
    ['a role of the account alone', { Principal: { AWS: `arn:aws:iam::${own}:role/App` } }, 'no'],
    ['another account', { Principal: { AWS: `arn:aws:iam::${other}:root` } }, 'no'],
    ['everybody but the account', { NotPrincipal: { AWS: `arn:aws:iam::${own}:root` } }, 'no'],
  ])("it names the key's own account: %s", (_, principals, is) => {
    const access = accessTo(key, role(own), { statement: statementOf(principals) })
    expect(besideOwnAccount.ask(access, emptyWorld).is).toBe(is)
  })
})

test.each<readonly [string, Principal, Tri]>([
  ['a role of the trusted account', role(other), 'yes'],
  ['a role of no trusted account', role(own), 'no'],
  ['an account that is not told', { kind: 'account', account: hidden }, 'no'],
])('trusted.accounts: %s', (_, principal, is) => {
  const trust = { ...emptyWorld.trust, accounts: new Map([[other, undefined]]) }
  expect(byTrustedAccount.ask(accessTo(key, principal), { ...emptyWorld, trust }).is).toBe(is)
})
