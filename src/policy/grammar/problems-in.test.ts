import { expect, test } from 'vitest'
import type { PolicyDocument } from '../../model/statement.ts'
import type { Judged } from './in-statements.ts'
import { documentOf } from './objections-to.ts'
import { problemsIn } from './problems-in.ts'

function codesIn(judged: Judged): readonly string[] {
  return problemsIn(judged).map(({ code }) => code)
}

/** A policy of roles and users with about so many characters. */
function policyOf(length: number): PolicyDocument {
  const Resource = `arn:aws:kms:us-west-2:111122223333:key/${'x'.repeat(length)}`
  const Statement = { Effect: 'Allow', Action: 'kms:Decrypt', Resource }
  return documentOf({ Version: '2012-10-17', Statement })
}

test('one document can be the policy of several resources, of several kinds', () => {
  const document = policyOf(1)
  const inTrust = ['missing-element', 'unsupported-action', 'trust-syntax']
  expect(codesIn({ document, kind: 'identity-policy' })).toEqual([])
  expect(codesIn({ document, kind: 'trust-policy' }).toSorted()).toEqual(inTrust.toSorted())
  expect(codesIn({ document, kind: 'identity-policy' })).toEqual([])
})

test('what is too long for a user may stand in a role', () => {
  const document = policyOf(3000)
  expect(codesIn({ document, kind: 'identity-policy', inlineOf: 'user' })).toEqual(['too-large'])
  expect(codesIn({ document, kind: 'identity-policy', inlineOf: 'role' })).toEqual([])
  expect(codesIn({ document, kind: 'identity-policy' })).toEqual([])
})

test('one document can stand in several roles, beside others', () => {
  const document = policyOf(3000)
  const [small, large] = [policyOf(1), policyOf(9000)]
  const within = { document, kind: 'identity-policy', inlineOf: 'role' } as const
  expect(codesIn({ ...within, together: [document] })).toEqual([])
  expect(codesIn({ ...within, together: [document, large] })).toEqual(['too-large'])
  expect(codesIn({ ...within, together: [document, small] })).toEqual([])
  expect(codesIn({ ...within, together: [document, large] })).toEqual(['too-large'])
  expect(codesIn({ ...within, together: [document, large, small] })).toEqual(['too-large'])
  expect(codesIn({ ...within, together: [document] })).toEqual([])
})

test('one that may not stand there is told by what surely stands beside it', () => {
  const document = policyOf(1)
  const within = { document, kind: 'identity-policy', inlineOf: 'role' } as const
  expect(codesIn({ ...within, together: [policyOf(11_000)] })).toEqual(['too-large'])
  expect(codesIn({ ...within, together: [policyOf(3000)] })).toEqual([])
})

test('of one kind a hundred problems are told, and of another as many', () => {
  const Statement = Array.from({ length: 101 }, () => ({
    Effect: 'allow',
    Action: 'kms:Decypt',
    Resource: '*',
  }))
  const codes = codesIn({
    document: documentOf({ Version: '2012-10-17', Statement }),
    kind: 'identity-policy',
  })
  const count = (wanted: string) => codes.filter(code => code === wanted).length
  expect([count('invalid-effect'), count('unknown-action')]).toEqual([100, 100])
})
