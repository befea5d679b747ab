import { expect, test } from 'vitest'
import { writtenAttribute } from './resource-values.ts'
import { inEachWorld } from './run.ts'
import { evaluable } from './test-genuine.ts'
import { plain } from './test-values.ts'
import { EvaluationError, nullValue } from './value.ts'

const change = (address: string, after: object, unknown: object) => {
  const [type, name] = address.split('.')
  const values = { actions: ['create'], before: null, after, after_unknown: unknown }
  return { address, mode: 'managed', type, name, change: values }
}

const plan = JSON.stringify({
  format_version: '1.2',
  variables: {},
  resource_changes: [
    change('aws_iam_role.r', { name: 'r' }, { arn: true }),
    change('aws_vpc_endpoint.e', {}, { dns_entry: true, id: true }),
    change('aws_kms_key.k', {}, { description: true }),
  ],
  configuration: { root_module: {} },
})

/** What an expression can be, in each way that what is not known turns out. */
async function valuesOf(expression: string): Promise<readonly unknown[]> {
  const source = `
    resource "aws_iam_role" "r" {}
    resource "aws_vpc_endpoint" "e" {}
    locals {
      lowered = lower(aws_vpc_endpoint.e.id)
      entry   = aws_vpc_endpoint.e.dns_entry
    }
    resource "aws_kms_key" "k" {
      description = ${expression}
    }`
  const { evaluation } = await evaluable(plan, { 'main.tf': source })
  const key = evaluation.resources.byAddress.get('aws_kms_key.k')
  if (key === undefined) throw new Error('no key')
  return inEachWorld(evaluation, run => {
    try {
      return writtenAttribute(run, key, 'description') ?? nullValue
    } catch (error) {
      if (error instanceof EvaluationError)
        return { kind: 'string', parts: [{ kind: 'text', text: 'error' }] }
      throw error
    }
  }).map(({ value }) => plain(value, name => `<${name}>`))
}

const lowered = '<a value of lower of aws_vpc_endpoint.e.id>'

test.each([
  // An attribute of a resource is no error, and neither is what a local makes of it: that would end the plan.
  ['try(aws_iam_role.r.arn, "none")', ['<aws_iam_role.r.arn>']],
  ['try("${aws_iam_role.r.arn}/*", "none")', ['<aws_iam_role.r.arn>/*']],
  ['try([aws_iam_role.r.arn][0], "none")', ['<aws_iam_role.r.arn>']],
  ['try(local.lowered, "none")', [lowered]],
  ['try(local.entry, "none")', ['<aws_vpc_endpoint.e.dns_entry>']],
  // A string has no elements, and what is there has no more than it has.
  ['try(aws_iam_role.r.arn[0], "none")', ['none']],
  ['try(aws_iam_role.r.arn.name, "none")', ['none']],
  ['try([aws_iam_role.r.arn][1], "none")', ['none']],
  // What stands inside of something unknown may be missing.
  ['try(aws_vpc_endpoint.e.dns_entry[0], "none")', ['<aws_vpc_endpoint.e.dns_entry[0]>', 'none']],
  ['try(local.entry[0].name, "none")', ['<aws_vpc_endpoint.e.dns_entry[0].name>', 'none']],
  // What is made of it may be refused, with all that stands around it.
  [
    'try({ a = "known", b = tonumber(aws_vpc_endpoint.e.dns_entry) }, { a = "other" })',
    [{ a: 'known', b: '<aws_vpc_endpoint.e.dns_entry>' }, { a: 'other' }],
  ],
  [
    'try("x-${jsondecode(aws_vpc_endpoint.e.id).a}", try(local.lowered[0], "none"))',
    ['x-<a value of an element .a of aws_vpc_endpoint.e.id>', 'none'],
  ],
  ['try(tonumber("x"), aws_iam_role.r.arn)', ['<aws_iam_role.r.arn>']],
  ['try(tonumber("x"), tonumber("y"))', ['error']],
  ['can(aws_iam_role.r.arn)', [true]],
  ['can(aws_iam_role.r.arn[0])', [false]],
  ['can(aws_vpc_endpoint.e.dns_entry[0]) ? "some" : "none"', ['some', 'none']],
])('%s', async (expression, expected) => {
  expect(await valuesOf(expression)).toEqual(expected)
})

test('a set with holes has no order, so nobody can tell which argument its elements are', async () => {
  const [only, ...others] = await valuesOf('coalesce(tolist(toset(["l", aws_vpc_endpoint.e.id]))...)')
  expect(others).toEqual([])
  expect(only).not.toBe('l')
})
