import { describe, expect, test } from 'vitest'
import { parseExpression } from './parse.ts'
import { references } from './references.ts'

describe('references', () => {
  test.each([
    ['1', ''],
    ['var.x', 'var.x'],
    ['var.x.y["z"]', 'var.x'],
    ['local.x[0]', 'local.x'],
    ['module.m["a"].out', 'module.m'],
    ['module.m', 'module.m'],
    ['aws_iam_role.app.arn', 'aws_iam_role.app'],
    ['aws_iam_role.app[each.key].arn', 'aws_iam_role.app each.key'],
    ['aws_iam_role.app[*].arn', 'aws_iam_role.app'],
    ['aws_iam_role.app.*.arn[count.index]', 'aws_iam_role.app count.index'],
    ['resource.aws_iam_role.app.arn', 'aws_iam_role.app'],
    ['data.aws_iam_policy_document.k.json', 'data.aws_iam_policy_document.k'],
    ['data.aws_iam_policy_document.k[0].json', 'data.aws_iam_policy_document.k'],
    ['each.value.arn', 'each.value'],
    ['self.arn', 'self'],
    ['"${path.module}/${terraform.workspace}"', 'path.module terraform.workspace'],
    ['f(var.x, [var.y, { (var.z) = var.x, var = 1 }])', 'var.x var.y var.z'],
    ['f(var.x).y', 'var.x'],
    ['(var.x ? var.y : -var.z) == var.a', 'var.x var.y var.z var.a'],
    ['[for v in var.x : v.arn if v != var.y]', 'var.x var.y'],
    ['{for k, v in var.x : k => v}', 'var.x'],
    ['[for v in v.x : v]', 'v.x'],
    ['[for v in var.x : [for w in v : "${v}${w}${k.x}"]]', 'var.x k.x'],
    ['[for var in local.x : var.y]', 'local.x'],
    ['"%{ if var.x }${var.y}%{ else }${var.z}%{ endif }"', 'var.x var.y var.z'],
    ['"%{ for k, v in var.x }${v.y}${k}${var.z}%{ endfor }${v.w}"', 'var.x var.z v.w'],
    ['a', 'a'],
    ['data.x', 'data.x'],
  ])('%s', (text, found) => {
    expect(references(parseExpression({ path: 'x.tf', text })).join(' ')).toBe(found)
  })

  test('names that are given from outside are none', () => {
    const expression = parseExpression({ path: 'x.tf', text: '"${statement.value} ${var.x}"' })
    expect(references(expression, ['statement'])).toEqual(['var.x'])
  })
})
