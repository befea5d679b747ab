import { describe, expect, test } from 'vitest'
import type { ReportChange } from '../model/report.ts'
import { comparedChanges } from '../worlds/compared-worlds.ts'
import {
  allow,
  app,
  inline,
  key,
  keyArn,
  own,
  policy,
  readingOf,
  resource,
  role,
  root,
  statement,
  use,
} from '../worlds/test-changes.ts'
import { reportChange } from './change-lines.ts'
import { diff } from './diff.ts'
import { mostLines } from './new-keys.ts'

const configuration = {
  provider_config: { aws: { name: 'aws', expressions: { region: { constant_value: 'us-west-2' } } } },
  root_module: {},
}

async function shortOf(...changes: readonly object[]): Promise<ReportChange> {
  const input = await readingOf(changes, { configuration })
  const worlds = comparedChanges([input], [])
  const world = { compared: 'changes', inputs: [input], contexts: [], errors: [], worlds } as const
  const answer = diff(world, { keys: [], actions: [] })
  if (answer.kind === 'mistakes') throw new Error('nothing was asked for')
  return reportChange(answer.report.change, worlds.change)
}

async function linesOf(...changes: readonly object[]): Promise<readonly string[]> {
  return (await shortOf(...changes)).lines.map(({ what, says }) => `${what}: ${says}`)
}

const overTls = { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }
const logGroup = (name: string) => {
  const values = { name, arn: `arn:aws:logs:us-west-2:${own}:log-group:${name}`, kms_key_id: keyArn('k') }
  return resource(`aws_cloudwatch_log_group.${name}`, values)
}
const logs = statement({ Service: 'logs.us-west-2.amazonaws.com' }, ['kms:GenerateDataKey', 'kms:Decrypt'])

describe('a change in short', () => {
  test.each([
    [
      'who gains, when, and when not',
      [key('k', policy(root), policy(root, statement('*', use, overTls)))],
      [
        /^gained: aws_kms_key\.k: any principal of any AWS account can kms:Decrypt.* when aws:SecureTransport is true$/,
      ],
    ],
    [
      'who can do it more freely',
      [key('k', policy(statement('*', use, overTls)), policy(statement('*', use)))],
      [/^widened: aws_kms_key\.k: any principal of any AWS account can kms:Decrypt.* more freely$/],
    ],
    [
      'who can do it less freely, whatever was asked before',
      [key('k', policy(statement('*', use)), policy(statement('*', use, overTls)))],
      [/^narrowed: aws_kms_key\.k: any principal of any AWS account can kms:Decrypt.* less freely$/],
    ],
    [
      'who loses what something still needs',
      [key('k', policy(root, logs), policy(root)), logGroup('app')],
      [
        /^lost: aws_kms_key\.k: the service logs\.us-west-2\.amazonaws\.com can no longer .*; .*aws_cloudwatch_log_group\.app.* still needs /,
      ],
    ],
    [
      'what goes',
      [resource('aws_kms_key.k', { arn: keyArn('k'), key_id: 'k', policy: policy(root) }, null)],
      [/^destroyed: aws_kms_key\.k is destroyed: nothing that is encrypted with it can be read/],
    ],
    [
      'what is on keys elsewhere',
      [role('app'), inline('app', null, allow('kms:Decrypt', 'arn:aws:kms:us-west-2:444455556666:key/x'))],
      [
        new RegExp(
          `^gained: ${app} \\S+ may be able to kms:Decrypt on arn:\\S+:key/x that the input does not have`,
        ),
      ],
    ],
  ])('tells %s', async (_, changes, lines) => {
    const told = await linesOf(...changes)
    expect(told).toHaveLength(lines.length)
    for (const [index, line] of lines.entries()) expect(told[index]).toMatch(line)
  })

  test('begins with gains, and ends with keys that are new', async () => {
    const { lines } = await shortOf(
      resource('aws_kms_key.new', null, { policy: policy(root) }),
      key('less', policy(root, statement(app, use)), policy(root)),
      key('more', policy(root), policy(root, statement(app, use))),
      resource('aws_kms_key.gone', { arn: keyArn('gone'), key_id: 'gone', policy: policy(root) }, null),
    )
    expect(lines.map(({ what }) => what)).toEqual(['gained', 'destroyed', 'lost', 'created'])
  })

  test('says how much it leaves out', async () => {
    const keys = Array.from({ length: mostLines + 2 }, (_, index) =>
      key(`k${index}`, policy(root), policy(root, statement('*', use))),
    )
    const { lines, more } = await shortOf(...keys)
    expect([lines.length, more]).toEqual([mostLines, 2])
  })

  test('of nothing has no line', async () => {
    expect(await shortOf(key('k', policy(root)))).toMatchObject({ changes: 'no', lines: [], more: 0 })
  })
})
