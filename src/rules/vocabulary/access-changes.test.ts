import { expect, test } from 'vitest'
import { keyOfExample } from '../../examples/example-key.ts'
import type { Access } from '../../model/access.ts'
import { noActions } from '../../model/action-set.ts'
import type { ChangedAccess, ChangeKind } from '../../model/change.ts'
import type { NeededAccess } from '../../model/needed-access.ts'
import type { Principal } from '../../model/principal.ts'
import { text } from '../../model/text.ts'
import type { Tri } from '../../model/tri.ts'
import { action } from '../../policy/actions.ts'
import { awsPrincipal } from '../../policy/principals.ts'
import { accessTo, emptyWorld, statementOf, unknownNamed } from '../fake-world.ts'
import type { AccessChange } from '../word.ts'
import {
  allowedByIam,
  anotherGains,
  delegates,
  gained,
  lost,
  neededByResources,
  weakeningInWords,
  whoInWords,
} from './access-changes.ts'

const key = keyOfExample({ says: '' })
const role = (name: string) => awsPrincipal(text(`arn:aws:iam::111122223333:role/${name}`))
const decrypt = action('kms:Decrypt')
const hole = unknownNamed('var.open')
const needHole = unknownNamed('var.needed')

const sure = accessTo(key, role('App'))
const open = accessTo(key, role('App'), { certainty: 'possible', unknowns: [unknownNamed('var.then')] })

function changed(kind: ChangeKind, more: Partial<ChangedAccess> = {}): ChangedAccess {
  return { kind, access: sure, certainty: 'certain', unknowns: [], otherwise: [], ...more }
}

function subject(change: ChangedAccess, more: Partial<AccessChange> = {}): AccessChange {
  return {
    key: { fate: 'kept', before: key, after: key, accesses: [change] },
    change,
    others: [],
    statements: [],
    isFreed: false,
    needed: () => [],
    stillAllowed: () => noActions,
    ...more,
  }
}

const possible: Partial<ChangedAccess> = { certainty: 'possible', unknowns: [hole] }

test.each<[string, ChangedAccess, Tri, Tri]>([
  ['gained', changed('gained'), 'yes', 'no'],
  ['perhaps gained', changed('gained', possible), 'unknown', 'no'],
  ['wider than it was', changed('widened', { otherwise: [sure] }), 'no', 'no'],
  ['wider than it was in one of two ways', changed('widened', { otherwise: [open, sure] }), 'no', 'no'],
  ['wider than it perhaps was', changed('widened', { otherwise: [open] }), 'unknown', 'no'],
  ['lost', changed('lost'), 'no', 'yes'],
  ['perhaps lost', changed('lost', possible), 'no', 'unknown'],
  ['narrower', changed('narrowed', { otherwise: [sure] }), 'no', 'no'],
  ['narrower, and left in one of two ways', changed('narrowed', { otherwise: [open, sure] }), 'no', 'no'],
  ['narrower, and perhaps left', changed('narrowed', { otherwise: [open] }), 'no', 'unknown'],
])('an access is new, or gone: %s', (_, change, isNew, isGone) => {
  expect(gained.ask(subject(change), emptyWorld).is).toBe(isNew)
  expect(lost.ask(subject(change), emptyWorld).is).toBe(isGone)
})

test('whether somebody could do it already hangs on what hid it before', () => {
  const change = changed('widened', { ...possible, otherwise: [open] })
  const { hangsOn } = gained.ask(subject(change), emptyWorld)
  expect(hangsOn.map(({ name }) => name)).toEqual(['var.open', 'var.then'])
})

const untold = (shape: 'arn' | 'account-id' | 'anything'): Principal => ({
  kind: 'unknown',
  unknown: { ...hole, shape },
})
const account = (id: string) => awsPrincipal(text(`arn:aws:iam::${id}:root`))

test.each<[string, Principal, Tri]>([
  ['its own account', account('111122223333'), 'yes'],
  [
    'every principal of it, whatever IAM policies say',
    { kind: 'everyone-of-account', account: '111122223333' },
    'no',
  ],
  ['another account', account('444455556666'), 'no'],
  ['a role', role('App'), 'no'],
  ['a role that is not told', untold('arn'), 'no'],
  ['an account that is not told', untold('account-id'), 'unknown'],
  ['somebody who is not told', untold('anything'), 'unknown'],
])('a key delegates to its account by: %s', (_, principal, is) => {
  const change = changed('gained', { access: accessTo(key, principal) })
  expect(delegates.ask(subject(change), emptyWorld).is).toBe(is)
})

test.each<[string, ChangedAccess, boolean]>([
  ['by the key policy', changed('gained'), true],
  ['perhaps', changed('gained', possible), false],
  ['by an IAM policy', changed('gained', { access: { ...sure, via: 'iam-policy' } }), false],
  ['other actions', changed('gained', { access: { ...sure, actions: action('kms:Sign') } }), false],
  ['what it had already, more freely', changed('widened'), false],
])('another gains the same: %s', (_, other, is) => {
  const lostOne = subject(changed('lost'))
  const both = { ...lostOne, key: { ...lostOne.key, accesses: [lostOne.change, other] } }
  expect(anotherGains('kms:Decrypt').ask(both, emptyWorld).is).toBe(is ? 'yes' : 'no')
})

function need(certainty: Access['certainty']): NeededAccess {
  const at = { file: '', address: 'a', pointer: '' }
  const use = { address: 'a', at, type: 't', account: '111122223333', key: { addresses: [] }, needs: [] }
  const unknowns = certainty === 'certain' ? [] : [needHole]
  return { principal: role('App'), actions: decrypt, row: 's3', uses: [use], certainty, unknowns, says: '' }
}

test.each<[string, Partial<ChangedAccess>, readonly NeededAccess[], Tri, readonly string[]]>([
  ['nothing needs it', {}, [], 'no', []],
  ['something does', {}, [need('certain')], 'yes', []],
  ['one of two surely does', {}, [need('possible'), need('certain')], 'yes', []],
  ['something may', {}, [need('possible')], 'unknown', ['var.needed']],
  ['something does, and it is perhaps lost', possible, [need('certain')], 'unknown', ['var.open']],
  ['something may, and it is perhaps lost', possible, [need('possible')], 'unknown', ['var.needed']],
])('of an access that is lost: %s', (_, more, needs, is, holes) => {
  const answer = neededByResources.ask(subject(changed('lost', more), { needed: () => needs }), emptyWorld)
  expect([answer.is, answer.hangsOn.map(({ name }) => name)]).toEqual([is, holes])
})

test.each<[string, ChangedAccess, Tri]>([
  ['lost', changed('lost'), 'yes'],
  ['perhaps lost', changed('lost', possible), 'unknown'],
  ['narrower', changed('narrowed'), 'unknown'],
])('what an IAM policy still allows is gone where it is %s', (_, change, is) => {
  const allowed = subject(change, { stillAllowed: () => decrypt })
  expect(allowedByIam.ask(allowed, emptyWorld).is).toBe(is)
  expect(allowedByIam.ask(subject(change), emptyWorld).is).toBe('no')
})

test.each([
  [['A', 'B', 'C'], 'A, B and C'],
  [['A', 'B', 'C', 'D'], 'A, B and 2 more'],
  [['A', 'A'], 'A'],
])('more than three are told in short: %s', (names, says) => {
  const [first, ...others] = names.map(name => changed('gained', { access: accessTo(key, role(name)) }))
  if (first === undefined) throw new Error('nobody')
  expect(whoInWords({ change: first, others }).replaceAll('arn:aws:iam::111122223333:role/', '')).toBe(says)
})

function under(Condition: object): Access {
  const { conditions } = statementOf({ Principal: '*', Action: 'kms:Decrypt', Condition })
  return { ...sure, conditions }
}

const [team, env] = [{ 'aws:PrincipalTag/team': 'a' }, { 'aws:PrincipalTag/env': 'b' }]
const service = { 'kms:ViaService': 's3.us-west-2.amazonaws.com' }
const ofTeam = 'aws:PrincipalTag/team is a'

test.each([
  [[{}, { StringEquals: team }], `no longer only when ${ofTeam}`],
  [[{ StringEquals: env }, { StringEquals: { ...team, ...env } }], `no longer only when ${ofTeam}`],
  [
    [{ StringEquals: { ...env, ...service } }, { StringEquals: { ...env, ...team } }],
    `when kms:ViaService is s3.us-west-2.amazonaws.com, no longer only when ${ofTeam}`,
  ],
  [[{ StringEquals: team }, { StringEquals: team }], 'under fewer conditions than before'],
] as const)('what no longer has to hold: %j', ([now, then], says) => {
  const change = changed('widened', { access: under(now), otherwise: [under(then)] })
  expect(weakeningInWords(subject(change))).toBe(says)
})
