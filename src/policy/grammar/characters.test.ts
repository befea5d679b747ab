import { expect, test } from 'vitest'
import { documentOf, objectionsIn } from './objections-to.ts'
import { characters } from './characters.ts'

const app = 'arn:aws:iam::111122223333:role/App'
const one = { Effect: 'Allow', Principal: { AWS: app }, Action: 'kms:Decrypt', Resource: '*' }

const says = (shown: string, written: string) =>
  `has a character that AWS refuses in policies, ${shown}, in \`${written}\``
const dash = '`—` U+2014'

test.each([
  ['its name', { Sid: 'Use — it' }, dash, 'Use — it'],
  ['an action', { Action: ['kms:Encrypt', 'kms:Decrypt—'] }, dash, 'kms:Decrypt—'],
  ['a resource', { Resource: ['*', 'arn:aws:s3:::a—b'] }, dash, 'arn:aws:s3:::a—b'],
  ['a role', { Principal: { AWS: [app, `${app}—`] } }, dash, `${app}—`],
  ['a service', { Principal: { Service: 's3—.amazonaws.com' } }, dash, 's3—.amazonaws.com'],
  ['a provider', { Principal: { Federated: 'a—b.example.com' } }, dash, 'a—b.example.com'],
  ['what is no principal', { Principal: { AWS: 'App—' } }, dash, 'App—'],
  ['a condition key', { Condition: { Bool: { 'aws:—': 'true' } } }, dash, 'aws:—'],
  ['a value', { Condition: { StringEquals: { 'aws:PrincipalTag/a': ['x', '—y'] } } }, dash, '—y'],
  ['a text with a hole', { Resource: 'arn:aws:s3:::‹bucket›/a—b' }, dash, 'arn:aws:s3:::${bucket}/a—b'],
  ['the first of several', { Sid: 'a“b—', Resource: '—' }, '`“` U+201C', 'a“b—'],
  ['one that cannot be seen', { Sid: 'a\u200bb' }, 'U+200B', 'a\u200bb'],
  ['one of two units', { Sid: 'Key 🔑' }, '`🔑` U+1F511', 'Key 🔑'],
])('%s', (_, more, shown, written) => {
  expect(objectionsIn(characters, [{ ...one, ...more }])).toHaveLength(1)
  expect(objectionsIn(characters, [{ ...one, ...more }])[0]).toContain(says(shown, written))
})

test.each([
  ['Latin-1', { Sid: 'Zugriff für Schlüssel ÿ' }],
  ['white space', { Sid: 'a\t\r\nb' }],
  [
    'the names of holes',
    { Resource: 'arn:aws:s3:::‹名前›', Principal: { AWS: 'arn:aws:iam::‹名前›:role/App' } },
  ],
  ['a role whose name is a hole', { Principal: { AWS: 'arn:aws:iam::111122223333:role/‹名前›' } }],
  ['holes alone', { Resource: '‹名前›', Principal: { AWS: '‹名前›' }, Action: '‹名前›' }],
  ['the hole of a condition', { Condition: { StringEquals: { 'aws:PrincipalTag/a': '‹名前›' } } }],
  ['no lists', { Principal: undefined, Action: undefined, Resource: undefined }],
])('%s may stand there', (_, more) => {
  expect(objectionsIn(characters, [{ ...one, ...more }])).toEqual([])
})

test('the id of a policy is no part of a statement', () => {
  const document = documentOf({ Version: '2012-10-17', Id: 'key — prod', Statement: [one] })
  expect(characters({ document, kind: 'key-policy' }).map(problem => problem.says)).toEqual([
    `its \`Id\` ${says(dash, 'key — prod')}`,
  ])
})

test.each([
  ['key-policy', 1],
  ['identity-policy', 1],
  ['trust-policy', 1],
  ['scp', 0],
  ['rcp', 0],
  ['endpoint-policy', 0],
] as const)('a %s', (kind, count) => {
  expect(objectionsIn(characters, [{ ...one, Sid: '—' }], kind)).toHaveLength(count)
})
