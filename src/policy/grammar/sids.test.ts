import { expect, test } from 'vitest'
import type { PolicyDocument } from '../../model/statement.ts'
import type { Kind } from './in-statements.ts'
import { documentOf } from './objections-to.ts'
import { sids } from './sids.ts'

function named(...names: readonly (string | undefined)[]): PolicyDocument {
  const Statement = names.map(Sid => ({ Sid, Effect: 'Allow' }))
  return documentOf({ Version: '2012-10-17', Statement })
}

function codesOf(document: PolicyDocument, kind: Kind): readonly string[] {
  return sids({ document, kind }).map(({ code }) => code)
}

test.each([
  ['key-policy', ['Enable IAM policies'], []],
  ['endpoint-policy', ['Enable IAM policies'], []],
  ['identity-policy', ['Enable IAM policies'], ['invalid-sid']],
  ['trust-policy', ['Use-1'], ['invalid-sid']],
  ['scp', ['Use1'], []],
  ['key-policy', ['A', 'A'], ['sid-twice']],
  ['endpoint-policy', ['A', 'A'], ['sid-twice']],
  ['trust-policy', ['A', 'A'], ['sid-twice']],
  ['identity-policy', ['A', 'A'], ['repeated-sid']],
  ['identity-policy', ['A', 'a'], []],
  ['identity-policy', ['A', 'A', 'A'], ['repeated-sid']],
  ['identity-policy', ['A', 'B', 'A', 'B'], ['repeated-sid', 'repeated-sid']],
  ['identity-policy', ['', ''], []],
  ['identity-policy', [undefined, undefined], []],
  ['identity-policy', ['A‹var.name›', 'A‹var.name›'], []],
] as const)('a %s with the names %j', (kind, names, codes) => {
  expect(codesOf(named(...names), kind)).toEqual(codes)
})

test('a statement that stands in several ways at one place has its name once', () => {
  const [either] = named('A').statements
  if (either === undefined) throw new Error('no statement')
  const document = { ...named('A'), statements: [either, { ...either, effect: 'Deny' as const }] }
  expect(codesOf(document, 'identity-policy')).toEqual([])
})

test('an objection hangs on what hides its statement', () => {
  const Statement = [
    { Sid: 'A', Effect: 'Allow' },
    { Sid: 'A', Effect: 'Allow', Condition: '‹var.condition›' },
    { Sid: 'b c', Effect: 'Allow', Condition: '‹var.other›' },
  ]
  const told = sids({ document: documentOf({ Version: '2012-10-17', Statement }), kind: 'identity-policy' })
  expect(told.map(({ code, hangsOn = [] }) => [code, hangsOn.map(({ name }) => name)])).toEqual([
    ['invalid-sid', ['var.other']],
    ['repeated-sid', ['var.condition']],
  ])
})
