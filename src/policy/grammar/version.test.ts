import { expect, test } from 'vitest'
import { documentOf } from './objections-to.ts'
import { version } from './version.ts'
import { writtenAsText } from './written-as-text.ts'

const one = { Effect: 'Allow', Principal: '*', Action: 'kms:Decrypt', Resource: '*' }
const missing = ['missing-version: it has no `Version`, so it is read as of 2008']

test.each([
  ['of today', { Version: '2012-10-17', Statement: one }, []],
  ['of 2008', { Version: '2008-10-17', Statement: one }, []],
  ['of none', { Statement: one }, missing],
  ['of none, of which no statement is told', { Statement: '‹var.statement›' }, missing],
  ['of none, without statements', { Statement: [] }, missing],
  ['that is not told', { Version: '‹var.version›', Statement: one }, []],
  ['that is no text', { Version: 2012, Statement: one }, ['invalid-version: its `Version` is no text']],
  [
    'of the day on which it was written',
    { Version: '2026-01-31', Statement: one },
    ['invalid-version: its `Version` is `2026-01-31`: AWS knows `2012-10-17` and `2008-10-17`'],
  ],
])('a version %s', (_, written, objections) => {
  const told = version({ document: documentOf(written), kind: 'key-policy' })
  expect(told.map(({ code, says }) => `${code}: ${says}`)).toEqual(objections)
})

test('of a document that is not told, nothing is said', () => {
  const read = documentOf({ Version: '2012-10-17' })
  const [hole] = documentOf({ Statement: '‹local.policy›' }).holes
  if (hole === undefined) throw new Error('no hole')
  expect(version({ document: { ...read, holes: [hole] }, kind: 'key-policy' })).toEqual([])
})

test('a document that stands as text where an object is wanted', () => {
  const document = documentOf({ Version: '2012-10-17', Statement: one })
  const told = (judged: typeof document) => writtenAsText({ document: judged, kind: 'key-policy' })
  expect(told(document)).toEqual([])
  expect(told({ ...document, isText: true }).map(({ code }) => code)).toEqual(['policy-as-text'])
})
