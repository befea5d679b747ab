import { expect, test } from 'vitest'
import { problemsIn } from '../../policy/grammar/problems-in.ts'
import { readStack } from './inventory.ts'
import { readingOf, resource } from './test-stack.ts'

const policy = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111122223333:root' }, Action: 'kms:*', Resource: '*' },
  ],
}

function codesOf(KeyPolicy: unknown): readonly string[] {
  const reading = readingOf({ Resources: { Key: resource('AWS::KMS::Key', { KeyPolicy }) } })
  const [key] = readStack(reading, () => undefined).inventory.keys
  return (key?.policies ?? []).flatMap(({ document }) =>
    problemsIn({ document, kind: 'key-policy' }).map(({ code }) => code),
  )
}

test('a key policy that is written as text is told apart from one that is an object', () => {
  expect(codesOf(policy)).toEqual([])
  expect(codesOf(JSON.stringify(policy))).toEqual(['policy-as-text'])
})

test('what a document lacks is told once, however many statements it has', () => {
  const [statement] = policy.Statement
  expect(codesOf({ Statement: [statement, { ...statement, Sid: 'B', Action: 'kms:Decrypt' }] })).toEqual([
    'redundant-statement',
    'missing-version',
  ])
  expect(codesOf({ Version: '2012-10-17' })).toEqual(['missing-element'])
})

test('a number in the place of an account id has lost its zero', () => {
  const [statement] = policy.Statement
  const admits = (AWS: unknown) => codesOf({ ...policy, Statement: [{ ...statement, Principal: { AWS } }] })
  expect(admits('012345678901')).toEqual([])
  expect(admits(12_345_678_901)).toContain('number-as-account-id')
})
