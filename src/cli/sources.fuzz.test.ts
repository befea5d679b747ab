import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isObject } from '../readers/terraform/json-value.ts'
import { configurationShape } from '../readers/terraform/plan-shape.ts'
import { fits } from '../readers/terraform/shape.ts'
import { loadSources } from '../readers/terraform/sources/load.ts'
import { mismatch } from '../readers/terraform/sources/matches.ts'
import { filesOf } from '../readers/terraform/sources/test-files.ts'
import { sourceFilesAt } from './source-files.ts'
import { folderWith } from './trial.ts'
import { fuzzing } from '../fuzzing.ts'

const { runs, timeout } = fuzzing(3)

const secret = 'resource "leaked" "outside" {}\n'
const part = fc.constantFrom(
  'a',
  'b',
  'c',
  'l0',
  'l1',
  'l2',
  '..',
  '.',
  '',
  '~',
  'main.tf',
  'secret.tf',
  'inner',
)
const path = fc
  .tuple(fc.constantFrom('', '/', './', '../', '..\\'), fc.array(part, { maxLength: 8 }))
  .map(([start, parts]) => start + parts.join('/'))

/** Where links stand and where they lead. */
const links = fc.array(fc.tuple(fc.constantFrom('', 'a', 'a/b', 'c'), path), { maxLength: 3 })

interface Tree {
  readonly links: readonly (readonly [folder: string, target: string])[]
  readonly sources: readonly string[]
  readonly folders: readonly string[]
}

const tree = fc.record<Tree>({
  links,
  sources: fc.array(path, { minLength: 1, maxLength: 3 }),
  folders: fc.array(path, { maxLength: 3 }),
})

/** A directory `inner` with links, modules and a manifest, and a secret beside it. */
function made({ links: all, sources, folders }: Tree): string {
  const calls = sources.map(
    (source, index) => `module "m${index}" {\n  source = ${JSON.stringify(source)}\n}\n`,
  )
  const Modules = folders.map((Dir, index) => ({ Key: `m${index}`, Dir }))
  const text = calls.join('')
  const outer = folderWith({
    'secret.tf': secret,
    'inner/main.tf': text,
    'inner/a/b/main.tf': text,
    'inner/c/main.tf': 'resource "fine" "inside" {}\n',
    'inner/.terraform/modules/modules.json': JSON.stringify({ Modules }),
  })
  mkdirSync(join(outer, 'beside'))
  writeFileSync(join(outer, 'beside/main.tf'), secret)
  for (const [index, [folder, target]] of all.entries())
    symlinkSync(target === '' ? '/' : target, join(outer, 'inner', folder, `l${index}`))
  return outer
}

const names = fc.array(fc.constantFrom('m0', 'm1', 'm2'), { maxLength: 6 })

test(
  'nothing outside of the directory is read, whatever links, sources and manifests say',
  () => {
    let tried = 0
    fc.assert(
      fc.property(tree, fc.array(path, { maxLength: 20 }), fc.array(names), (shape, paths, calls) => {
        tried += 1
        const outer = made(shape)
        const files = sourceFilesAt(join(outer, 'inner'), '.')
        const sources = loadSources(files, '')
        for (const one of paths) {
          expect(files.read(one) ?? '').not.toContain('leaked')
          expect(sources.textAt(one)?.text ?? '').not.toContain('leaked')
          expect(files.list(one) ?? []).not.toContain('secret.tf')
        }
        for (const one of calls)
          expect([...(sources.moduleAt(one)?.resources.keys() ?? [])]).not.toContain('leaked.outside')
        rmSync(outer, { recursive: true })
      }),
      runs,
    )
    console.log(`source directories: ${tried} tried`)
  },
  timeout,
)

test(
  'whatever stands in files, a module is there or there is a reason',
  () => {
    const text = fc.oneof(
      fc.string(),
      fc.json(),
      fc.constantFrom(
        'resource "a" "b" {}',
        'locals {',
        'module "m0" {\n source = "."\n}',
        '{"module":{"m0":{}}}',
      ),
    )
    const name = fc.constantFrom(
      'a.tf',
      'a.tf.json',
      'override.tf',
      'b_override.tf.json',
      '.terraform/modules/modules.json',
    )
    fc.assert(
      fc.property(fc.dictionary(name, text, { maxKeys: 5 }), names, (texts, call) => {
        const { moduleAt, whyNot } = loadSources(filesOf(texts), '')
        expect(moduleAt(call) === undefined).toBe(whyNot(call) !== undefined)
      }),
      runs,
    )
  },
  timeout,
)

const folder = new URL('../../testdata/hard-modules-nested/', import.meta.url)
const plan: { readonly configuration: unknown } = JSON.parse(
  readFileSync(new URL('plan.json', folder), 'utf8'),
)

/** All objects and lists in a value. */
function holders(value: unknown, found: object[] = []): readonly object[] {
  if (typeof value !== 'object' || value === null) return found
  found.push(value)
  for (const inner of Object.values(value)) holders(inner, found)
  return found
}

test(
  'a plan can say anything of its configuration',
  () => {
    const files = sourceFilesAt(folder.pathname, '.')
    let tried = 0
    const strange = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom([{}], { references: ['x'] }, { constant_value: [[]] }, '__proto__'),
    )
    fc.assert(
      fc.property(fc.nat(), fc.nat(), strange, (which, member, value) => {
        const configuration: unknown = structuredClone(plan.configuration)
        const all = holders(configuration)
        const chosen = all[which % all.length] ?? {}
        const keys = Object.keys(chosen)
        Reflect.set(chosen, keys[member % (keys.length + 1)] ?? 'added', value)
        if (!isObject(configuration) || !fits(configurationShape, configuration)) return
        tried += 1
        const says = mismatch(loadSources(files, ''), configuration)
        expect(says === undefined || says.length > 10).toBe(true)
      }),
      runs,
    )
    console.log(`configurations: ${tried} tried`)
  },
  timeout,
)
