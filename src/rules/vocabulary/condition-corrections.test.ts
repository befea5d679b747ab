import { expect, test } from 'vitest'
import { problemsIn } from '../../policy/grammar/problems-in.ts'
import { readPolicyDocument } from '../../policy/read-policy.ts'
import { correctedCondition } from './condition-corrections.ts'

const context = 'kms:EncryptionContext:App'
const own = { StringEquals: { 'kms:CallerAccount': '111122223333' } }

test.each([
  [{ StringLike: { 'kms:ViaServices': 'a' } }, { StringLike: { 'kms:ViaService': 'a' } }],
  [{ StringEquals: { 'kms:CustomerMasterKeySpec': 'a' } }, { StringEquals: { 'kms:KeySpec': 'a' } }],
  [{ StringNotEquals: { 'kms:ViaService': 'a*' } }, { StringNotLike: { 'kms:ViaService': 'a*' } }],
  [{ StringLike: { 'aws:SecureTransport': 'true' } }, { Bool: { 'aws:SecureTransport': 'true' } }],
  [{ NullIfExists: { [context]: 'true' } }, { Null: { [context]: 'true' } }],
  [{ 'ForAnyValue:Null': { 'aws:TagKeys': 'true' } }, { Null: { 'aws:TagKeys': 'true' } }],
  [{ 'ForAllValues:StringLike': { [context]: 'a' } }, { StringLike: { [context]: 'a' } }],
  [{ 'ForAnyValue:StringLike': { [context]: 'a' } }, { StringLike: { [context]: 'a' } }],
] as const)('%j', (condition, meant) => {
  expect(correctionsOf({ ...own, ...condition })).toEqual([{ ...own, ...meant }])
})

test.each([
  { StringEquals: { 'aws:Nothing': 'a' } },
  { StringEquals: { 'aws:ResourceTag': 'a' } },
  { Bool: { 'kms:ViaService': 'true' } },
  { 'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': 'a' } },
])('of %j nothing is told', condition => {
  expect(correctionsOf(condition)).toEqual([])
})

test('what is wrong elsewhere in a statement is no fault of a condition', () => {
  const written = { Effect: 'Allow', Principal: '*', Action: 'kms:Decrypt', Condition: own }
  const document = readPolicyDocument(JSON.stringify({ Version: '2012-10-17', Statement: [written] }))
  const [statement] = document.statements
  if (statement === undefined) throw new Error('a statement')
  const judged = { kind: 'key-policy', document, name: 'a policy', sensitive: false } as const
  const problem = { code: 'null-if-exists', says: '' } as const
  for (const { at } of [document, statement, ...(statement.actions?.items ?? [])])
    expect(correctedCondition({ problem: { ...problem, at }, in: judged })).toBeUndefined()
  const [condition] = statement.conditions
  if (condition === undefined) throw new Error('a condition')
  expect(correctedCondition({ problem: { ...problem, at: condition.at }, in: judged })).toBeDefined()
})

/** The conditions of the statements that are written instead, of each objection that tells one. */
function correctionsOf(Condition: object): readonly unknown[] {
  const statement = {
    Effect: 'Allow',
    Principal: { AWS: '111122223333' },
    Action: 'kms:Decrypt',
    Resource: '*',
    Condition,
  }
  const document = readPolicyDocument(JSON.stringify({ Version: '2012-10-17', Statement: [statement] }))
  const judged = { kind: 'key-policy', document, name: 'a policy', sensitive: false } as const
  return problemsIn(judged).flatMap(problem => {
    const correction = correctedCondition({ problem, in: judged })
    return correction?.kind === 'statement' ? correction.write.map(one => one['Condition']) : []
  })
}
