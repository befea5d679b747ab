import { describe, expect, test } from 'vitest'
import { keyOfExample } from '../../examples/example-key.ts'
import type { Grant } from '../../model/grant.ts'
import type { Key } from '../../model/key.ts'
import type { Principal } from '../../model/principal.ts'
import { text } from '../../model/text.ts'
import type { Tri } from '../../model/tri.ts'
import type { Unknown } from '../../model/unknown.ts'
import { emptyWorld, grantTo, unknownNamed } from '../fake-world.ts'
import {
  grantedToAccount,
  grantedToService,
  grantIsRefused,
  isHardToEnd,
  lacksConstraint,
  refusalsOf,
  repeatsGrant,
} from './grant-forms.ts'

const app: Principal = {
  kind: 'role',
  arn: text('arn:aws:iam::111122223333:role/App'),
  account: '111122223333',
}
const grant = grantTo(app, ['aws_kms_key.example'])
const on = (spec?: string) => {
  const key = keyOfExample({
    says: '',
    ...(spec !== undefined && { key: { customer_master_key_spec: spec } }),
  })
  return { ...emptyWorld, keysOfGrant: () => [key] }
}
const pairs = (count: number, value = 'x') =>
  new Map(Array.from({ length: count }, (_, index) => [`k${index}`, text(value)]))
const asking = (kind: 'equals' | 'subset', count: number, value?: string) =>
  ({ kind, pairs: pairs(count, value), at: grant.at }) as const
const constrained = (...constraints: Grant['constraints']): Grant => ({ ...grant, constraints })

const nameless = unknownNamed('var.hidden')
const to = (grantee: Principal): Grant => ({ ...grant, grantee })
const allowing = (...operations: readonly (string | Unknown)[]): Grant => ({
  ...grant,
  operations: operations.map(one => text(one)),
})

test.each<readonly [string, Principal, Tri, Tri]>([
  ['a role', app, 'no', 'no'],
  ['an account', { kind: 'account', account: '111122223333' }, 'yes', 'no'],
  ['a service', { kind: 'service', name: text('rds.amazonaws.com') }, 'no', 'yes'],
  [
    'a role that a service made for itself',
    {
      ...app,
      arn: text('arn:aws:iam::111122223333:role/aws-service-role/rds.amazonaws.com/AWSServiceRoleForRDS'),
    },
    'no',
    'yes',
  ],
  ['somebody who is not told', { kind: 'unknown', unknown: nameless }, 'unknown', 'unknown'],
])('the grantee is %s', (_, grantee, isAccount, isService) => {
  expect(grantedToAccount.ask(to(grantee), on()).is).toBe(isAccount)
  expect(grantedToService.ask(to(grantee), on()).is).toBe(isService)
})

test.each<readonly [string, Partial<Grant>, Tri]>([
  ['nothing', {}, 'yes'],
  ['its name', { name: text('app') }, 'no'],
  ['who may retire it', { retiringPrincipal: app }, 'no'],
  ['that its grantee may retire it', { operations: [text('RetireGrant')] }, 'no'],
  ['an operation that is not told', { operations: [text(nameless)] }, 'unknown'],
])('it is hard to end where it tells %s', (_, more, is) => {
  expect(isHardToEnd.ask({ ...grant, ...more }, on()).is).toBe(is)
})

test.each([
  ['fits', grant, undefined, 'no'],
  ['eight pairs', constrained(asking('equals', 8)), undefined, 'no'],
  ['nine pairs', constrained(asking('equals', 9)), undefined, 'yes'],
  ['a value of 384 characters', constrained(asking('subset', 1, 'x'.repeat(384))), undefined, 'no'],
  ['a longer value', constrained(asking('subset', 1, 'x'.repeat(385))), undefined, 'yes'],
  ['a context of a key that signs', constrained(asking('equals', 1)), 'RSA_2048', 'yes'],
  ['both kinds', constrained(asking('equals', 1), asking('subset', 1)), undefined, 'yes'],
  [
    'a source',
    constrained({ kind: 'source-arn', arn: text('arn:aws:sns:*'), at: grant.at }),
    undefined,
    'no',
  ],
  [
    'a constraint that is not told',
    constrained({ kind: 'unknown', unknown: nameless }),
    undefined,
    'unknown',
  ],
  [
    'a value that is not told',
    constrained({ kind: 'equals', pairs: new Map([['k', text(nameless)]]), at: grant.at }),
    undefined,
    'unknown',
  ],
  ['a grantee who is not told', to({ kind: 'unknown', unknown: nameless }), undefined, 'unknown'],
  ['everybody', to({ kind: 'everyone' }), undefined, 'yes'],
  ['an operation of no key', { ...grant, operations: [text('PutKeyPolicy')] }, undefined, 'yes'],
  ['an operation of keys that sign', { ...grant, operations: [text('Sign')] }, undefined, 'yes'],
  [
    'an operation that is not told',
    { ...grant, operations: [text(unknownNamed('var.o'))] },
    undefined,
    'unknown',
  ],
] as const)('KMS refuses it: %s', (_, one, spec, expected) => {
  expect(grantIsRefused.ask(one, on(spec)).is).toBe(expected)
  expect(refusalsOf(one, on(spec)) === '').toBe(expected === 'no')
})

const rsa = keyOfExample({ says: '', key: { customer_master_key_spec: 'RSA_2048' } })
const usual = keyOfExample({ says: '' })
const hidden = { ...usual, spec: nameless, usage: nameless }
const among = (...keys: readonly Key[]) => ({ ...emptyWorld, keysOfGrant: () => keys })

describe('what the key can do', () => {
  test.each<readonly [string, Grant, readonly Key[], Tri]>([
    ['no key that is told', allowing('Decrypt'), [], 'unknown'],
    ['no key that is told, and what all can do', allowing('DescribeKey', 'RetireGrant'), [], 'no'],
    ['one of two keys', allowing('Sign'), [usual, rsa], 'unknown'],
    ['a key whose kind is not told', allowing('Sign'), [hidden], 'unknown'],
    ['a key whose kind is not told, and what all can do', allowing('CreateGrant'), [hidden], 'no'],
    [
      'a key that decrypts, of a kind that is not told',
      allowing('Sign'),
      [{ ...usual, spec: nameless }],
      'yes',
    ],
  ])('%s', (_, one, keys, is) => {
    expect(grantIsRefused.ask(one, among(...keys)).is).toBe(is)
  })

  test.each<readonly [string, readonly Key[], Tri]>([
    ['no key that is told', [], 'unknown'],
    ['a symmetric key', [usual], 'yes'],
    ['a key pair', [rsa], 'no'],
    ['one of two keys', [usual, rsa], 'unknown'],
    ['a key whose kind is not told', [hidden], 'unknown'],
  ])('plaintext without a constraint: %s', (_, keys, is) => {
    expect(lacksConstraint.ask(grant, among(...keys)).is).toBe(is)
  })
})

test.each<readonly [string, Grant, readonly Key[], string]>([
  ['what is certain', allowing('PutKeyPolicy', nameless), [usual], 'PutKeyPolicy can be in no grant'],
  [
    'what hangs on something, where nothing is certain',
    allowing(nameless),
    [usual],
    'an operation is not told',
  ],
  [
    'all that hangs on something',
    { ...allowing('Decrypt'), grantee: { kind: 'unknown', unknown: nameless } },
    [],
    'who is the grantee is not told and which operations the key has is not told',
  ],
])('why KMS refuses it: %s', (_, one, keys, words) => {
  expect(refusalsOf(one, among(...keys))).toBe(words)
})

const source = (arn: string) => ({ kind: 'source-arn', arn: text(arn), at: grant.at }) as const
const untold = (name: string) => ({ kind: 'unknown', unknown: unknownNamed(name) }) as const

describe('of two grants on one key the second repeats the first', () => {
  const known = constrained(source('arn:aws:sns:us-west-2:111122223333:a'))

  test.each<readonly [string, Grant, Partial<Grant>, Tri]>([
    ['that are alike', grant, {}, 'yes'],
    ['with other operations', grant, { operations: [text('Encrypt')] }, 'no'],
    ['in another order', allowing('Decrypt', 'Encrypt'), allowing('Encrypt', 'Decrypt'), 'yes'],
    ['from one source', known, {}, 'yes'],
    ['from two sources', known, { constraints: [source('arn:aws:sns:us-west-2:111122223333:b')] }, 'no'],
    [
      'with constraints that are not told',
      constrained(untold('var.a')),
      { constraints: [untold('var.b')] },
      'no',
    ],
    [
      'for a whole context and a part',
      constrained(asking('equals', 1)),
      constrained(asking('subset', 1)),
      'no',
    ],
    ['by two names', { ...grant, name: text('a') }, { name: text('b') }, 'no'],
    ['for somebody who is not told', to({ kind: 'unknown', unknown: nameless }), {}, 'unknown'],
  ])('%s', (_, first, more, is) => {
    const second = { ...first, ...more, address: 'aws_kms_grant.second' }
    const world = { ...on(), grantsOn: () => [first, second] }
    expect([first, second].map(one => repeatsGrant.ask(one, world).is)).toEqual(['no', is])
  })
})
