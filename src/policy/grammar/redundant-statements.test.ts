import { expect, test } from 'vitest'
import { documentOf, objectionsIn } from './objections-to.ts'
import type { Kind } from './in-statements.ts'
import { redundantStatements } from './redundant-statements.ts'

const role = { AWS: 'arn:aws:iam::111122223333:role/App' }
const one = { Effect: 'Allow', Principal: role, Action: 'kms:Decrypt', Resource: '*' }
const all = { ...one, Action: 'kms:*' }
const { Resource: _resource, ...bare } = one
const { Action: _action, ...idle } = one
const saysOf = (number: number, by: number) =>
  `redundant-statement: statement ${number} says nothing that statement ${by} does not say`

const numbered = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => `kms:a${String(index + from).padStart(2, '0')}`)
const patterns = numbered(21).map(name => ({ ...one, Action: `${name}*` }))

test.each([
  ['the same twice: the second is idle', [one, one], [saysOf(2, 1)]],
  ['the same three times: all but the first are', [one, one, one], [saysOf(3, 1), saysOf(2, 1)]],
  ['an action in another spelling', [one, { ...one, Action: 'KMS:decrypt' }], [saysOf(2, 1)]],
  ['a pattern of another statement holds it', [one, all], [saysOf(1, 2)]],
  ['a pattern holds a pattern', [all, { ...one, Action: 'kms:De*' }], [saysOf(2, 1)]],
  [
    'a pattern and a name hold it together',
    [
      { ...one, Action: ['kms:Encrypt', 'kms:Sign', 'kms:De*'] },
      { ...one, Action: ['kms:Decrypt', 'kms:Encrypt'] },
    ],
    [saysOf(2, 1)],
  ],
  ['a pattern that is longer than what it is beside', [one, { ...one, Action: 'kms:DecryptAll*' }], []],
  [
    'its first action alone is in the other',
    [
      { ...one, Action: ['kms:Decrypt', 'kms:Encrypt', 'kms:Sign'] },
      { ...one, Action: ['kms:Decrypt', 'kms:Verify'] },
    ],
    [],
  ],
  [
    'a pattern holds its first action alone',
    [
      { ...one, Action: ['kms:De*'] },
      { ...one, Action: ['kms:Decrypt', 'kms:Sign'] },
    ],
    [],
  ],
  [
    'its last action alone is in the other',
    [
      { ...one, Action: ['kms:Encrypt', 'kms:Sign', 'kms:Decrypt'] },
      { ...one, Action: ['kms:Verify', 'kms:Decrypt'] },
    ],
    [],
  ],
  [
    'the same beside a longer list that begins so',
    [
      { ...one, Action: ['kms:Decrypt', 'kms:Encrypt', 'kms:Sign'] },
      { ...one, Action: ['kms:Decrypt', 'kms:Verify'] },
      { ...one, Action: ['kms:Verify', 'kms:Decrypt'] },
      { ...one, Action: ['kms:Decrypt', 'kms:Verify'] },
    ],
    [saysOf(4, 2), saysOf(3, 2)],
  ],
  ['one of another principal', [one, { ...one, Principal: '*' }], []],
  ['one on another resource', [one, { ...one, Resource: 'arn:aws:kms:us-west-2:111122223333:key/1' }], []],
  [
    'all but some actions',
    [
      { ...idle, NotAction: 'kms:*' },
      { ...idle, NotAction: 'kms:Decrypt' },
    ],
    [],
  ],
  ['no actions: told as such', [all, { ...one, Action: [] }], []],
  ['no element for actions: told as such', [idle, idle], []],
  ['no resource in a key policy: told as such', [bare, bare], []],
  ['an action that is not told', [all, { ...one, Action: ['kms:Decrypt', '‹action›'] }], []],
  [
    'one hole in both may be filled differently',
    [
      { ...one, Resource: '‹key›' },
      { ...one, Resource: '‹key›' },
    ],
    [],
  ],
  [
    'conditions that are not told',
    [
      { ...one, Condition: '‹conditions›' },
      { ...one, Condition: '‹conditions›' },
    ],
    [],
  ],
  ['a pattern behind many names', [one, { ...one, Action: [...numbered(25), 'kms:De*'] }], [saysOf(1, 2)]],
  [
    'a pattern behind many statements',
    [
      ...numbered(21).map(name => ({ ...one, Action: [name, 'kms:Sign'] })),
      one,
      { ...one, Action: 'kms:De*' },
    ],
    [saysOf(22, 23)],
  ],
  [
    'the first action held by one, and all by another with a pattern that is not for the first',
    [
      { ...one, Action: ['kms:Decrypt', 'kms:Sign', 'kms:Verify'] },
      { ...one, Action: ['kms:Decrypt', 'kms:Enc*'] },
      { ...one, Action: ['kms:Decrypt', 'kms:Encrypt'] },
    ],
    [saysOf(3, 2)],
  ],
  ['the twentieth pattern is compared', [...patterns, { ...one, Action: 'kms:a19x' }], [saysOf(22, 20)]],
  ['of more, no document is asked', [...patterns, { ...one, Action: 'kms:a20x' }], []],
])('%s', (_, statements, says) => {
  expect(objectionsIn(redundantStatements, statements)).toEqual(says)
})

test('the statements of a trust policy have no resource', () => {
  const trust = { Effect: 'Allow', Principal: role, Action: 'sts:AssumeRole' }
  const said = (kind: Kind) => objectionsIn(redundantStatements, [trust, trust], kind)
  expect([said('trust-policy'), said('identity-policy')]).toEqual([[saysOf(2, 1)], []])
})

test.each([
  ['one statement that can turn out in two ways is there once', {}, 0],
  ['another statement of its resource', { pointer: '/Statement/1' }, 1],
  ['a statement of another resource', { address: 'data.b' }, 1],
])('%s', (_, elsewhere, count) => {
  const document = documentOf({ Version: '2012-10-17', Statement: [one] })
  const [first] = document.statements
  if (first === undefined) throw new Error('no statement')
  const other = { ...first, at: { ...first.at, ...elsewhere } }
  const found = redundantStatements({
    document: { ...document, statements: [first, other] },
    kind: 'key-policy',
  })
  expect(found).toHaveLength(count)
})
