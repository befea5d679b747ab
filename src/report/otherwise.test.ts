import { expect, test } from 'vitest'
import type { Draft } from './located.ts'
import { rule } from '../rules/rule.ts'
import { judgedOtherwise, withOtherwise } from './otherwise.ts'

const at = { file: 'stack.yaml', address: 'Key', pointer: '/Properties/KeyPolicy/Statement/1' }
const draft: Draft = {
  rule: 'KMS013',
  name: 'a-rule',
  title: '',
  severity: 'info',
  certainty: 'certain',
  key: 'Key',
  principal: 'role/Admin',
  address: 'Key',
  actions: [],
  message: '',
  why: '',
  fix: '',
  corrections: [],
  help: '',
  input: 'stack.yaml',
  pointer: at.pointer,
  hidesPointers: false,
  inFull: { caller: 'role/Admin', conditions: [], holders: [] },
  at: [[at]],
  related: [],
  path: [],
  conditions: [],
  unknowns: [],
  fingerprint: 'f',
}
const someone: Draft = {
  ...draft,
  principal: 'role/${Name}',
  inFull: { ...draft.inFull, caller: 'role/${Name}' },
}

test.each<readonly [string, Draft, readonly string[]]>([
  ['the same', draft, []],
  ['the same of another at its place', someone, []],
  ['worse of the same', { ...draft, severity: 'high' }, ['high possible']],
  ['worse at its place', { ...someone, severity: 'high' }, ['high possible']],
  ['the same at another place', { ...someone, at: [[{ ...at, pointer: '' }]] }, ['info possible']],
  ['of another rule', { ...someone, rule: 'KMS001' }, ['info possible']],
])('what other values would bring: %s', (_, otherwise, more) => {
  const told = withOtherwise([draft], [otherwise])
  expect(told.map(({ severity, certainty }) => `${severity} ${certainty}`)).toEqual(['info certain', ...more])
})

const failure = (id: string) => ({ rule: id, message: 'failed' })

test('what cannot be told and what failed count whichever values it was with', () => {
  const texts = { title: '', why: '', fix: '', references: [], examples: { good: [], bad: [] } }
  const [one, other] = ['ORG001', 'ORG002'].map(id =>
    rule({
      ...texts,
      id,
      name: 'a-rule',
      about: 'key',
      severity: 'low',
      forbid: { says: '', ask: () => ({ is: 'no', at: [], hangsOn: [] }) },
      message: () => '',
    }),
  )
  if (one === undefined || other === undefined) throw new Error('no rules')
  const judged = { told: [], undetermined: [{ rule: one, count: 2 }], failures: [failure('ORG003')] }
  const otherwise = {
    told: [],
    undetermined: [
      { rule: one, count: 3 },
      { rule: other, count: 1 },
    ],
    failures: [failure('ORG003'), failure('ORG004')],
  }
  expect(judgedOtherwise(judged, otherwise)).toEqual({
    told: [],
    undetermined: otherwise.undetermined,
    failures: otherwise.failures,
  })
})
