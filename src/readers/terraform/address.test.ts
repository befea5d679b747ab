import { expect, test } from 'vitest'
import { parseAddress, segments } from './address.ts'

test.each([
  ['aws_kms_key.main', { modules: [], block: 'aws_kms_key.main' }],
  [
    'data.aws_iam_policy_document.key[0]',
    { modules: [], block: 'data.aws_iam_policy_document.key', index: 0 },
  ],
  [
    'module.app["x.y"].module.key[1].aws_kms_key.this["we\\"ird"]',
    {
      modules: [
        { name: 'app', index: 'x.y' },
        { name: 'key', index: 1 },
      ],
      block: 'aws_kms_key.this',
      index: 'we"ird',
    },
  ],
  ['module.module.aws_kms_key.a', { modules: [{ name: 'module' }], block: 'aws_kms_key.a' }],
  ['aws_kms_key.this["$${x}"]', { modules: [], block: 'aws_kms_key.this', index: '${x}' }],
  ['aws_kms_key.this["\\U0001F511"]', { modules: [], block: 'aws_kms_key.this', index: '\\U0001F511' }],
])('takes %s apart', (address, parsed) => {
  expect(parseAddress(address)).toEqual(parsed)
})

test.each(['', 'module', 'module.a', 'aws_kms_key', 'aws_kms_key.a.arn', 'a.b[', 'a..b', 'a.b.', 'a.b["'])(
  'finds no resource in %j',
  address => {
    expect(parseAddress(address)).toBeUndefined()
  },
)

test('keeps the first index of several', () => {
  expect(segments('aws_kms_key.this[0]["a"].arn')).toEqual([
    { name: 'aws_kms_key' },
    { name: 'this', index: 0 },
    { name: 'arn' },
  ])
})

test('gives up on a text too long for an address', () => {
  expect(segments('a.'.repeat(20_000))).toBeUndefined()
})
