import { describe, expect, test } from 'vitest'
import type { Configuration } from '../plan.ts'
import { chooseSources } from './choose.ts'
import { configurationFiles, tofuIn } from './module-files.ts'
import { filesOf } from './test-files.ts'

test.each([
  [['a.tf', 'a.tofu', 'b.tf'], 'terraform', ['a.tf', 'b.tf'], []],
  [['a.tf', 'a.tofu', 'b.tf'], 'tofu', ['a.tofu', 'b.tf'], []],
  [['a.tf', 'a.tf.json', 'a.tofu.json'], 'tofu', ['a.tf', 'a.tofu.json'], []],
  [['a.tf.json', 'a.tofu'], 'tofu', ['a.tf.json', 'a.tofu'], []],
  [
    ['override.tf', 'override.tofu', 'x_override.tofu.json'],
    'tofu',
    [],
    ['override.tofu', 'x_override.tofu.json'],
  ],
  [['.a.tofu', 'a.tofu.bak', 'tofu', '.tofu'], 'tofu', [], []],
] as const)('of %j %s reads %j and the overrides %j', (names, language, primary, overrides) => {
  expect(configurationFiles(names, language)).toEqual({ primary, overrides })
})

test.each([
  [['a.tf'], 'none'],
  [['.a.tofu', 'a.tf'], 'none'],
  [['a.tf', 'b.tofu'], 'some'],
  [['a.tofu', 'b.tofu.json'], 'only'],
  [[], 'none'],
] as const)('the OpenTofu files of %j: %s', (names, expected) => {
  expect(tofuIn(names)).toBe(expected)
})

function key(description: string): string {
  return `resource "aws_kms_key" "k" {\n  description = "${description}"\n}\n`
}

function configurationOf(description: string, registries: readonly string[] = []): Configuration {
  const resource = {
    address: 'aws_kms_key.k',
    mode: 'managed',
    type: 'aws_kms_key',
    name: 'k',
    expressions: { description: { constant_value: description } },
  } as const
  const provider_config = Object.fromEntries(
    registries.map((host, index) => [`aws${index}`, { name: 'aws', full_name: `${host}/hashicorp/aws` }]),
  )
  return { provider_config, root_module: { resources: [resource] } }
}

function chosen(texts: Readonly<Record<string, string>>, configuration: Configuration): string {
  const found = chooseSources([{ files: filesOf(texts), root: '', isStated: true }], configuration)
  if (found === undefined) return 'nothing'
  if ('refused' in found) return found.refused.join('; ')
  const block = found.sources.moduleAt([])?.resources.get('aws_kms_key.k')
  return block?.header.file.path ?? 'no block'
}

const registries = { terraform: 'registry.terraform.io', tofu: 'registry.opentofu.org' }

describe('the sources of a plan', () => {
  test.each([
    ['of Terraform', 'for terraform', 'a.tf'],
    ['of OpenTofu', 'for tofu', 'a.tofu'],
  ])('%s are those that it does not contradict', (_, description, file) => {
    const texts = { 'a.tf': key('for terraform'), 'a.tofu': key('for tofu') }
    expect(chosen(texts, configurationOf(description))).toBe(file)
    expect(chosen({ 'a.tofu': key('for tofu') }, configurationOf('for tofu'))).toBe('a.tofu')
  })

  test.each([
    [[], '`description` of `aws_kms_key.k` has another value'],
    [[registries.tofu], '`aws_kms_key.k` is not in the sources'],
  ])('that contradict it either way are refused with the reason that fits %j', (hosts, why) => {
    const texts = { 'a.tf': key('one'), 'a.tofu': 'locals {}\n' }
    expect(chosen(texts, configurationOf('three', hosts))).toContain(
      `the sources in \`.\` are not used, since they do not match the plan: ${why}`,
    )
  })

  test.each([
    [[registries.terraform], 'a.tf'],
    [[registries.tofu], 'a.tofu'],
    [[registries.tofu, 'example.com'], 'a.tofu'],
  ])('that fit both ways are chosen by the registry of the providers: %j', (hosts, file) => {
    const texts = {
      'a.tf': `locals {\n  a = 1\n}\n${key('k')}`,
      'a.tofu': `locals {\n  a = 2\n}\n${key('k')}`,
    }
    expect(chosen(texts, configurationOf('k', hosts))).toBe(file)
  })

  test.each([[[]], [['example.com']], [[registries.terraform, registries.tofu]]])(
    'that fit both ways are not used where nothing tells: %j',
    hosts => {
      const texts = { 'a.tf': key('k'), 'a.tofu': key('k') }
      expect(chosen(texts, configurationOf('k', hosts))).toBe(
        'the sources in `.` are not used, since its `.tf` and its `.tofu` files fit the plan, and both cannot be right',
      )
    },
  )

  test('may be in a module: one that only OpenTofu can read is OpenTofu’s', () => {
    const configuration: Configuration = {
      root_module: {
        module_calls: { m: { source: './m', module: configurationOf('k').root_module ?? {} } },
      },
    }
    const root = 'module "m" {\n  source = "./m"\n}\n'
    const fileOf = (texts: Readonly<Record<string, string>>): string | undefined => {
      const found = chooseSources([{ files: filesOf(texts), root: '', isStated: false }], configuration)
      if (found === undefined || 'refused' in found) return found?.refused.join('; ')
      return found.sources.moduleAt(['m'])?.resources.get('aws_kms_key.k')?.header.file.path
    }
    expect(fileOf({ 'main.tf': root, 'm/a.tofu': key('k') })).toBe('m/a.tofu')
    expect(fileOf({ 'main.tf': root, 'm/a.tf': key('other'), 'm/a.tofu': key('k') })).toBe('m/a.tofu')
    expect(fileOf({ 'main.tf': root, 'm/a.tf': key('k'), 'm/a.tofu': key('other') })).toBe('m/a.tf')
  })
})
