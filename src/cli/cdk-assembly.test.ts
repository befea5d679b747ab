import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { InputError } from '../model/input-error.ts'
import { assemblyTemplates } from './cdk-assembly.ts'
import type { AssemblyTemplate } from './cdk-templates.ts'

const genuine = 'testdata/cdk-assembly/cdk.out'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assembly-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function told(templates: readonly AssemblyTemplate[] | undefined) {
  return templates?.map(one =>
    'mistake' in one ? [one.shown, one.mistake.message] : [one.shown, one.deployment],
  )
}

function assembly(files: Readonly<Record<string, unknown>>): readonly AssemblyTemplate[] | undefined {
  for (const [name, content] of Object.entries(files))
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content))
  return assemblyTemplates(folder, 'cdk.out')
}

function manifest(...stacks: readonly string[]): object {
  return manifestWith({}, ...stacks)
}

function manifestWith(others: object, ...stacks: readonly string[]): object {
  const artifacts = stacks.map(templateFile => [
    templateFile,
    {
      type: 'aws:cloudformation:stack',
      environment: 'aws://111122223333/eu-west-1',
      properties: { templateFile },
    },
  ])
  return { version: '55.0.0', artifacts: { ...Object.fromEntries(artifacts), ...others } }
}

const where = { account: '111122223333', region: 'eu-west-1' }

describe('a genuine assembly', () => {
  const stage = 'cdk.out/assembly-Prod'
  const found = [
    [`${stage}/ProdKeys76E19F6C.template.json`, { name: 'Prod-Keys' }],
    [`${stage}/ProdShop82526E42.template.json`, { name: 'Prod-Shop' }],
    [
      `${stage}/ProdShopQueue46DB7200.nested.template.json`,
      {
        parent: {
          path: `${stage}/ProdShop82526E42.template.json`,
          id: 'QueueNestedStackQueueNestedStackResource02EBFD7E',
        },
      },
    ],
    ['cdk.out/Keys.template.json', { ...where, name: 'Keys' }],
    ['cdk.out/Shop.template.json', { ...where, name: 'Shop' }],
    [
      'cdk.out/ShopQueue2BB62074.nested.template.json',
      {
        ...where,
        parent: {
          path: 'cdk.out/Shop.template.json',
          id: 'QueueNestedStackQueueNestedStackResource02EBFD7E',
        },
      },
    ],
  ]

  test('is its stacks, stages and nested stacks', () => {
    expect(told(assemblyTemplates(genuine, 'cdk.out'))).toEqual(found)
    expect(told(assemblyTemplates(join(genuine, 'manifest.json'), 'cdk.out/manifest.json'))).toEqual(found)
    expect(told(assemblyTemplates(genuine, '.'))?.at(-1)?.[0]).toBe('ShopQueue2BB62074.nested.template.json')
  })

  test('finds nested stacks by what is uploaded where the CDK notes nothing', () => {
    cpSync(genuine, folder, { recursive: true })
    const Stack = {
      Type: 'AWS::CloudFormation::Stack',
      Properties: {
        TemplateURL: {
          'Fn::Join': ['', ['/286ab393881540c2214591fa392d406f136ce174e9980f174e7d09431d9a8c1b.json']],
        },
      },
    }
    writeFileSync(join(folder, 'Shop.template.json'), JSON.stringify({ Resources: { Stack } }))
    expect(told(assemblyTemplates(folder, 'cdk.out'))?.at(-1)).toEqual([
      'cdk.out/ShopQueue2BB62074.nested.template.json',
      { ...where, parent: { path: 'cdk.out/Shop.template.json', id: 'Stack' } },
    ])
  })
})

describe('what is no assembly', () => {
  test.each([
    ['an empty folder', {}],
    ['the manifest of something else', { 'manifest.json': { name: 'web app', version: '1' } }],
    ['a manifest that is no JSON', { 'manifest.json': '{' }],
  ])('%s', (_, files) => {
    expect(assembly(files)).toBeUndefined()
  })

  test('a path that is not there, or another file', () => {
    expect(assemblyTemplates(join(folder, 'no'), 'no')).toBeUndefined()
    writeFileSync(join(folder, 'plan.json'), '{}')
    expect(assemblyTemplates(join(folder, 'plan.json'), 'plan.json')).toBeUndefined()
  })
})

describe('a broken assembly', () => {
  test.each([
    ['has no `manifest.json`', { 'cdk.out': '{}' }],
    ['this is no manifest', { 'cdk.out': '{}', 'manifest.json': '{' }],
    ['has no stacks', { 'cdk.out': '{}', 'manifest.json': { version: '55.0.0' } }],
    [
      'lacks 1 value that has to be looked up',
      { 'manifest.json': { ...manifest('a.json'), missing: [{ key: 'key-provider:…' }] }, 'a.json': {} },
    ],
    [
      'the stage `x` is not in this assembly',
      {
        'manifest.json': {
          version: '55.0.0',
          artifacts: { x: { type: 'cdk:cloud-assembly', properties: { directoryName: '../x' } } },
        },
      },
    ],
  ])('%s', (message, files) => {
    expect(() => assembly(files)).toThrow(InputError)
    expect(() => assembly(files)).toThrow(message)
  })

  test('lacks the template of a stack, and the others are judged', () => {
    expect(told(assembly({ 'manifest.json': manifest('gone.json', 'a.json'), 'a.json': {} }))).toEqual([
      ['cdk.out', 'the template of the stack `gone.json` is not in this assembly of the CDK'],
      ['cdk.out/a.json', { ...where, name: 'a.json' }],
    ])
  })
})

describe('nothing leads out of an assembly', () => {
  test.each([
    '../../etc/passwd',
    '/etc/passwd',
    'a\0b',
    '.',
    'x'.repeat(5000),
    'link.json',
    'inner/etc/passwd',
  ])('%j', file => {
    symlinkSync('/etc/passwd', join(folder, 'link.json'))
    symlinkSync('/', join(folder, 'inner'))
    const found = assembly({ 'manifest.json': manifest(file) })
    expect(found).toHaveLength(1)
    expect(found?.[0]).toHaveProperty('mistake')
  })

  test('nor does a nested stack', () => {
    const Stack = { Type: 'AWS::CloudFormation::Stack', Metadata: { 'aws:asset:path': '../../etc/passwd' } }
    const found = assembly({ 'manifest.json': manifest('a.json'), 'a.json': { Resources: { Stack } } })
    expect(told(found)?.at(-1)).toEqual([
      'cdk.out',
      'the template of the nested stack `Stack` is not in this assembly of the CDK',
    ])
  })
})

describe('what goes on for ever ends', () => {
  test('an assembly in itself', () => {
    mkdirSync(join(folder, 'in'))
    symlinkSync('..', join(folder, 'in', 'up'))
    const again = { type: 'cdk:cloud-assembly', properties: { directoryName: 'in/up' } }
    const found = assembly({ 'manifest.json': manifestWith({ again }, 'a.json'), 'a.json': {} })
    expect(told(found)).toEqual([['cdk.out/a.json', { ...where, name: 'a.json' }]])
  })

  test('a stack nested in itself', () => {
    const Stack = { Type: 'AWS::CloudFormation::Stack', Metadata: { 'aws:asset:path': 'a.json' } }
    const found = assembly({ 'manifest.json': manifest('a.json'), 'a.json': { Resources: { Stack } } })
    expect(told(found)?.at(-1)).toEqual([
      'cdk.out',
      'the template of the nested stack `Stack` is that of another stack, too',
    ])
  })

  test('100,000 artifacts', () => {
    const many = Array.from({ length: 100_000 }, (_, index) => `../${index}.json`)
    expect(() => assembly({ 'manifest.json': manifest(...many) })).toThrow('has more than 10000 templates')
  })

  test('an address of a template that is nested deep', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    const template = `{"Resources":{"S":{"Type":"AWS::CloudFormation::Stack","Properties":{"TemplateURL":${deep}}}}}`
    expect(assembly({ 'manifest.json': manifest('a.json'), 'a.json': template })).toHaveLength(1)
  })
})
