import { expect, test } from 'vitest'
import type { Draft } from './located.ts'
import { withOtherwise } from './otherwise.ts'

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
