import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { action, folderWith, keyplan } from './trial.ts'

const own = new URL('../../testdata/hard-unknown-role-arn/', import.meta.url)
const textOf = (name: string): string => readFileSync(new URL(name, own), 'utf8')
const plan = textOf('plan.json')
const folder = folderWith({
  'infra/live/main.tf': textOf('main.tf'),
  'infra/live/providers.tf': textOf('providers.tf'),
  'infra/live/key-policy.json.tpl': textOf('key-policy.json.tpl'),
  'infra/live/plan.json': plan,
  'plans/plan.json': plan,
  'other/main.tf': 'resource "aws_kms_key" "other" {\n}\n',
})

describe('the sources of a plan', () => {
  test.each([
    ['beside it', ['infra/live/plan.json'], undefined],
    ['named', ['plans/plan.json', '--source', 'infra/live'], undefined],
    [
      'named within another directory',
      ['plans/plan.json', '--source', 'infra', '--source', 'infra/live'],
      undefined,
    ],
    ['named after others', ['plans/plan.json', '--source', 'other', '--source', 'infra/live'], undefined],
    ['of standard input, where keyplan runs', ['-', '--source', 'infra/live'], plan],
  ])('%s', async (_, words, stdin) => {
    const { stdout } = await keyplan(['check', ...words], {
      folder,
      ...(stdin === undefined ? {} : { stdin }),
    })
    expect(stdout).toMatch(/infra\/live\/main\.tf:\d+/)
  })

  test.each([
    [['plans/plan.json'], /\.tf files/],
    [['plans/plan.json', '--source', 'other'], /the sources in `other` are not used/],
    [['plans/plan.json', '--source', 'infra'], /`infra` has no `\.tf` files of the root\s+module/],
  ])('are not found with %j, which is told', async (words, note) => {
    const { stdout, code } = await keyplan(['check', ...words], { folder })
    expect([code, stdout]).toEqual([0, expect.stringMatching(note)])
    expect(stdout).not.toMatch(/main\.tf:\d/)
  })

  test.each([
    ['check', []],
    ['who', []],
    ['can', ['--principal', 's3.amazonaws.com', '--action', 'kms:Decrypt', '--key', 'aws_kms_key.document']],
  ])('that are not there are a mistake of %s', async (command, more) => {
    expect(await keyplan([command, 'plans/plan.json', '--source', 'gone', ...more], { folder })).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'error --source: `gone` is not a directory\n  fix name the directory of the `.tf` files that the plan was made from\n',
    })
  })

  test('are told from the workspace by the Action', async () => {
    const environment = {
      GITHUB_WORKSPACE: folder,
      'INPUT_WORKING-DIRECTORY': 'plans',
      INPUT_PLANS: 'plan.json',
      INPUT_SOURCE: '../infra/live',
    }
    expect((await action({ folder, environment })).stdout).toMatch(/^::\w+ file=infra\/live\/main\.tf,/m)
  })
})
