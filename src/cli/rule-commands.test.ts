import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { builtInRules } from '../../policies/index.ts'
import { inMarkdown } from '../rule-pages/blocks.ts'
import { rulePage } from '../rule-pages/rule-page.ts'
import { cleanPlan, folderWith, keyplan } from './trial.ts'

const folder = folderWith({ 'plan.json': cleanPlan, 'strict/plan.json': cleanPlan })

function listed(stdout: string): readonly string[] {
  return [...stdout.matchAll(/^ {2}([A-Z]+\d+) /gm)].map(match => match[1] ?? '')
}

function checked(...flags: readonly string[]): ReturnType<typeof keyplan> {
  return keyplan(['check', 'plan.json', ...flags], { folder })
}

describe('keyplan explain', () => {
  test('shows a page by id or by name, whatever the case of letters', async () => {
    const byId = await keyplan(['explain', 'kms020'], { folder })
    expect(byId).toEqual(await keyplan(['explain', 'rotation'], { folder }))
    expect([byId.code, byId.stderr]).toEqual([0, ''])
    expect(byId.stdout).toMatch(/^KMS020 rotation: [^]*resource "aws_kms_key" "example"[^]*https:\/\/docs/)
  })

  test('the shipped program has the whole page, as docs/rules has it, whichever rule is asked for', async () => {
    const names = builtInRules.map(({ name }) => name)
    const { code, stdout } = await keyplan(['explain', ...names, '--format', 'markdown'], { folder })
    expect(code).toBe(0)
    expect(stdout).toBe(builtInRules.map(rule => inMarkdown(rulePage(rule, 'full'))).join('\n'))
  })

  test('writes to a file', async () => {
    const { code, stdout } = await keyplan(['explain', 'KMS001', '--format', 'markdown=page.md'], { folder })
    expect([code, stdout]).toEqual([0, ''])
    expect(readFileSync(join(folder, 'page.md'), 'utf8')).toMatch(/^# KMS001 anyone: /)
  })

  test.each([
    [
      ['explain'],
      'error keyplan explain: no rule\n  fix name one: `keyplan explain KMS001`; `keyplan rules` lists them\n',
    ],
    [
      ['explain', 'rotatoin'],
      'error keyplan explain: `rotatoin` is no rule\n  fix did you mean `rotation`?\n',
    ],
    [
      ['explain', '\u001B[2J::error::'],
      'error keyplan explain: `\\u{1b}[2J::error::` is no rule\n  fix `keyplan rules` lists them\n',
    ],
    [
      ['explain', 'KMS001', '--format', 'json'],
      'error --format: `json` is not a format\n  fix one of text, markdown\n',
    ],
  ])('%j is a mistake', async (words, stderr) => {
    expect(await keyplan(words, { folder })).toEqual({ code: 2, stdout: '', stderr })
  })
})

describe('keyplan rules', () => {
  test('lists all of them', async () => {
    const { code, stdout } = await keyplan(['rules'], { folder })
    expect(code).toBe(0)
    expect(listed(stdout).toSorted()).toEqual(builtInRules.map(({ id }) => id).toSorted())
  })

  test('lists those of a profile, also as JSON', async () => {
    const { stdout } = await keyplan(['rules', '--profile', 'change-only'], { folder })
    expect(listed(stdout).every(id => /^(?:DIFF\d+|KMS001|KMS007)$/.test(id))).toBe(true)
    const json = await keyplan(['rules', '--profile', 'change-only', '--format', 'json'], { folder })
    expect(JSON.parse(json.stdout)).toMatchObject({
      rules: expect.arrayContaining([
        expect.objectContaining({
          id: 'KMS001',
          name: 'anyone',
          area: 'key',
          severity: 'critical',
          profile: 'default',
        }),
      ]),
    })
  })

  test('a profile that there is not', async () => {
    const { code, stderr } = await keyplan(['rules', '--profile', 'strikt'], { folder })
    expect([code, stderr]).toEqual([
      2,
      'error --profile: `strikt` is not a value of it\n  fix did you mean `strict`?\n',
    ])
  })
})

describe('keyplan check asks what is wanted', () => {
  test.each([
    [['--only', 'rotatio'], '--only: `rotatio` is no rule\n  fix did you mean `rotation`?'],
    [['--only', ''], '--only: `` is no rule\n  fix `keyplan rules` lists them'],
    [['--skip', 'KMS*,rotatoin'], '--skip: `rotatoin` is no rule\n  fix did you mean `rotation`?'],
    [['--skip', '*'], '--skip: no rule is left\n  fix a check that asks nothing finds nothing: skip less'],
    [['--profile', 'defualt'], '--profile: `defualt` is not a value of it\n  fix did you mean `default`?'],
  ])('%j is a mistake', async (flags, says) => {
    expect(await checked(...flags)).toEqual({ code: 2, stdout: '', stderr: `error ${says}\n` })
  })

  test('by id, name and pattern', async () => {
    const { stdout } = await checked('--only', 'rotation,KMS00?', '--skip', 'KMS020', '--format', 'json')
    expect(JSON.parse(stdout)).toMatchObject({ findings: [] })
  })
})
