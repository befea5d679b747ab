import { describe, expect, test } from 'vitest'
import { linesOf } from '../../../hcl/source-file.ts'
import { plainText } from './literals.ts'
import { loadSources } from './load.ts'
import { filesOf } from './test-files.ts'

const key = 'resource "aws_kms_key" "k" {\n  description = "one"\n}\n'

function modules(texts: Readonly<Record<string, string>>, root = '', shown = '.') {
  return loadSources(filesOf(texts, shown), root)
}

function call(name: string, source: string): string {
  return `module "${name}" {\n  source = "${source}"\n}\n`
}

describe('a module', () => {
  test('is what all of its files declare', () => {
    const { moduleAt } = modules({
      'main.tf': `${key}data "aws_region" "here" {}\nlocals {\n  a = 1\n}\n`,
      'more.tf.json': JSON.stringify({
        locals: { b: 2 },
        variable: { v: { default: 1 } },
        output: { o: { value: '${var.v}' } },
        module: { m: { source: './m' } },
        resource: { aws_kms_alias: { a: { name: 'alias/a' } } },
      }),
      '.#main.tf': 'broken {',
      'main.tf.bak': 'broken {',
      'x.tofu': 'broken {',
    })
    const root = moduleAt([])
    expect([root?.folder, root?.path]).toEqual(['', '.'])
    expect([...(root?.resources.keys() ?? [])]).toEqual([
      'aws_kms_key.k',
      'data.aws_region.here',
      'aws_kms_alias.a',
    ])
    expect([...(root?.locals.keys() ?? [])]).toEqual(['a', 'b'])
    expect([...(root?.variables.keys() ?? [])]).toEqual(['v'])
    expect([...(root?.outputs.keys() ?? [])]).toEqual(['o'])
    expect([...(root?.calls.keys() ?? [])]).toEqual(['m'])
  })

  test('has the data sources of its checks', () => {
    const native =
      'check "c" {\n  data "aws_kms_key" "k" {\n    key_id = "x"\n  }\n  assert {\n    condition = true\n  }\n}\n'
    const json = JSON.stringify({ check: { d: { data: { aws_kms_key: { j: { key_id: 'y' } } } } } })
    const root = modules({ 'a.tf': native, 'b.tf.json': json }).moduleAt([])
    expect([...(root?.resources.keys() ?? [])]).toEqual(['data.aws_kms_key.k', 'data.aws_kms_key.j'])
    expect(root?.resources.get('data.aws_kms_key.j')?.body.attributes.map(({ name }) => name)).toEqual([
      'key_id',
    ])
  })

  test('tells its files as people know them', () => {
    const { moduleAt } = modules({ 'live/main.tf': `\n${key}` }, 'live', 'infra')
    const block = moduleAt([])?.resources.get('aws_kms_key.k')
    expect(block?.header.file.path).toBe('infra/live/main.tf')
    expect(block === undefined ? 0 : linesOf(block.header).line).toBe(2)
  })

  test.each([
    [{ 'main.tf': `${key}x = {\n` }, '`main.tf:5`: '],
    [{ 'a.tf': key, 'b.tf': `\n${key}` }, '`b.tf:2`: `aws_kms_key.k` is declared twice'],
    [{ 'a.tf': 'locals {\n  a = 1\n}\nlocals {\n  a = 2\n}\n' }, '`a.tf:5`: `local.a` is declared twice'],
    [{ 'a.tf.json': '{"resource":' }, '`a.tf.json:1`: '],
    [{ 'override.tf': key }, '`override.tf:1`: `aws_kms_key.k` is overridden here and declared nowhere'],
    [{}, '`infra`, the folder of the root module, has no `.tf` files'],
  ])('that cannot be read says why: %j', (texts, why) => {
    const { moduleAt, whyNot } = modules(texts, '', Object.keys(texts).length === 0 ? 'infra' : '.')
    expect(moduleAt([])).toBeUndefined()
    expect(whyNot([])?.slice(0, why.length)).toBe(why)
  })

  test('with a file that is refused is not read at all', () => {
    const { read, ...files } = filesOf({ 'a.tf': key, 'b.tf': key })
    const { whyNot } = loadSources({ ...files, read: path => (path === 'a.tf' ? read(path) : undefined) }, '')
    expect(whyNot([])).toMatch(/^`b.tf` is not read: it is too large/)
  })
})

describe('the folder of a module', () => {
  test('that lies beside its caller', () => {
    const { moduleAt } = modules(
      {
        'live/prod/main.tf': call('app', '../../modules/app'),
        'modules/app/main.tf': call('key', './key'),
        'modules/app/key/main.tf': key,
      },
      'live/prod',
    )
    expect(moduleAt(['app'])?.path).toBe('../../modules/app')
    expect(moduleAt(['app', 'key'])?.folder).toBe('modules/app/key')
    expect(moduleAt(['app', 'key'])?.resources.size).toBe(1)
  })

  test('that `terraform init` installed', () => {
    const manifest = {
      Modules: [
        { Key: '', Source: '', Dir: '.' },
        {
          Key: 'app',
          Source: 'registry.terraform.io/x/y/aws',
          Version: '1.0.0',
          Dir: '.terraform/modules/app',
        },
        { Key: 'app.key', Source: 'git::https://host/x', Dir: '.terraform\\modules\\app.key\\sub' },
      ],
    }
    const { moduleAt } = modules(
      {
        'live/main.tf': call('app', 'x/y/aws'),
        'live/.terraform/modules/modules.json': JSON.stringify(manifest),
        'live/.terraform/modules/app/main.tf': call('key', 'git::https://host/x//sub') + call('own', './own'),
        'live/.terraform/modules/app/own/main.tf': key,
        'live/.terraform/modules/app.key/sub/main.tf': key,
      },
      'live',
    )
    expect(moduleAt(['app', 'key'])?.folder).toBe('live/.terraform/modules/app.key/sub')
    expect(moduleAt(['app', 'own'])?.path).toBe('.terraform/modules/app/own')
  })

  test.each([
    [
      { 'main.tf': call('m', '../m') },
      'the source of `module.m` (`main.tf:1`) leads out of `.`, and nothing outside is read: name a directory that holds both with `--source`',
    ],
    [
      { 'main.tf': call('m', 'x/y/aws') },
      'the source of `module.m` (`main.tf:1`) is not installed: `terraform init` in `.` puts it there',
    ],
    [{ 'main.tf': call('m', './m') }, '`m`, the folder of `module.m` (`main.tf:1`), has no `.tf` files'],
    [{ 'main.tf': call('m', './m'), 'm/a.tf': 'x' }, '`m/a.tf:1`: '],
    [{ 'main.tf': key }, '`module.m` is not in the sources'],
    [
      { 'main.tf': 'module "m" {\n  source = var.s\n}\n' },
      'the source of `module.m` (`main.tf:1`) is not installed',
    ],
  ])('that is not there says why: %j', (texts, why) => {
    const { moduleAt, whyNot } = modules(texts)
    expect(moduleAt(['m'])).toBeUndefined()
    expect(whyNot(['m', 'inside'])?.slice(0, why.length)).toBe(why)
  })

  test.each([
    ['a folder above', '{"Modules":[{"Key":"m","Dir":"../m"}]}'],
    ['an absolute path', '{"Modules":[{"Key":"m","Dir":"/m"}]}'],
    ['a way out', '{"Modules":[{"Key":"m","Dir":"a/../../m"}]}'],
    ['other shapes', '{"Modules":[{"Key":"m","Dir":5},{"Key":"m"},null,[]]}'],
    ['an object', '{"Modules":{"Key":"m","Dir":"m"}}'],
    ['a list', '[]'],
    ['no JSON', 'nonsense'],
    ['deep nesting', `{"Modules":${'['.repeat(500_000)}${']'.repeat(500_000)}}`],
  ])('is not what a hostile manifest says: %s', (_, manifest) => {
    const texts = {
      'main.tf': call('m', 'x/y/aws'),
      'm/main.tf': key,
      '.terraform/modules/modules.json': manifest,
    }
    expect(modules(texts).moduleAt(['m'])).toBeUndefined()
  })

  test('that calls itself ends somewhere', () => {
    const { moduleAt, whyNot } = modules({ 'main.tf': call('m', './.') })
    expect(moduleAt(Array(64).fill('m'))?.folder).toBe('')
    expect(whyNot(Array(65).fill('m'))).toBe('modules are called more than 64 deep')
    expect(whyNot(Array(100_000).fill('m'))).toBe('modules are called more than 64 deep')
  })
})

test('a file that an expression names is read from the folder of the root module', () => {
  const { textAt } = modules(
    { 'live/main.tf': key, 'modules/m/p.json': '{}', 'live/p.json': '[]' },
    'live',
    'infra',
  )
  expect(textAt('p.json')).toEqual({ path: 'infra/live/p.json', text: '[]' })
  expect(textAt('./p.json')).toBe(textAt('p.json'))
  expect(textAt('../modules/m/p.json')?.text).toBe('{}')
  for (const path of ['../../p.json', '/p.json', '~/p.json', '', '.', 'missing'])
    expect(textAt(path)).toBeUndefined()
})

function jsonOverride(policy: string): string {
  return JSON.stringify({ resource: { aws_kms_key: { k: { policy, other: [] } } } })
}

describe('override files', () => {
  const base = `resource "aws_kms_key" "k" {
  description = "base"
  policy      = "base"
  statement { 
    sid = "one"
  }
  dynamic "statement" {
    for_each = []
    content {}
  }
  other {
    a = 1
  }
}
`
  function told(overrides: Readonly<Record<string, string>>) {
    const block = modules({ 'main.tf': base, ...overrides })
      .moduleAt([])
      ?.resources.get('aws_kms_key.k')
    return {
      arguments: block?.body.attributes.map(({ name, value }) => `${name} ${plainText(value)}`).toSorted(),
      blocks: block?.body.blocks.map(({ type, labels, body }) =>
        [type, ...labels, ...body.attributes.map(({ name, value }) => `${name} ${plainText(value)}`)].join(
          ' ',
        ),
      ),
      line: block === undefined ? undefined : block.header.file.path,
    }
  }

  test('replace arguments, and all blocks of a type with the dynamic ones', () => {
    const override =
      'resource "aws_kms_key" "k" {\n  policy = "new"\n  statement {\n    sid = "two"\n  }\n}\n'
    expect(told({ 'override.tf': override })).toEqual({
      arguments: ['description base', 'policy new'],
      blocks: ['other a undefined', 'statement sid two'],
      line: 'main.tf',
    })
  })

  test('a dynamic block replaces all blocks that it makes', () => {
    const override =
      'resource "aws_kms_key" "k" {\n  dynamic "statement" {\n    for_each = [1]\n    content {}\n  }\n}\n'
    expect(told({ 'x_override.tf': override }).blocks).toEqual([
      'other a undefined',
      'dynamic statement for_each undefined',
    ])
  })

  test('are taken in the order of their names, whatever their syntax', () => {
    const native = 'resource "aws_kms_key" "k" {\n  policy = "b"\n}\n'
    const found = told({ 'a_override.tf.json': jsonOverride('a'), 'b_override.tf': native })
    expect(found.arguments).toEqual(['description base', 'other undefined', 'policy b'])
    // An empty list is no blocks, which replace none.
    expect(found.blocks).toEqual([
      'statement sid one',
      'dynamic statement for_each undefined',
      'other a undefined',
    ])
    expect(told({ 'a_override.tf': native, 'b_override.tf.json': jsonOverride('a') }).arguments).toContain(
      'policy a',
    )
  })

  test('a JSON override takes away dynamic blocks too', () => {
    const json = JSON.stringify({
      resource: { aws_kms_key: { k: { dynamic: { statement: { for_each: [], content: {} } } } } },
    })
    expect(told({ 'override.tf.json': json }).blocks).toEqual(['other a undefined'])
  })

  test('of locals, variables, outputs and calls', () => {
    const root = modules({
      'main.tf': `locals {\n  a = "1"\n}\nvariable "v" {\n  default = "1"\n  type = string\n}\noutput "o" {\n  value = "1"\n}\n${call('m', './a')}`,
      'override.tf': `locals {\n  a = "2"\n}\nvariable "v" {\n  default = "2"\n}\noutput "o" {\n  value = "2"\n}\n${call('m', './b')}`,
      'b/main.tf': key,
    })
    const module = root.moduleAt([])
    expect(plainText(module?.locals.get('a')?.value)).toBe('2')
    const texts = [module?.variables.get('v'), module?.outputs.get('o')].map(block =>
      block?.body.attributes.map(({ value }) => plainText(value)),
    )
    expect(texts).toEqual([[undefined, '2'], ['2']])
    expect(root.moduleAt(['m'])?.folder).toBe('b')
  })
})

test('ten thousand files of one module are read in moderate time', () => {
  const texts = Object.fromEntries(
    Array.from({ length: 10_000 }, (_, index) => [`f${index}.tf`, `resource "a_b" "r${index}" {\n}\n`]),
  )
  expect(modules(texts).moduleAt([])?.resources.size).toBe(10_000)
})
