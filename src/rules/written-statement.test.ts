import { expect, test } from 'vitest'
import { keyOfExample } from '../examples/example-key.ts'
import { hole, text } from './example.ts'
import { writtenStatement } from './written-statement.ts'

const role = hole('aws_iam_role.app.arn', 'arn')
const name = hole('var.name')

test.each([
  ['a value that is known later stays what it is', role, { kind: 'unknown', name: role.name }],
  ['text with a part that is known later', text('arn:aws:s3:::', name), text('arn:aws:s3:::', name)],
  ['text that begins with such a part', text(name, '/*'), text(name, '/*')],
])('%s', (_says, Resource, expected) => {
  const Statement = { Effect: 'Allow', Principal: '*', Action: 'kms:Decrypt', Resource }
  const [statement] = keyOfExample({ says: '', statements: Statement }).policies[0].document.statements
  expect(statement && writtenStatement(statement)?.['Resource']).toMatchObject(expected)
})
