import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { sourceFilesAt } from './cli/source-files.ts'
import { comparedChanges, comparedDrift } from './worlds/compared-worlds.ts'
import { read } from './readers/read.ts'
import { besidesKeys } from './readers/terraform/besides-keys.ts'
import { openSources } from './readers/terraform/rebuild/open.ts'
import { diff } from './report/diff.ts'
import { diffReporters } from './reporters/diff.ts'
import { sourceFolderOf } from './testdata-sources.ts'

// Something existed before these plans: who gains and who loses was reviewed by hand.
const cases = readdirSync('testdata').filter(name => name.startsWith('state-'))

// `UPDATE_GOLDEN=1 npm test` rewrites what is expected; read the difference before you commit it.
const update = process.env['UPDATE_GOLDEN'] === '1'

async function reportOf(name: string) {
  const path = `testdata/${name}/plan.json`
  const chunks = [readFileSync(path)]
  const folder = sourceFolderOf(name)
  const sources = [{ files: sourceFilesAt(resolve(folder), folder), root: '', isStated: true }]
  const { input } = await read(
    { path, chunks, again: () => chunks, sources },
    {
      accountFor: () => undefined,
      besidesKeys: () => Promise.resolve(besidesKeys),
      openSources: () => Promise.resolve(openSources),
    },
  )
  const drift = comparedDrift([input])
  const world = { inputs: [input], contexts: [], errors: [], worlds: comparedChanges([input], []) }
  const answer = diff(
    { compared: 'changes', ...world, ...(drift === undefined ? {} : { drift }) },
    { keys: [], actions: [] },
  )
  if (answer.kind === 'mistakes') throw new Error('nothing was asked for')
  return answer.report
}

describe.each(cases)('%s', name => {
  test.each(['text', 'json'] as const)('changes what is expected (%s)', async format => {
    const report = await reportOf(name)
    const told = [...diffReporters[format](report, { color: false, verbose: false })].join('')
    const expected = join('testdata', name, format === 'text' ? 'expected-diff.txt' : 'expected-diff.json')
    if (update) writeFileSync(expected, told)
    expect(told).toBe(readFileSync(expected, 'utf8'))
  })
})
