import { expect, test } from 'vitest'
import { codesFor } from './objections-to.ts'
import { tagConditions } from './tag-conditions.ts'

const tag = { StringEquals: { 'aws:ResourceTag/Team': 'a' } }
const allowed = ['tag-not-supported']
const denied = ['denied-tag-not-supported']

test.each([
  ['KMS has tags', tag, { Action: 'kms:*' }, []],
  ['a service without', tag, { Action: 'polly:DeleteLexicon' }, allowed],
  ['a service without, denied', tag, { Effect: 'Deny', Action: ['kms:*', 'Polly:*'] }, denied],
  ['everything but some', tag, { NotAction: 'kms:*' }, allowed],
  ['everything but some, denied', tag, { Effect: 'Deny', NotAction: 'kms:*' }, denied],
  ['every action', tag, { Action: '*' }, []],
  [
    'another tag',
    { StringNotEquals: { 'aws:ResourceTag/Team': 'a' } },
    { Effect: 'Deny', Action: 'polly:*' },
    [],
  ],
  ['a tag of the caller', { StringEquals: { 'aws:PrincipalTag/Team': 'a' } }, { Action: 'polly:*' }, []],
  ['no action', tag, { Action: undefined }, []],
  ['no condition', {}, { Action: 'polly:*' }, []],
  ['an action that is not told', tag, { Action: ['‹var.action›', 'pol‹var.rest›'] }, []],
  ['an action of a service without that is not told', tag, { Action: 'polly:‹var.action›' }, allowed],
] as const)('%s', (_, condition, statement, codes) => {
  expect(codesFor(tagConditions, condition, statement, 'identity-policy')).toEqual(codes)
})

test.each([
  ['identity-policy', allowed],
  ['scp', allowed],
  ['key-policy', []],
  ['rcp', []],
] as const)('in a %s', (kind, codes) => {
  expect(codesFor(tagConditions, tag, { Action: 'polly:*' }, kind)).toEqual(codes)
})
