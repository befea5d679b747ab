import { expect, test } from 'vitest'
import { keyOfExample } from '../../examples/example-key.ts'
import type { Problem } from '../../model/statement.ts'
import { allow, own } from '../example-statements.ts'
import { not } from '../logic.ts'
import { problem, respelt } from './problems.ts'

test('a word of several codes stands in brackets in another, one of a single code does not', () => {
  expect(not(problem('missing-version')).says).toBe('not the grammar objects: missing version')
  expect(not(problem('missing-version', 'invalid-version')).says).toMatch(/^not \(.*\)$/)
})

test.each([
  ['that statement, of several', '/policy/Statement/1/Action', [{ Action: 'kms:Encrypt' }]],
  ['none, where it is about the document', '/policy/Version', []],
  ['none, where it is about another one', '/policy/Statement/12/Action', []],
])('what is meant is written instead in %s', (_says, pointer, expected) => {
  const statements = ['kms:Decrypt', 'kms:Encrypts'].map(Action => allow({ Principal: own('root'), Action }))
  const { document } = keyOfExample({ says: '', statements }).policies[0]
  const at = { ...document.at, pointer }
  const found: Problem = { code: 'unknown-action', says: '', at, instead: 'kms:Encrypt' }
  const correction = respelt({
    problem: found,
    in: { kind: 'key-policy', document, name: '', sensitive: false },
  })
  const write = correction?.kind === 'statement' ? correction.write : []
  expect(write.map(({ Action }) => ({ Action }))).toEqual(expected)
})
