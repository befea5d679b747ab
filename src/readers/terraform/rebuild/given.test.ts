import { expect, test } from 'vitest'
import { documentWorlds, writtenDocuments } from './test-documents.ts'
import { evaluable } from './test-genuine.ts'
import type { Value } from './value.ts'

const change = (address: string, unknown: object) => {
  const [type, name] = address.replace(/^module\.\w+\.|\[.*$/g, '').split('.')
  const values = { actions: ['create'], before: null, after: {}, after_unknown: unknown }
  return { address, mode: 'managed', type, name, change: values }
}

const plan = JSON.stringify({
  format_version: '1.2',
  variables: { partner: { value: 'arn:aws:iam::444455556666:root' } },
  resource_changes: [
    change('aws_iam_role.a', { arn: true }),
    change('aws_iam_role.b', { arn: true }),
    change('module.m.aws_iam_role.inner', { arn: true }),
    change('aws_kms_key.k', { policy: true }),
  ],
  configuration: { root_module: { module_calls: { m: { source: './m', module: {} } } } },
})

const module = `
resource "aws_iam_role" "inner" {}
output "arn" {
  value = aws_iam_role.inner.arn # in the output
}`

/** The lines of the principals of a key. */
async function linesOf(principals: string): Promise<readonly string[]> {
  const source = `
resource "aws_iam_role" "a" {}
resource "aws_iam_role" "b" {}
module "m" {
  source = "./m"
}
variable "partner" {}
locals {
  one     = aws_iam_role.a.arn # in the local
  literal = "arn:aws:iam::444455556666:role/x" # in the local
  list    = [
    aws_iam_role.a.arn, # in the list
    "arn:aws:iam::444455556666:role/y", # in the list
  ]
  made = [for role in [aws_iam_role.a, aws_iam_role.b] : role.arn] # in the for
  by   = { a = { arn = aws_iam_role.a.arn } } # in the map
}
resource "aws_kms_key" "k" {
  policy = jsonencode({
    Statement = [{
      Principal = { AWS = ${principals} } # in the statement
    }]
  })
}`
  const { evaluation } = await evaluable(plan, { 'main.tf': source, 'm/main.tf': module }, 'places')
  const [document] = writtenDocuments(evaluation)
  const [policy] = document === undefined ? [] : documentWorlds(evaluation, document)
  const found = ['Statement', '0', 'Principal', 'AWS'].reduce(inside, policy)
  const items = found?.kind === 'list' ? found.items : []
  return items.map(item => lineOf(item.from ?? found?.from))
}

function inside(value: Value | undefined, name: string): Value | undefined {
  return value?.kind === 'list'
    ? value.items[Number(name)]
    : value?.kind === 'object'
      ? value.members.get(name)
      : undefined
}

function lineOf(span: Value['from']): string {
  const { text } = span?.file ?? { text: '' }
  const start = text.lastIndexOf('\n', span?.start ?? 0)
  const line = text.slice(start + 1, text.indexOf('\n', (span?.start ?? 0) + 1))
  return line.replace(/^.*# /, '')
}

test.each([
  ['[aws_iam_role.a.arn]', ['in the statement']],
  ['[local.one, module.m.arn, var.partner]', ['in the statement', 'in the statement', 'in the statement']],
  ['[local.by["a"].arn, "${local.one}"]', ['in the statement', 'in the statement']],
  ['local.made', ['in the statement', 'in the statement']],
  ['[local.literal]', ['in the local']],
  ['local.list', ['in the list', 'in the list']],
])(
  'what a resource gives stands where it is asked for, a literal where it is written: %s',
  async (principals, lines) => {
    expect(await linesOf(principals)).toEqual(lines)
  },
)
