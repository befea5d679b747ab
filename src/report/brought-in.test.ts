import { describe, expect, test } from 'vitest'
import type { BlindSpot } from '../model/report.ts'
import { broughtIn, newBlindSpots } from './brought-in.ts'
import type { Draft } from './located.ts'

const at = { file: 'plan.json', address: 'aws_kms_key.k', pointer: '' }
const draft: Draft = {
  rule: 'KMS001',
  name: 'a-rule',
  title: '',
  severity: 'high',
  certainty: 'certain',
  key: 'aws_kms_key.k',
  principal: '*',
  address: 'aws_kms_key.k',
  actions: ['kms:Decrypt', 'kms:Encrypt'],
  message: '',
  why: '',
  fix: '',
  corrections: [],
  help: '',
  input: 'plan.json',
  pointer: '',
  hidesPointers: false,
  inFull: { caller: '*', conditions: ['aws:SourceVpc is vpc-1'], holders: [] },
  at: [[at]],
  related: [],
  path: [],
  conditions: ['aws:SourceVpc is vpc-1'],
  unknowns: [],
  fingerprint: 'f',
}
const { key: _, principal: __, ...ofDocument } = draft
const inFull = (facts: Partial<Draft['inFull']>) => ({ inFull: { ...draft.inFull, ...facts } })
const partner = 'arn:aws:iam::444455556666:root'

function held(address: string, ...holders: readonly string[]): Draft {
  return { ...ofDocument, address, inFull: { conditions: [], holders } }
}

const possible = { certainty: 'possible' } as const
const grows = () => true
const grewNot = () => false

describe('a finding that was there before', () => {
  test.each([
    ['as it is', {}, {}],
    ['in another resource', {}, { address: 'aws_kms_key_policy.k', pointer: '/policy' }],
    ['more heavily', { severity: 'critical' } as const, {}],
    ['for certain, and only perhaps now', {}, possible],
    ['perhaps, as now', possible, possible],
    ['of more actions', {}, { actions: ['kms:Decrypt'] }],
    [
      'under fewer conditions',
      {},
      inFull({ conditions: [...draft.conditions, 'aws:SecureTransport is true'] }),
    ],
  ])('%s is not brought in', (_name, before, after) => {
    expect(broughtIn([{ ...draft, ...after }], [{ ...draft, ...before }], grows)).toEqual([])
  })

  test.each([
    ['by another rule', { rule: 'KMS002' }, {}],
    ['of another principal', { principal: partner, ...inFull({ caller: partner }) }, {}],
    ['of another principal that a sensitive policy names', inFull({ caller: partner }), {}],
    ['of another key', { key: 'aws_kms_key.l' }, {}],
    ['in another input', { input: 'other.json' }, {}],
    ['less heavily', { severity: 'medium' } as const, {}],
    ['only perhaps', possible, {}],
    ['of fewer actions', { actions: ['kms:Decrypt'] }, {}],
    ['under more conditions', {}, inFull({ conditions: [] })],
  ])('%s is brought in now', (_name, before, after) => {
    const told = { ...draft, ...after }
    expect(broughtIn([told], [{ ...draft, ...before }], grows)).toEqual([told])
  })

  test('under other words for its conditions is new only if somebody can do more', () => {
    const after = { ...draft, ...inFull({ conditions: ['aws:SourceVpc is any of vpc-1 and vpc-2'] }) }
    expect(broughtIn([after], [draft], grewNot)).toEqual([])
    expect(broughtIn([after], [draft], grows)).toEqual([after])
  })

  test('is worse only than the worst of several', () => {
    expect(broughtIn([draft], [{ ...draft, ...possible }, draft], grows)).toEqual([])
  })

  test('of a class covers those of it who can do no more now', () => {
    const role = { ...draft, ...inFull({ caller: 'arn:aws:iam::444455556666:role/app' }) }
    expect(broughtIn([role], [draft], grewNot)).toEqual([])
    expect(broughtIn([role], [draft], grows)).toEqual([role])
  })

  test('of an IAM policy is one for each who holds it, in whatever resource it stands', () => {
    const before = [held('aws_iam_role.app', 'aws_iam_role.app')]
    const moved = held('aws_iam_role_policy.app', 'aws_iam_role.app')
    const given = held('aws_iam_policy.wide', 'aws_iam_role.app', 'aws_iam_role.other')
    expect(broughtIn([moved, given], before, grows)).toEqual([given])
  })

  test('of no key is that of its resource', () => {
    const elsewhere = { ...ofDocument, address: 'aws_iam_role_policy.r' }
    expect(broughtIn([ofDocument, elsewhere], [ofDocument], grows)).toEqual([elsewhere])
  })
})

test('a part that could not be read before is no new blind spot', () => {
  const spot: BlindSpot = { address: 'a', name: 'var.x', reason: 'known-after-apply', input: 'plan.json' }
  const others = [
    { ...spot, address: 'b' },
    { ...spot, name: 'var.y' },
    { ...spot, input: 'other.json' },
  ]
  expect(newBlindSpots([spot, ...others], [{ ...spot, reason: 'parameter' }])).toEqual(others)
})
