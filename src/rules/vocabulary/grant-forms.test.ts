import { expect, test } from 'vitest'
import { keyOfExample } from '../../examples/example-key.ts'
import type { Grant } from '../../model/grant.ts'
import type { Principal } from '../../model/principal.ts'
import { text } from '../../model/text.ts'
import { emptyWorld, grantTo, unknownNamed } from '../fake-world.ts'
import { grantedToAccount, grantIsRefused, lacksConstraint, refusalsOf, repeatsGrant } from './grant-forms.ts'

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

test('who is granted something may not be told', () => {
  const hidden = { ...grant, grantee: { kind: 'unknown', unknown: unknownNamed('var.who') } } as const
  expect(grantedToAccount.ask(hidden, on()).is).toBe('unknown')
  expect(grantedToAccount.ask(grant, on()).is).toBe('no')
})

test.each([
  ['fits', grant, undefined, 'no'],
  ['eight pairs', constrained(asking('equals', 8)), undefined, 'no'],
  ['nine pairs', constrained(asking('equals', 9)), undefined, 'yes'],
  ['a value of 384 characters', constrained(asking('subset', 1, 'x'.repeat(384))), undefined, 'no'],
  ['a longer value', constrained(asking('subset', 1, 'x'.repeat(385))), undefined, 'yes'],
  ['a context of a key that signs', constrained(asking('equals', 1)), 'RSA_2048', 'yes'],
  ['both kinds', constrained(asking('equals', 1), asking('subset', 1)), undefined, 'yes'],
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

test('of a key that is not told nothing is certain', () => {
  expect(lacksConstraint.ask(grant, emptyWorld).is).toBe('unknown')
  expect(lacksConstraint.ask(grant, on()).is).toBe('yes')
  expect(lacksConstraint.ask(grant, on('RSA_2048')).is).toBe('no')
})

test('of two equal grants the second repeats the first', () => {
  const twin = { ...grant, address: 'aws_kms_grant.twin' }
  const world = { ...on(), grantsOn: () => [grant, twin] }
  expect([grant, twin].map(one => repeatsGrant.ask(one, world).is)).toEqual(['no', 'yes'])
})
