import { expect, test } from 'vitest'
import { keyOfExample } from '../examples/example-key.ts'
import type { Key } from '../model/key.ts'
import { text, type Text } from '../model/text.ts'
import type { Unknown, UnknownShape } from '../model/unknown.ts'
import { coversKey } from './resources.ts'

function hole(address: string, pointer = '', shape: UnknownShape = 'anything'): Unknown {
  const at = { file: 'stack.yaml', address, pointer }
  return { kind: 'unknown', reason: 'not-in-input', name: address, shape, at }
}

const account = hole('AWS::AccountId', '', 'account-id')
const region = hole('AWS::Region')
const id = hole('Key', '/arn')
const at = { file: 'stack.yaml', address: 'Key', pointer: '' }
const key: Key = { ...keyOfExample({ says: '' }), address: 'Key', at, account, region }

const own = text('arn:aws:kms:', region, ':', account, ':key/')
const replica = text('arn:aws:kms:', region, ':', account, ':key/mrk-1234abcd12ab34cd56ef1234567890ab')

/** What covers the key, or another that differs from it. */
type Case = readonly [string, Text, string, Partial<Key>]

test.each<Case>([
  ['every key of its own account and Region', text(own, '*'), 'yes', {}],
  ['every key of another account', text('arn:aws:kms:', region, ':444455556666:key/*'), 'unknown', {}],
  [
    'every key of another parameter',
    text('arn:aws:kms:', hole('Other'), ':', account, ':key/*'),
    'unknown',
    {},
  ],
  ['its ARN', text(own, id), 'yes', {}],
  ['its ARN in one hole', [hole('Key', '/arn', 'arn')], 'yes', {}],
  ['its id, which is no ARN', [id], 'unknown', {}],
  [
    'its id among the keys of another account',
    text('arn:aws:kms:eu-central-1:444455556666:key/', id),
    'no',
    { account: '111122223333' },
  ],
  ['an alias that is named after it', text('arn:aws:kms:', region, ':', account, ':alias/', id), 'no', {}],
  ['a bucket that is named after it', text('arn:aws:s3:::', id), 'no', {}],
  ['another key', text(own, hole('Other', '/arn')), 'no', {}],
  ['an id that nobody can have written', replica, 'no', {}],
  ['the id of the primary of a replica', replica, 'unknown', { replica: true }],
])('%s', (_, pattern, is, more) => {
  const resources = { negated: false, items: [{ text: pattern, at }], at }
  expect(coversKey(resources, { ...key, ...more }).is).toBe(is)
})
