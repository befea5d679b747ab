import { expect, test } from 'vitest'
import { changesOfKey, otherChanges, type Situation } from '../examples/words/changes-of-example.ts'
import { own } from './example-statements.ts'
import { hole, text } from './example.ts'

const arn = 'arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'
const elsewhere = 'arn:aws:kms:us-west-2:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab'
const grant = { grantee_principal: own('role/App').AWS, operations: ['Decrypt'] }
const byId = { ...grant, key_id: hole('aws_kms_key.example.key_id') }
const onTwo = { ...grant, key_id: text(hole('aws_kms_key.example.key_id'), hole('aws_kms_key.b.key_id')) }

test.each<[string, Situation, number, number]>([
  ['on the key', { grant, before: {} }, 1, 0],
  [
    'two of them',
    { resources: { 'aws_kms_grant.a': byId, 'aws_kms_grant.b': { ...byId, name: 'b' } }, before: {} },
    2,
    0,
  ],
  ['gone from the key', { before: { grant } }, 1, 0],
  [
    'gone from the key, whose resource has another name now',
    { key: { arn }, before: { type: 'aws_kms_external_key', key: { arn }, grant } },
    1,
    0,
  ],
  ['on a key elsewhere', { grant: { ...grant, key_id: elsewhere }, before: {} }, 0, 1],
  ['gone from a key elsewhere', { before: { grant: { ...grant, key_id: elsewhere } } }, 0, 1],
  [
    'on one of two keys',
    {
      resources: { 'aws_kms_key.b': {}, 'aws_kms_grant.a': onTwo },
      before: { resources: { 'aws_kms_key.b': {} } },
    },
    0,
    1,
  ],
])('a grant is told with its key, or by itself: %s', (_, situation, ofKey, others) => {
  expect(changesOfKey('grant-change', situation)).toHaveLength(ofKey)
  expect(otherChanges('grant-change', situation)).toHaveLength(others)
})
