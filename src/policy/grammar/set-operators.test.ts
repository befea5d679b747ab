import { expect, test } from 'vitest'
import { codesFor } from './objections-to.ts'
import { setOperators } from './set-operators.ts'

const contextKeys = 'kms:EncryptionContextKeys'
const context = 'kms:EncryptionContext:App'

test.each([
  ['one value', { StringEquals: { [context]: 'a' } }, []],
  ['several values without a qualifier', { StringEquals: { [contextKeys]: 'a' } }, ['missing-qualifier']],
  ['tags without a qualifier', { StringEquals: { 'aws:TagKeys': 'a' } }, ['missing-qualifier']],
  ['their presence', { Null: { 'aws:TagKeys': 'false' } }, []],
  ['any of several', { 'ForAnyValue:StringEquals': { [contextKeys]: 'a' } }, []],
  ['all of several', { 'ForAllValues:StringEquals': { [contextKeys]: 'a' } }, ['all-values-of-none']],
  [
    'all of several, and there must be one',
    { 'ForAllValues:StringEquals': { [contextKeys]: 'a' }, Null: { 'KMS:encryptioncontextkeys': 'false' } },
    [],
  ],
  [
    'all of several, and this one',
    {
      'ForAllValues:StringEquals': { [contextKeys]: ['a', 'b'] },
      'ForAnyValue:StringEquals': { [contextKeys]: 'a' },
    },
    [],
  ],
  [
    'a guard of another key',
    { 'ForAllValues:StringEquals': { [contextKeys]: 'a' }, Null: { 'aws:TagKeys': 'false' } },
    ['all-values-of-none'],
  ],
  [
    'a guard that asks for absence',
    { 'ForAllValues:StringEquals': { [contextKeys]: 'a' }, Null: { [contextKeys]: 'true' } },
    ['all-values-of-none'],
  ],
  [
    'operations of a grant, which always has one',
    { 'ForAllValues:StringEquals': { 'kms:GrantOperations': 'Decrypt' } },
    [],
  ],
  [
    'any operation of a grant',
    { 'ForAnyValue:StringEquals': { 'kms:GrantOperations': 'Decrypt' } },
    ['any-value-of-list'],
  ],
  [
    'any operation beside all',
    {
      'ForAnyValue:StringEquals': { 'kms:GrantOperations': 'Decrypt' },
      'ForAllValues:StringEquals': { 'kms:GrantOperations': ['Decrypt', 'Encrypt'] },
    },
    [],
  ],
  ['tags that may be set', { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['Team'] } }, []],
  [
    'all of one, which KMS refuses',
    { 'ForAllValues:StringEquals': { [context]: 'a' } },
    ['refused-qualifier'],
  ],
  [
    'all of one tag, which KMS refuses',
    { 'ForAllValues:StringEquals': { 'aws:RequestTag/a': 'b' } },
    ['refused-qualifier'],
  ],
  ['any of one', { 'ForAnyValue:StringEquals': { [context]: 'a' } }, ['any-value-of-one']],
  ['all of one', { 'ForAllValues:StringEquals': { 'aws:PrincipalOrgID': 'o' } }, ['all-values-of-one']],
  ['Null with IfExists', { NullIfExists: { [context]: 'true' } }, ['null-if-exists']],
  ['Null with a qualifier', { 'ForAllValues:Null': { 'aws:TagKeys': 'true' } }, ['null-with-qualifier']],
  ['keys of other services', { 'ForAllValues:StringEquals': { 's3:prefix': 'a' } }, []],
] as const)('%s', (_, condition, codes) => {
  expect(codesFor(setOperators, condition)).toEqual(codes)
})

test('a Deny does not open by an absent key', () => {
  const deny = { Effect: 'Deny' }
  const all = { 'ForAllValues:StringNotEquals': { 'aws:PrincipalOrgPaths': 'o/*' } }
  expect(codesFor(setOperators, all, deny)).toEqual([])
  const one = { 'ForAllValues:StringNotEquals': { 'aws:PrincipalOrgID': 'o' } }
  expect(codesFor(setOperators, one, deny)).toEqual(['any-value-of-one'])
})

test.each([
  ['names of the context', { 'ForAllValues:StringEquals': { [contextKeys]: 'a' } }, { Effect: 'Deny' }],
  [
    'operations of a grant',
    { 'ForAnyValue:StringEquals': { 'kms:GrantOperations': 'Decrypt' } },
    { Effect: 'Deny' },
  ],
  ['names that are not listed', { 'ForAllValues:StringNotEquals': { [contextKeys]: 'a' } }, {}],
])('a list opens nothing that it should not: %s', (_, condition, statement) => {
  expect(codesFor(setOperators, condition, statement)).toEqual([])
})

test('IAM takes what KMS refuses', () => {
  const condition = { 'ForAllValues:StringEquals': { [context]: 'a' } }
  expect(codesFor(setOperators, condition, {}, 'identity-policy')).toEqual(['all-values-of-one'])
})
