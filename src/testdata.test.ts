import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { builtInRules } from '../policies/index.ts'
import { check } from './check.ts'
import { sourceFilesAt } from './cli/source-files.ts'
import type { SourceCandidate } from './readers/terraform/sources/sources.ts'
import { defaultSettings } from './report/settings.ts'
import { reporters } from './reporters/index.ts'
import { sourceFolderOf } from './testdata-sources.ts'

const cases = readdirSync('testdata').filter(name => existsSync(join('testdata', name, 'plan.json')))

// `UPDATE_GOLDEN=1 npm test` rewrites the reports; read the difference before you commit it.
const update = process.env['UPDATE_GOLDEN'] === '1'

function sourcesOf(name: string): readonly SourceCandidate[] {
  const shown = sourceFolderOf(name)
  return [{ files: sourceFilesAt(resolve(shown), shown), root: '', isStated: true }]
}

describe.each(cases)('%s', name => {
  test('is reported as expected', async () => {
    const path = `testdata/${name}/plan.json`
    const input = { path, chunks: [readFileSync(path)], again: () => [readFileSync(path)] }
    const report = await check([{ ...input, sources: sourcesOf(name) }], builtInRules, defaultSettings)
    const json = reporters.json(report, { color: false, verbose: false })
    const expected = join('testdata', name, 'expected.json')
    if (update) writeFileSync(expected, json)
    expect(json).toBe(readFileSync(expected, 'utf8'))
  })

  test('says why it is here', () => {
    expect(readFileSync(join('testdata', name, 'case.md'), 'utf8').trim()).not.toBe('')
  })
})
