import { expect, test } from 'vitest'
import { keyOfExample } from '../../examples/example-key.ts'
import type { KeyFate } from '../../model/change.ts'
import type { Key } from '../../model/key.ts'
import type { Tri } from '../../model/tri.ts'
import { hole, type ExampleAttributes } from '../example.ts'
import { accessTo, emptyWorld, statementOf } from '../fake-world.ts'
import type { ChangedKey } from '../word.ts'
import {
  after,
  before,
  deletesSooner,
  deletionWindowAsBefore,
  fallsBackToDefault,
  fewOf,
  immutableDiffers,
  immutableInWords,
  keyIs,
  rotatesLessOften,
  rotationAsBefore,
  stopsRotating,
  usersHaveLeft,
} from './key-changes.ts'
import { declaredHere } from './keys.ts'

const on = { enable_key_rotation: true }
const days = (deletion_window_in_days: ExampleAttributes[string]) => ({ deletion_window_in_days })

function changed(was?: ExampleAttributes, is?: ExampleAttributes, fate: KeyFate = 'kept'): ChangedKey {
  const [then, now] = [was, is].map(key => key && keyOfExample({ says: '', key }))
  const at = (now ?? then)?.at ?? { file: '', address: '', pointer: '' }
  const sides = { ...(then && { before: then }), ...(now && { after: now }) }
  return { fate, at, accesses: [], used: () => [], stillUsed: () => [], ...sides }
}

test.each([
  ['switched off', on, {}, 'yes', 'no'],
  ['never on', {}, {}, 'no', 'no'],
  ['a longer period than by default', on, { ...on, rotation_period_in_days: 400 }, 'no', 'yes'],
  ['the default period, written', on, { ...on, rotation_period_in_days: 365 }, 'no', 'no'],
  ['a shorter period', { ...on, rotation_period_in_days: 400 }, on, 'no', 'no'],
  ['a period that is not told', on, { ...on, rotation_period_in_days: hole('var.days') }, 'no', 'unknown'],
])('rotation: %s', (_, was, is, stops, slows) => {
  expect(stopsRotating.ask(changed(was, is), emptyWorld).is).toBe(stops)
  expect(rotatesLessOften.ask(changed(was, is), emptyWorld).is).toBe(slows)
})

test('what is compared needs both sides', () => {
  for (const one of [changed({}), changed(undefined, {}), changed()]) {
    expect(deletesSooner.ask(one, emptyWorld).is).toBe('no')
    expect(immutableDiffers.ask(one, emptyWorld).is).toBe('no')
    expect(immutableInWords(one)).toBe('')
  }
})

test('a word about the key as it was asks the world as it was, and points at nothing', () => {
  const declared = before(declaredHere)
  const one = changed({})
  expect(declared.ask(one, emptyWorld)).toMatchObject({ is: 'yes', at: [] })
  expect(declared.ask(changed(undefined, {}), emptyWorld).is).toBe('no')
  const elsewhere = { ...keyOfExample({ says: '' }), declared: false }
  expect(declared.ask({ ...one, before: elsewhere }, emptyWorld).is).toBe('no')
  expect(keyIs('kept').ask(one, emptyWorld).is).toBe('yes')
  expect(keyIs('destroyed').ask(one, emptyWorld).is).toBe('no')
})

test('a word about the key as it will be does not hold of one that is gone', () => {
  expect(after(declaredHere).ask(changed({}, {}), emptyWorld).is).toBe('yes')
  expect(after(declaredHere).ask(changed({}), emptyWorld).is).toBe('no')
})

const [byAws] = keyOfExample({ says: '' }).policies
const written = { ...byAws, source: 'written' } as const

test.each<[string, Key['policies'], Key['policies'], Tri]>([
  ['as before', [written], [written], 'no'],
  ['never written', [byAws], [byAws], 'no'],
  ['no longer written', [written], [byAws], 'yes'],
  ['of two one was written, and none is', [byAws, written], [byAws], 'yes'],
  ['of two one is written still', [written, written], [byAws, written], 'unknown'],
])('what becomes of a written policy: %s', (_, was, is, expected) => {
  const key = keyOfExample({ says: '' })
  const access = accessTo(key, { kind: 'account', account: '111122223333' })
  const gained = { kind: 'gained', access, certainty: 'certain', unknowns: [], otherwise: [] } as const
  const sides = { before: { ...key, policies: was }, after: { ...key, policies: is } }
  const change = { ...changed({}, {}), accesses: [gained], ...sides }
  expect(fallsBackToDefault.ask(change, emptyWorld).is).toBe(expected)
})

test('a written policy that says what the default one says can go, unless it denied something', () => {
  const key = keyOfExample({ says: '' })
  const denying = statementOf({ Effect: 'Deny', Principal: '*', Action: 'kms:Decrypt', Resource: '*' })
  const policy = {
    ...written,
    document: { ...written.document, statements: [...written.document.statements, denying] },
  }
  const change = (policies: Key['policies']) => ({
    ...changed({}, {}),
    before: { ...key, policies },
    after: key,
  })
  expect(fallsBackToDefault.ask(change([written]), emptyWorld).is).toBe('no')
  expect(fallsBackToDefault.ask(change([written, policy]), emptyWorld).is).toBe('yes')
  expect(fallsBackToDefault.ask({ ...changed({}), before: key }, emptyWorld).is).toBe('no')
})

test('what an update cannot change is told with what it was, and may have been nothing', () => {
  const one = changed({}, {})
  const primary = 'aws_kms_key.primary'
  const replica = { ...keyOfExample({ says: '' }), primary }
  expect(immutableInWords({ ...one, after: replica })).toBe(`primary key ${primary} instead of none`)
  expect(immutableInWords({ ...one, before: replica })).toBe(`primary key none instead of ${primary}`)
})

test('where nothing used the key, nobody has left it', () => {
  expect(usersHaveLeft.ask(changed({}), emptyWorld).is).toBe('no')
})

test('a correction puts back what was, unless that is not known', () => {
  expect(deletionWindowAsBefore(changed(days(20), days(7)))).toMatchObject({ value: 20 })
  expect(deletionWindowAsBefore(changed({}, days(7)))).toMatchObject({ value: 30 })
  expect(deletionWindowAsBefore(changed(days(hole('var.days')), days(7)))).toBeUndefined()
  expect(deletionWindowAsBefore(changed(days(20)))).toBeUndefined()
  expect(rotationAsBefore(changed(on, {}))).toMatchObject({ name: 'enable_key_rotation', value: true })
  expect(rotationAsBefore(changed(on, { ...on, rotation_period_in_days: 400 }))).toMatchObject({
    name: 'rotation_period_in_days',
    value: 365,
  })
  expect(rotationAsBefore(changed(on))).toBeUndefined()
})

test('many resources are told in short, each once', () => {
  expect(fewOf(['a', 'a'])).toBe('a')
  expect(fewOf(['a', 'b'])).toBe('a and b')
  expect(fewOf(['a', 'b', 'c'])).toBe('a and 2 more')
})
