import { expect, test } from 'vitest'
import { documentWorlds, writtenDocuments } from './test-documents.ts'
import { evaluable } from './test-genuine.ts'
import { plain } from './test-values.ts'

/** The documents of a key whose policy is this, in a plan with these values of variables. */
async function documentsWith(policy: string, rest: string, variables: object): Promise<readonly unknown[]> {
  const plan = {
    format_version: '1.2',
    variables,
    resource_changes: [
      {
        address: 'aws_kms_key.k',
        mode: 'managed',
        type: 'aws_kms_key',
        name: 'k',
        change: { actions: ['create'], before: null, after: {}, after_unknown: { policy: true } },
      },
    ],
    configuration: { root_module: {} },
  }
  const source = `${rest}\nresource "aws_kms_key" "k" {\n  policy = ${policy}\n}\n`
  const { evaluation: whole } = await evaluable(JSON.stringify(plan), { 'main.tf': source })
  const evaluation = { ...whole, others: undefined }
  return writtenDocuments(evaluation).flatMap(document =>
    documentWorlds(evaluation, document).map(value => plain(value, name => `<${name}>`)),
  )
}

const entries = 'jsonencode([for key, value in var.names : "${key}=${value}"])'

test('a set in a variable is one: the keys of its elements are the elements', async () => {
  const names = { value: ['a', 'b'] }
  const set = 'variable "names" { type = set(string) }'
  const list = 'variable "names" { type = list(string) }'
  expect(await documentsWith(entries, set, { names })).toEqual([['a=a', 'b=b']])
  expect(await documentsWith(entries, list, { names })).toEqual([['0=a', '1=b']])
})

test('a default that is the value all the same is of the type of its variable', async () => {
  const set = 'variable "names" {\n  type    = set(string)\n  default = ["b", "a", "b"]\n}'
  expect(await documentsWith(entries, set, { names: { value: ['a', 'b'] } })).toEqual([['a=a', 'b=b']])
})

test('a resource of a type of which the plan was not read may be there or not', async () => {
  const counted = 'resource "aws_vpc" "v" {\n  count = 1\n}'
  const policy = 'jsonencode([try(aws_vpc.v[0].arn, "none")])'
  expect(await documentsWith(policy, counted, {})).toEqual([['<aws_vpc.v>'], ['none']])
})
