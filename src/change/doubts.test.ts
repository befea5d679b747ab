import { expect, test } from 'vitest'
import type { ChangedAccess, ChangeKind } from '../model/change.ts'
import type { Key } from '../model/key.ts'
import { resolve } from '../access/graph.ts'
import { doubtedByUnread } from './doubts.ts'
import { allows, app, keyOf, worldOf } from './test-world.ts'

const hole = {
  kind: 'unknown',
  reason: 'known-after-apply',
  name: 'data.aws_iam_policy_document.k.json',
  shape: 'anything',
  at: { file: 'plan.json', address: 'aws_kms_key.k', pointer: '/policy' },
} as const
const known = keyOf(allows({ AWS: app }, 'kms:Decrypt'))

/** Nothing of its policy is told. */
function unread(key: Key): Key {
  const [{ document, ...policy }] = key.policies
  return { ...key, policies: [{ ...policy, document: { ...document, statements: [], holes: [hole] } }] }
}

/** It allows an action to somebody who is not told. */
function forSomebody(action: string): Key {
  const key = keyOf(allows({ AWS: app }, action))
  const [{ document, ...policy }] = key.policies
  const principal = { kind: 'unknown', unknown: hole } as const
  const statements = document.statements.map(statement => ({
    ...statement,
    ...(statement.principals === undefined
      ? {}
      : {
          principals: {
            ...statement.principals,
            items: statement.principals.items.map(item => ({ ...item, principal })),
          },
        }),
  }))
  return { ...key, policies: [{ ...policy, document: { ...document, statements } }] }
}

function change(kind: ChangeKind): ChangedAccess {
  const graph = resolve([worldOf([[allows({ AWS: app }, 'kms:Decrypt')]])])
  const [access] = graph.keys.flatMap(key => graph.everyAccessTo(key).own)
  if (access === undefined) throw new Error('no access')
  return { kind, access, certainty: 'certain', unknowns: [], otherwise: [] }
}

test.each([
  ['a loss, by what is not read of after', 'lost', known, unread(known), 'possible'],
  ['narrowed access, by what is not read of after', 'narrowed', known, unread(known), 'possible'],
  ['a loss, by nothing of before', 'lost', unread(known), known, 'certain'],
  ['a gain, by what is not read of before', 'gained', unread(known), known, 'possible'],
  ['wider access, by what is not read of before', 'widened', unread(known), known, 'possible'],
  ['a gain, by nothing of after', 'gained', known, unread(known), 'certain'],
  ['a gain, where all is read', 'gained', known, known, 'certain'],
  ['a gain, by somebody who could do it before', 'gained', forSomebody('kms:Decrypt'), known, 'possible'],
  [
    'a gain, not by somebody who could do something else',
    'gained',
    forSomebody('kms:Sign'),
    known,
    'certain',
  ],
  ['a gain, where there was no key', 'gained', undefined, known, 'certain'],
] as const)('%s, is in doubt', (_, kind, before, after, certainty) => {
  const [told] = doubtedByUnread([change(kind)], before, after)
  expect(told).toMatchObject({ kind, certainty, unknowns: certainty === 'possible' ? [hole] : [] })
})
