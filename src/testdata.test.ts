import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { builtInRules } from '../policies/index.ts'
import { check } from './check.ts'
import { defaultSettings } from './report/settings.ts'
import { reporters } from './reporters/index.ts'

const cases = readdirSync('testdata').filter(name => existsSync(join('testdata', name, 'plan.json')))

// `UPDATE_GOLDEN=1 npm test` rewrites the reports; read the difference before you commit it.
const update = process.env['UPDATE_GOLDEN'] === '1'

describe.each(cases)('%s', name => {
  test('is reported as expected', async () => {
    const path = `testdata/${name}/plan.json`
    const report = await check([{ path, chunks: [readFileSync(path)] }], builtInRules, defaultSettings)
    const json = reporters.json(report, { color: false, verbose: false })
    const expected = join('testdata', name, 'expected.json')
    if (update) writeFileSync(expected, json)
    expect(json).toBe(readFileSync(expected, 'utf8'))
  })

  test('says why it is here', () => {
    expect(readFileSync(join('testdata', name, 'case.md'), 'utf8').trim()).not.toBe('')
  })
})
