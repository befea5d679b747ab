import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { sourceFilesAt } from '../../../cli/source-files.ts'
import { sharedPath } from '../../../shared-data.ts'
import type { Configuration } from '../plan.ts'
import { chooseSources } from './choose.ts'
import { loadSources } from './load.ts'
import { mismatch } from './matches.ts'
import { filesOf } from './test-files.ts'

interface Case {
  readonly name: string
  readonly configuration: Configuration
  readonly files: Readonly<Record<string, string>>
}

/** The sources of a case are in `after`, else in `mid`, else in `before`, else beside the plan. */
function casesIn(folder: string): readonly Case[] {
  const sorted = readdirSync(folder, { withFileTypes: true }).filter(entry => entry.isDirectory())
  return sorted.flatMap(({ name }) => {
    const path = join(folder, name)
    const names = readdirSync(path)
    const own = ['after', 'mid', 'before'].find(candidate => names.includes(candidate))
    const files = textsIn(own === undefined ? path : join(path, own))
    if (!names.includes('plan.json') || Object.keys(files).length === 0) return []
    const plan: { readonly configuration: Configuration } = JSON.parse(
      readFileSync(join(path, 'plan.json'), 'utf8'),
    )
    return [{ name, files, configuration: plan.configuration }]
  })
}

function textsIn(folder: string): Readonly<Record<string, string>> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(path =>
    /\.tf(?:\.json)?$/.test(path),
  )
  return Object.fromEntries(paths.map(path => [path, readFileSync(join(folder, path), 'utf8')]))
}

const own = fileURLToPath(new URL('../../../../testdata', import.meta.url))
const cases = casesIn(sharedPath('plans') ?? own)

function refusal({ configuration }: Case, files: Readonly<Record<string, string>>): string | undefined {
  return mismatch(loadSources(filesOf(files), ''), configuration)
}

test.each(cases)('the sources of $name match its plan, and all modules are there', one => {
  expect(refusal(one, one.files)).toBeUndefined()
  const { whyNot } = loadSources(filesOf(one.files), '')
  const open: { path: readonly string[]; module: Configuration['root_module'] }[] = [
    { path: [], module: one.configuration.root_module },
  ]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    expect(whyNot(next.path)).toBeUndefined()
    for (const [name, call] of Object.entries(next.module?.module_calls ?? {}))
      open.push({ path: [...next.path, name], module: call.module })
  }
})

describe('expressions of many forms', () => {
  const folder = join(own, 'source-forms')
  const configuration: Configuration = JSON.parse(readFileSync(join(folder, 'configuration.json'), 'utf8'))
  const forms = { name: 'forms', configuration, files: textsIn(folder) }

  test('match what Terraform makes of them', () => {
    expect(refusal(forms, forms.files)).toBeUndefined()
    expect(forms.configuration.root_module?.resources?.length).toBeGreaterThan(40)
  })

  test.each(['override.tf', 'z_override.tf.json', 'more.tf.json', 'check.tf', 'm/main.tf'])(
    'do not without %s',
    gone => {
      const { [gone]: _, ...files } = forms.files
      expect(refusal(forms, gone === 'm/main.tf' ? { ...files, 'm/main.tf': '' } : files)).toBeDefined()
    },
  )
})

test('the sources of other cases are refused', () => {
  let tried = 0
  const taken: string[] = []
  for (const one of cases) {
    for (const other of cases) {
      // Cases that differ in what exists already have the same sources.
      if (JSON.stringify(one.configuration.root_module) === JSON.stringify(other.configuration.root_module))
        continue
      tried += 1
      if (refusal(one, other.files) === undefined) taken.push(`${one.name} with the sources of ${other.name}`)
    }
  }
  console.log(`sources of other cases: ${tried} tried, ${tried - taken.length} refused`)
  expect(taken).toEqual([])
  expect(tried).toBeGreaterThan(100)
})

/** Each makes of a text all texts in which one place is changed. */
const mutations: Readonly<Record<string, (text: string) => readonly string[]>> = {
  'a resource is gone': text => blocksOf(text).map(([start, end]) => text.slice(0, start) + text.slice(end)),
  'a resource is new': text => [`${text}\nresource "aws_kms_key" "added_by_test" {}\n`],
  'a resource has another name': text =>
    eachMatch(text, /^(?:resource|data) "\w+" "(?=\w+" \{)/gm, found => `${found}x`),
  'a constant is changed': text =>
    eachMatch(text, /^ +(?:name|description|sid|type|key_usage) += "(?=[\w./ -]*"$)/gm, found => `${found}x`),
  'a reference is changed': text =>
    eachMatch(text, /(?<!^ +(?:from|to|condition) +)= aws_\w+\./gm, found => `${found}x_`),
  'an argument is new': text =>
    eachMatch(text, /^resource "\w+" "\w+" \{$/gm, found => `${found}\n  added_by_test = 1`),
}

/** Where resources and data sources of the outermost level begin and end. */
function blocksOf(text: string): readonly (readonly [number, number])[] {
  const found = text.matchAll(/^(?:resource|data) "\w+" "\w+" \{(?:\}|[^]*?\n\})/gm)
  return [...found].map(match => [match.index, match.index + match[0].length] as const)
}

/** What a plan does not tell of its configuration: the content of dynamic blocks. */
function isUntold(text: string, offset: number): boolean {
  const dynamic = text.matchAll(/^( *)dynamic "\w+" \{\n[^]*?^\1\}/gm)
  return [...dynamic].some(({ index, 0: block }) => index < offset && offset < index + block.length)
}

function eachMatch(text: string, pattern: RegExp, change: (found: string) => string): readonly string[] {
  const told = [...text.matchAll(pattern)].filter(({ index }) => !isUntold(text, index))
  return told.map(
    match => text.slice(0, match.index) + change(match[0]) + text.slice(match.index + match[0].length),
  )
}

describe('sources that were changed since', () => {
  test.each(Object.keys(mutations))('%s', says => {
    let tried = 0
    const missed: string[] = []
    for (const one of cases) {
      for (const [path, text] of Object.entries(one.files)) {
        for (const changed of mutations[says]?.(text) ?? []) {
          tried += 1
          const refused = refusal(one, { ...one.files, [path]: changed })
          if (refused === undefined) missed.push(`${one.name}/${path}`)
        }
      }
    }
    console.log(`${says}: ${tried} tried, ${tried - missed.length} refused`)
    expect(tried).toBeGreaterThan(5)
    expect(missed).toEqual([])
  })
})

test('the folder that matches is chosen among several', () => {
  const folder = join(own, 'state-moved-import-removed')
  const plan: { readonly configuration: Configuration } = JSON.parse(
    readFileSync(join(folder, 'plan.json'), 'utf8'),
  )
  const files = sourceFilesAt(folder, 'infra')
  const at = (root: string) => ({ files, root, isStated: false })
  const chosen = chooseSources([at(''), at('before'), at('after')], plan.configuration)
  expect(chosen !== undefined && 'sources' in chosen ? chosen.sources.root : undefined).toBe('after')
  expect(chooseSources([at('before')], plan.configuration)).toEqual({
    refused: [
      expect.stringMatching(
        /^the sources in `infra\/before` are not used, since they do not match the plan: `/,
      ),
    ],
  })
  expect(chooseSources([at('')], plan.configuration)).toBeUndefined()
  expect(chooseSources([{ ...at(''), isStated: true }], plan.configuration)).toEqual({
    refused: ['`infra` has no `.tf` files of the root module: name the folder of that with `--source` too'],
  })
})
