import { expect, test } from 'vitest'
import type { DocumentKind } from '../../model/statement.ts'
import { readPolicyDocument } from '../read-policy.ts'
import { problemsIn } from './problems-in.ts'

const count = 10_000
const numbers = Array.from({ length: count }, (_, index) => index)
const one = { Effect: 'Allow', Principal: '*', Action: 'kms:Decrypt', Resource: '*' }

/** Milliseconds for a document of so many parts: a quadratic step takes minutes. */
function timeOf(statements: readonly object[], kind: DocumentKind = 'key-policy'): number {
  const document = readPolicyDocument(JSON.stringify({ Version: '2012-10-17', Statement: statements }))
  const start = performance.now()
  problemsIn({ document, kind })
  return performance.now() - start
}

test.each([
  ['statements that are alike', numbers.map(() => one)],
  [
    'statements that are alike but for their actions',
    numbers.map(index => ({ ...one, Action: `kms:a${index}*` })),
  ],
  ['statements of one name', numbers.map(() => ({ ...one, Sid: 'Use' }))],
  ['misspelt elements', numbers.map(() => ({ ...one, Actions: 'kms:Decrypt' }))],
  ['patterns of actions', [{ ...one, Action: numbers.map(index => `kms:*a*${index}*`) }]],
  [
    'twice the same long list',
    [0, 1].map(() => ({ ...one, Action: numbers.map(index => `kms:a${index}*`) })),
  ],
  [
    'values',
    [{ ...one, Condition: { StringLike: { 'kms:ViaService': numbers.map(index => `*${index}*`) } } }],
  ],
  ['principals', [{ ...one, Principal: { AWS: numbers.map(index => `arn:aws:iam::*:role/a${index}`) } }]],
  ['services', [{ ...one, Principal: { Service: numbers.map(index => `lamda${index}.amazonaws.com`) } }]],
  ['unknown services', [{ ...one, Action: numbers.map(index => `zzz${index}:Read`) }]],
])('%s without end', (_, statements) => {
  expect(timeOf(statements)).toBeLessThan(5000)
})

test('of one kind of problem, a hundred are told', () => {
  const document = readPolicyDocument(
    JSON.stringify({ Version: '2012-10-17', Statement: numbers.map(() => ({ ...one, Effect: 'allow' })) }),
  )
  expect(
    problemsIn({ document, kind: 'key-policy' }).filter(({ code }) => code === 'invalid-effect'),
  ).toHaveLength(100)
})
