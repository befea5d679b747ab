import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { builtInRules } from '../policies/index.ts'
import { check } from './check.ts'
import { sourceFilesAt } from './cli/source-files.ts'
import type { Input } from './readers/input.ts'
import type { SourceCandidate } from './readers/terraform/sources/sources.ts'
import { defaultSettings, type Settings } from './report/settings.ts'
import { reporters } from './reporters/index.ts'
import { sourceFolderOf } from './testdata-sources.ts'

const folders = readdirSync('testdata')
const plans = folders.filter(name => existsSync(join('testdata', name, 'plan.json')))
const templates = folders.filter(
  name =>
    name.startsWith('template-') &&
    ['template.yaml', 'template.json'].some(file => existsSync(join('testdata', name, file))),
)

// `UPDATE_GOLDEN=1 npm test` rewrites the reports; read the difference before you commit it.
const update = process.env['UPDATE_GOLDEN'] === '1'

const plain = { color: false, verbose: false }

function inputAt(path: string): Input {
  return { path, chunks: [readFileSync(path)], again: () => [readFileSync(path)] }
}

function sourcesOf(name: string): readonly SourceCandidate[] {
  const shown = sourceFolderOf(name)
  return [{ files: sourceFilesAt(resolve(shown), shown), root: '', isStated: true }]
}

/** What is expected; what is told now, where that was asked for. */
function golden(name: string, file: string, told: string): string {
  const expected = join('testdata', name, file)
  if (update) writeFileSync(expected, told)
  return readFileSync(expected, 'utf8')
}

describe.each(plans)('%s', name => {
  test('is reported as expected', async () => {
    const input = { ...inputAt(`testdata/${name}/plan.json`), sources: sourcesOf(name) }
    const json = reporters.json(await check([input], builtInRules, defaultSettings), plain)
    expect(json).toBe(golden(name, 'expected.json', json))
  })
})

/** As a pipeline that knows which account it deploys to, which a template does not tell. */
const deployed: Settings = {
  ...defaultSettings,
  accounts: { byProvider: new Map(), every: { id: '111122223333', from: 'flag' } },
}

/** Those that deploy others, and export to others, first. */
function templatesOf(name: string): readonly Input[] {
  const files = readdirSync(join('testdata', name)).filter(file => /\.(?:yaml|json)$/.test(file))
  const others = files.filter(file => !/^(?:template|expected)\./.test(file))
  const own = files.filter(file => file.startsWith('template.'))
  return [...own, ...others].map(file => inputAt(`testdata/${name}/${file}`))
}

describe.each(templates)('%s', name => {
  test('is reported as expected', async () => {
    const report = await check(templatesOf(name), builtInRules, deployed)
    const json = reporters.json(report, plain)
    const text = reporters.text(report, plain)
    expect(json).toBe(golden(name, 'expected.json', json))
    expect(text).toBe(golden(name, 'expected.txt', text))
  })
})

test.each([...plans, ...templates])('%s says why it is here', name => {
  expect(readFileSync(join('testdata', name, 'case.md'), 'utf8').trim()).not.toBe('')
})
