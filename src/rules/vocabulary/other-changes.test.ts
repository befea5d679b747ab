import { expect, test } from 'vitest'
import { keyOfExample } from '../../examples/example-key.ts'
import type { ChangedAccess } from '../../model/change.ts'
import type { Grant } from '../../model/grant.ts'
import type { Alias } from '../../model/inventory.ts'
import { text } from '../../model/text.ts'
import type { Tri } from '../../model/tri.ts'
import type { Unknown } from '../../model/unknown.ts'
import { action } from '../../policy/actions.ts'
import { awsPrincipal } from '../../policy/principals.ts'
import { accessTo, emptyWorld, grantTo, unknownNamed } from '../fake-world.ts'
import type { BeforeAfter, LimitChange } from '../word.ts'
import {
  changesItsKey,
  deniesLess,
  freedInWords,
  freesOnlyReads,
  grantOnlyReads,
  namesAnotherKey,
} from './other-changes.ts'

const at = { file: '', address: 'a', pointer: '' }

test.each<[string, Partial<Alias> | undefined, Partial<Alias> | undefined, Tri]>([
  ['that is new', undefined, { key: 'k' }, 'no'],
  ['that is gone', { key: 'k' }, undefined, 'no'],
  ['of the same key of the input', { key: 'k', target: 'id' }, { key: 'k' }, 'no'],
  ['of another key of the input', { key: 'k' }, { key: 'l' }, 'yes'],
  ['of the same key elsewhere', { target: 'id' }, { target: 'id' }, 'no'],
  ['of another key elsewhere', { target: 'id' }, { target: 'other' }, 'yes'],
  ['of a key elsewhere, then of one of the input', { target: 'id' }, { key: 'k' }, 'unknown'],
  ['of a key of the input, then of one elsewhere', { key: 'k' }, { target: 'id' }, 'unknown'],
  ['of a key that is not told', { key: 'k' }, {}, 'unknown'],
])('an alias names another key: one %s', (_, before, after, is) => {
  const change: BeforeAfter<Alias> = {
    at,
    ...(before && { before: { at, ...before } }),
    ...(after && { after: { at, ...after } }),
  }
  expect(namesAnotherKey.ask(change, emptyWorld).is).toBe(is)
})

test.each<[string, Unknown | undefined, string]>([
  ['a hole', unknownNamed('var.key'), 'var.key'],
  ['nothing that can be named', undefined, 'which key a names'],
])('what hides which key encrypts a resource: %s', (_, unknown, expected) => {
  const key = { addresses: [], ...(unknown && { unknown }) }
  const use = { address: 'a', at, type: 't', account: '111122223333', key, needs: [] }
  const change = { at, before: use, keysBefore: [], keysAfter: [], isSameKey: 'unknown' } as const
  const answer = changesItsKey.ask(change, emptyWorld)
  expect([answer.is, answer.hangsOn.map(({ name }) => name)]).toEqual(['unknown', [expected]])
})

const app = awsPrincipal(text('arn:aws:iam::111122223333:role/App'))
const looking: Grant = { ...grantTo(app, ['k']), operations: [text('DescribeKey')] }
const decrypting = grantTo(app, ['k'])

test.each<[string, Partial<BeforeAfter<Grant>>, Tri]>([
  ['one that is new', { after: looking }, 'yes'],
  ['one that is gone', { before: decrypting }, 'no'],
  ['one that let decrypt', { before: decrypting, after: looking }, 'no'],
  ['one that lets decrypt now', { before: looking, after: decrypting }, 'no'],
])('a grant only lets look at the key: %s', (_, change, is) => {
  expect(grantOnlyReads.ask({ at, ...change }, emptyWorld).is).toBe(is)
})

const keys = ['a', 'b', 'c'].map(name => ({ ...keyOfExample({ says: '' }), address: name }))

function frees(on = 0, more: Partial<ChangedAccess> = {}, what = 'kms:Decrypt'): ChangedAccess {
  const key = keys[on] ?? keyOfExample({ says: '' })
  const access = accessTo(key, app, { actions: action(what) })
  return { kind: 'gained', access, certainty: 'certain', unknowns: [], otherwise: [], ...more }
}

function limit(...freed: readonly ChangedAccess[]): LimitChange {
  return { name: 'the boundary', at, frees: freed, statements: [] }
}

const possible = { certainty: 'possible', unknowns: [unknownNamed('var.open')] } as const
const undecided = { certainty: 'possible', unknowns: [] } as const

test.each<[string, LimitChange, Tri, readonly string[]]>([
  ['it frees somebody', limit(frees()), 'yes', []],
  ['it frees one and perhaps another', limit(frees(0, possible), frees(1)), 'yes', []],
  ['it perhaps frees somebody', limit(frees(0, possible)), 'unknown', ['var.open']],
  ['it cannot be told', limit(frees(0, undecided)), 'unknown', ['whether the boundary takes less away']],
  ['it frees nobody who is shown', limit(), 'unknown', ['whom else the boundary stopped']],
])('a limit takes less away: %s', (_, change, is, holes) => {
  const answer = deniesLess.ask(change, emptyWorld)
  expect([answer.is, answer.hangsOn.map(({ name }) => name)]).toEqual([is, holes])
})

test.each<[string, LimitChange, Tri]>([
  ['a look at the key', limit(frees(0, {}, 'kms:DescribeKey')), 'yes'],
  ['more for one', limit(frees(0, {}, 'kms:DescribeKey'), frees()), 'no'],
  ['nobody who is shown', limit(), 'no'],
])('a limit that is gone only lets look at keys: %s', (_, change, is) => {
  expect(freesOnlyReads.ask(change, emptyWorld).is).toBe(is)
})

const widened = { kind: 'widened' } as const
const can = 'arn:aws:iam::111122223333:role/App can now kms:Decrypt on'

test.each<[string, LimitChange, string]>([
  ['nobody', limit(), 'the input does not show whom that frees'],
  ['one', limit(frees()), `${can} a`],
  ['one on two keys', limit(frees(0), frees(1)), `${can} a and 1 more`],
  ['one on three keys', limit(frees(0), frees(1), frees(2)), `${can} a and 2 more`],
  ['one who could do it already', limit(frees(0, widened)), `${can} a more freely`],
  ['one who could do it on one key', limit(frees(0, widened), frees(1)), `${can} a and 1 more`],
])('whom a limit frees: %s', (_, change, says) => {
  expect(freedInWords(change)).toBe(says)
})
