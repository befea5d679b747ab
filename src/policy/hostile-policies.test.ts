import { expect, test } from 'vitest'
import { parseArn } from './arn.ts'
import { readPolicyDocument } from './read-policy.ts'

// More than a call takes as arguments.
const many = 150_000

test('a policy with ever so many mistakes is read', () => {
  const elements = Array.from({ length: many }, (_, index) => `"x${index}":1`).join()
  const { problems } = readPolicyDocument(`{"Statement":[{"Effect":"Allow",${elements}}]}`)
  expect(problems.length).toBeGreaterThan(many - 1)
  const repeated = readPolicyDocument(`{"Statement":[{${'"a":1,'.repeat(many)}"a":1}]}`)
  expect(repeated.problems.length).toBeGreaterThan(many - 1)
})

test('a text with ever so many variables and holes is read', () => {
  const value = `arn:aws:iam::111122223333:role/${'${aws:username}x'.repeat(many)}`
  const document = readPolicyDocument(
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'kms:*', Resource: value }],
    }),
  )
  const [resource] = document.statements[0]?.resources?.items ?? []
  expect(resource === undefined ? undefined : parseArn(resource.text)?.resource.length).toBe(2 * many + 1)
})
