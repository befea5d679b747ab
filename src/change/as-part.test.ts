import { expect, test } from 'vitest'
import type { Conditions } from '../access/random-conditions.ts'
import { accessChange } from './change.ts'
import { allows, own, worldOf } from './test-world.ts'

const here: Conditions = { StringEquals: { 'aws:PrincipalAccount': own } }
const notServices: Conditions = { Bool: { 'aws:PrincipalIsAWSService': 'false' } }

/** What becomes of what everyone of the key's account can do, where it is said otherwise. */
function told(before: Conditions, after: Conditions): readonly string[] {
  const [was, is] = [before, after].map(Condition =>
    worldOf([[{ ...allows('*', 'kms:Decrypt'), Condition }]]),
  )
  if (was === undefined || is === undefined) throw new Error('two worlds')
  return [...accessChange(was, is, ({ address }) => address).keys()]
    .flatMap(({ accesses }) => accesses)
    .filter(({ access }) => access.principal.kind === 'everyone-of-account')
    .map(({ kind, certainty }) => `${certainty} ${kind}`)
}

test('nobody of an account is an AWS service: it loses nothing by being admitted with all others', () => {
  expect(told(here, notServices)).toEqual([])
})

test('and gains nothing by being admitted alone', () => {
  expect(told(notServices, here)).toEqual([])
})

test('what only services have, no account has', () => {
  expect(told(here, { Bool: { 'aws:PrincipalIsAWSService': 'true' } })).toEqual(['certain lost'])
})
