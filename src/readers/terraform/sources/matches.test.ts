import { describe, expect, test } from 'vitest'
import type { ConfigModule, ConfigResource, Expressions } from '../plan.ts'
import { loadSources } from './load.ts'
import { mismatch } from './matches.ts'
import { filesOf } from './test-files.ts'

function compared(texts: Readonly<Record<string, string>>, root_module: ConfigModule): string | undefined {
  return mismatch(loadSources(filesOf(texts), ''), { root_module })
}

const address = 'x'
const key = { address, mode: 'managed' as const, type: 'aws_kms_key', name: 'k' }

/** A key whose block holds these lines, against what the plan has of its arguments. */
function keyWith(
  body: string,
  expressions: Expressions,
  rest: Partial<ConfigResource> = {},
): string | undefined {
  const resource = { ...key, expressions, ...rest }
  return compared({ 'main.tf': `resource "aws_kms_key" "k" {\n${body}\n}\n` }, { resources: [resource] })
}

describe('what Terraform makes of an argument matches it', () => {
  test.each([
    ['a = "x"', { a: { constant_value: 'x' } }],
    ['a = null', { a: {} }],
    ['a = null', { a: { constant_value: null } }],
    ['a = -1.50', { a: { constant_value: -1.5 } }],
    ['a = ["x", 1, true]', { a: { constant_value: ['x', 1, true] } }],
    ['a = { b = "x", "c" = { 1 = 2 } }', { a: { constant_value: { b: 'x', c: { 1: 2 } } } }],
    ['a = <<-E\n  x\n  y\n  E', { a: { constant_value: 'x\ny\n' } }],
    ['a = "$${x} e\u0301"', { a: { constant_value: '${x} \u00e9' } }],
    ['a = 1 + 2', { a: { constant_value: 3 } }],
    ['a = jsonencode({})', { a: {} }],
    ['a = true ? "x" : var.y', { a: { constant_value: 'x', references: ['var.y'] } }],
    ['a = var.x', { a: { references: ['var.x'] } }],
    ['a = local.x[0].y', { a: { references: ['local.x[0].y', 'local.x[0]', 'local.x'] } }],
    ['a = b_c.d[each.key].e', { a: { references: ['b_c.d', 'each.key'] } }],
    ['a = b_c.d["\\"]."].e', { a: { references: ['b_c.d["\\"]."].e', 'b_c.d["\\"]."]', 'b_c.d'] } }],
    ['a = resource.b_c.d.e', { a: { references: ['b_c.d.e', 'b_c.d'] } }],
    ['a = module.m[0].o', { a: { references: ['module.m[0].o', 'module.m[0]', 'module.m'] } }],
    ['a = data.b_c.d.e', { a: { references: ['data.b_c.d.e', 'data.b_c.d'] } }],
    ['a = [for x in var.y : x.z]', { a: { references: ['var.y'] } }],
    [
      'a = "${path.module}/${terraform.workspace}"',
      { a: { references: ['path.module', 'terraform.workspace'] } },
    ],
    ['a = b_c.d', { a: { references: ['b_c.d[', 'b_c.d'] } }],
    [
      's {\n b = 1\n}\ns {\n c = var.x\n}',
      { s: [{ b: { constant_value: 1 } }, { c: { references: ['var.x'] } }] },
    ],
    ['dynamic "s" {\n for_each = var.x\n content {}\n}', {}],
    ['dynamic "s" {\n for_each = var.x\n content {}\n}', { s: { references: ['var.x'] } }],
    ['s {}\ndynamic "s" {\n for_each = var.x\n content {}\n}', { s: [{}] }],
    ['timeouts {\n create = "1h"\n}', { timeouts: { create: { constant_value: '1h' } } }],
    ['ingress {\n port = 1\n}', { ingress: { constant_value: [{ port: 1 }] } }],
    ['ingress {\n port = 1\n}', { ingress: {} }],
    [
      'provider = aws.x\ndepends_on = [b_c.d]\nlifecycle {\n ignore_changes = all\n}\nprovisioner "x" {\n a = 1\n}',
      {},
    ],
  ])('%s', (body, expressions) => {
    expect(keyWith(body, expressions)).toBeUndefined()
  })

  test.each([
    ['count = 2', { count_expression: { constant_value: 2 } }],
    ['count = length(var.x)', { count_expression: { references: ['var.x'] } }],
    ['for_each = toset(["a"])', {}],
    ['for_each = { a = 1 }', { for_each_expression: { constant_value: { a: 1 } } }],
  ])('%s', (body, rest) => {
    expect(keyWith(body, {}, rest)).toBeUndefined()
  })
})

describe('a contradiction is told', () => {
  const k = '`aws_kms_key.k`'
  test.each([
    ['a = "x"', {}, `\`a\` of ${k} is set in the sources and not in the plan`],
    ['', { a: {} }, `\`a\` of ${k} is set in the plan and not in the sources`],
    [
      'a = "x"',
      { a: { constant_value: 'y' } },
      `\`a\` of ${k} has another value in the sources than in the plan`,
    ],
    ['a = "x"', { a: {} }, `\`a\` of ${k} has another value in the sources than in the plan`],
    [
      'a = ["x"]',
      { a: { constant_value: ['x', 'y'] } },
      `\`a\` of ${k} has another value in the sources than in the plan`,
    ],
    [
      'a = { b = 1 }',
      { a: { constant_value: { c: 1 } } },
      `\`a\` of ${k} has another value in the sources than in the plan`,
    ],
    [
      'a = "x"',
      { a: { references: ['var.x'] } },
      `\`a\` of ${k} is constant in the sources and refers to \`var.x\` in the plan`,
    ],
    [
      'a = b_c.e',
      { a: { references: ['b_c.d.arn', 'b_c.d'] } },
      `\`a\` of ${k} refers to \`b_c.e\` in the sources and to \`b_c.d\` in the plan`,
    ],
    ['a = var.x', { a: {} }, `\`a\` of ${k} refers to \`var.x\` in the sources and not in the plan`],
    [
      'a = f(1)',
      { a: { references: ['var.a', 'var.b', 'var.c', 'var.d'] } },
      `\`a\` of ${k} refers to \`var.a\`, \`var.b\`, \`var.c\` and 1 more in the plan and not in the sources`,
    ],
    ['s {}', { s: [{}, {}] }, `\`s\` of ${k} has 1 block in the sources and 2 in the plan`],
    ['', { s: [{}] }, `\`s\` of ${k} has 0 blocks in the sources and 1 in the plan`],
    [
      's {\n p {\n  b = 2\n }\n}',
      { s: [{ p: [{ b: { constant_value: 1 } }] }] },
      `\`s[0].p[0].b\` of ${k} has another value in the sources than in the plan`,
    ],
    [
      'timeouts {}',
      { timeouts: { create: { constant_value: '1h' } } },
      `\`timeouts.create\` of ${k} is set in the plan and not in the sources`,
    ],
  ])('%s', (body, expressions, says) => {
    expect(keyWith(body, expressions)).toBe(says)
  })

  test.each([
    ['count = 1', {}, `${k} has \`count\` in the sources and not in the plan`],
    [
      '',
      { for_each_expression: { references: ['var.x'] } },
      `${k} has \`for_each\` in the plan and not in the sources`,
    ],
    [
      'count = 1',
      { count_expression: { constant_value: 2 } },
      `\`count\` of ${k} has another value in the sources than in the plan`,
    ],
  ])('%s', (body, rest, says) => {
    expect(keyWith(body, {}, rest)).toBe(says)
  })

  test('of resources', () => {
    const block = 'resource "aws_kms_key" "k" {}\n'
    const data = { ...key, mode: 'data' as const, name: 'd' }
    expect(compared({ 'a.tf': block }, { resources: [key, data] })).toBe(
      '`data.aws_kms_key.d` is not in the sources',
    )
    expect(compared({ 'a.tf': block }, {})).toBe('`aws_kms_key.k` is in the sources and not in the plan')
    expect(compared({ 'a.tf': block }, { resources: [key] })).toBeUndefined()
  })

  test('of outputs and variables', () => {
    const texts = { 'a.tf': 'output "o" {\n  value = var.v\n}\nvariable "v" {\n  default = 1\n}\n' }
    const outputs = { o: { expression: { references: ['var.v'] } } }
    const variables = { v: { default: 1 } }
    expect(compared(texts, { outputs, variables })).toBeUndefined()
    expect(compared(texts, { outputs: {}, variables })).toBe(
      '`output.o` is in the sources and not in the plan',
    )
    expect(compared(texts, { outputs: { ...outputs, p: {} }, variables })).toBe(
      '`output.p` is not in the sources',
    )
    expect(compared(texts, { outputs: { o: { expression: {} } }, variables })).toBe(
      '`output.o` refers to `var.v` in the sources and not in the plan',
    )
    expect(compared(texts, { outputs })).toBe('`var.v` is in the sources and not in the plan')
    expect(compared(texts, { outputs, variables: { ...variables, w: {} } })).toBe(
      '`var.w` is not in the sources',
    )
    expect(compared(texts, { outputs, variables: { v: {} } })).toBe(
      'the default of `var.v` is another in the sources than in the plan',
    )
  })

  test.each([
    ['"1"', 1, true],
    ['1', '1', true],
    ['"12.50"', 12.5, true],
    ['true', 'true', true],
    ['"1a"', '1', false],
    ['["b", "a", "a"]', ['a', 'b'], true],
    ['null', null, true],
    ['{ a = 1 }', { a: '1', b: null }, true],
    ['"a"', 'b', false],
    ['["a"]', ['a', 'b'], false],
    ['[]', null, false],
  ])('a default %s of the sources and %j of the plan: %s', (written, inPlan, isSame) => {
    const variables = { v: { default: inPlan } }
    const found = compared({ 'a.tf': `variable "v" {\n  default = ${written}\n}\n` }, { variables })
    expect(found === undefined).toBe(isSame)
  })

  test('of module calls, and inside of them', () => {
    const texts = {
      'a.tf':
        'module "m" {\n  source = "./m/../m"\n  version = "1"\n  providers = {}\n  x = var.v\n}\nvariable "v" {}\n',
      'm/a.tf': 'resource "aws_kms_key" "k" {}\nvariable "x" {}\n',
    }
    const module = { resources: [key], variables: { x: {} } }
    const call = { source: './m', expressions: { x: { references: ['var.v'] } }, module }
    const variables = { v: {} }
    const against = (m: object) => compared(texts, { variables, module_calls: { m } })
    expect(against(call)).toBeUndefined()
    expect(against({ ...call, source: './n' })).toBe(
      'the source of `module.m` is `./m/../m` in the sources and `./n` in the plan',
    )
    expect(against({ ...call, expressions: {} })).toBe(
      '`x` of `module.m` is set in the sources and not in the plan',
    )
    expect(against({ ...call, count_expression: { constant_value: 1 } })).toBe(
      '`module.m` has `count` in the plan and not in the sources',
    )
    expect(against({ ...call, module: {} })).toBe(
      '`module.m.aws_kms_key.k` is in the sources and not in the plan',
    )
    expect(compared(texts, { variables })).toBe('`module.m` is in the sources and not in the plan')
    expect(compared({ 'a.tf': 'variable "v" {}\n' }, { variables, module_calls: { m: call } })).toBe(
      '`module.m` is not in the sources',
    )
  })

  test('not for modules whose sources are not there', () => {
    const texts = { 'a.tf': 'module "m" {\n  source = "x/y/aws"\n}\n' }
    expect(
      compared(texts, { module_calls: { m: { source: 'x/y/aws', module: { resources: [key] } } } }),
    ).toBeUndefined()
  })

  test('by sources that cannot be read, and of plans that have no configuration', () => {
    expect(compared({ 'a.tf': 'x' }, {})).toMatch(/^`a.tf:1`: /)
    expect(mismatch(loadSources(filesOf({ 'a.tf': '' }), ''), {})).toBe(
      'the plan has no configuration to compare them with',
    )
  })
})

describe('in the JSON syntax', () => {
  test.each([
    [{ a: 'x' }, { a: { constant_value: 'x' } }, undefined],
    [{ a: '${var.x}' }, { a: { constant_value: '${var.x}', references: ['var.x'] } }, undefined],
    [{ a: '$${x}' }, { a: { constant_value: '$${x}' } }, undefined],
    [
      { s: [{ b: 1 }, { b: 2 }] },
      { s: [{ b: { constant_value: 1 } }, { b: { constant_value: 2 } }] },
      undefined,
    ],
    [{ s: { b: 1 } }, { s: [{ b: { constant_value: 1 } }] }, undefined],
    [{ s: [] }, {}, undefined],
    [{ timeouts: { create: '1h' } }, { timeouts: { create: { constant_value: '1h' } } }, undefined],
    [{ timeouts: {} }, { timeouts: {} }, undefined],
    [{ dynamic: { s: { for_each: '${var.x}', content: {} } } }, {}, undefined],
    [{ '//': 'comment' }, {}, undefined],
    [{ count: '${var.x}' }, {}, '`aws_kms_key.k` has `count` in the sources and not in the plan'],
    [
      { a: 'x' },
      { a: { constant_value: 'y' } },
      '`a` of `aws_kms_key.k` has another value in the sources than in the plan',
    ],
    [
      { a: '${var.x}' },
      { a: { constant_value: '${var.y}', references: ['var.y'] } },
      '`a` of `aws_kms_key.k` refers to `var.x` in the sources and to `var.y` in the plan',
    ],
    [
      { s: [{ b: 1 }] },
      { s: [{}, {}] },
      '`s` of `aws_kms_key.k` has 1 block in the sources and 2 in the plan',
    ],
  ])('%j', (body, expressions, says) => {
    const text = JSON.stringify({ resource: { aws_kms_key: { k: body } } })
    const resources = [{ ...key, expressions }]
    expect(compared({ 'main.tf.json': text }, { resources })).toBe(says)
  })
})

test('a hostile plan and hostile sources are compared in moderate time', () => {
  const many = Array.from({ length: 50_000 }, (_, index) => `a${index}`)
  const body = many.map(name => `${name} {\n}\n`).join('')
  const expressions = Object.fromEntries(many.map(name => [name, [{}]]))
  expect(keyWith(body, expressions)).toBeUndefined()
})
