import { describe, expect, test } from 'vitest'
import { keyOfExample } from '../../examples/example-key.ts'
import type { KeyNeed, KeyUse } from '../../model/key-use.ts'
import type { NeededAccess } from '../../model/needed-access.ts'
import type { Principal } from '../../model/principal.ts'
import { text, type Text } from '../../model/text.ts'
import { action } from '../../policy/actions.ts'
import { emptyWorld, unknownNamed } from '../fake-world.ts'
import type { World } from '../word.ts'
import {
  admittingService,
  callersLackKey,
  howToAdmitService,
  lackingCallersInWords,
  lackingServiceInWords,
  needIsUnverified,
  serviceLacksKey,
} from './needs.ts'

const key = keyOfExample({ says: '' })
const sns: Principal = { kind: 'service', name: text('sns.amazonaws.com') }
const linked = 'arn:aws:iam::111122223333:role/aws-service-role/autoscaling.amazonaws.com/AutoScaling'
const ofService: Principal = { kind: 'role', arn: text(linked), account: '111122223333' }
const topic = 'arn:aws:sns:us-west-2:111122223333:alarms'
const hidden = unknownNamed('var.hidden')

function need(context: Readonly<Record<string, Text>> = {}, more: Partial<KeyNeed> = {}): KeyNeed {
  return {
    row: 'sns-to-sqs',
    says: 'SNS delivers to it',
    by: sns,
    needed: ['kms:Decrypt'],
    documented: ['kms:Decrypt', 'kms:GenerateDataKey'],
    unverified: false,
    context: new Map(Object.entries(context).map(([name, value]) => [name, [value]])),
    ...more,
  }
}

function use(address: string, ...needs: readonly KeyNeed[]): KeyUse {
  const at = { file: 'example', address, pointer: '/kms_key_id' }
  return {
    address,
    at,
    type: 'aws_sqs_queue',
    account: '111122223333',
    key: { addresses: [key.address] },
    needs,
  }
}

function worldOf(...uses: readonly KeyUse[]): World {
  return { ...emptyWorld, usesOf: () => uses, keysOfUse: () => [key] }
}

/** The condition under which the service is let in, where a statement can be written. */
function conditionOf(...uses: readonly KeyUse[]): unknown {
  const [first] = uses
  const correction = first === undefined ? undefined : admittingService(first, worldOf(...uses))
  return correction?.kind === 'added-statement' ? correction.write['Condition'] : undefined
}

const numbered = (count: number): readonly KeyUse[] =>
  Array.from({ length: count }, (_, index) =>
    use(`q${index}`, need({ 'aws:sourcearn': text(`${topic}-${index}`) })),
  )

describe('the statement that lets a service in', () => {
  const onContext = { 'kms:encryptioncontext:aws:sns:topicarn': text(topic) }

  test.each<readonly [string, readonly KeyNeed[], object | undefined]>([
    ['for its source', [need({ 'aws:sourcearn': text(topic) })], { ArnEquals: { 'aws:SourceArn': topic } }],
    [
      'for its account, where the source is not told',
      [need({ 'aws:sourcearn': text(hidden), 'aws:sourceaccount': text('111122223333') })],
      { StringEquals: { 'aws:SourceAccount': '111122223333' } },
    ],
    [
      'for the encryption context',
      [need(onContext)],
      { ArnEquals: { 'kms:EncryptionContext:aws:sns:topicarn': topic } },
    ],
    [
      'for an encryption context that one of its requests does not carry',
      [need(onContext, { needed: ['kms:DescribeKey', 'kms:Decrypt'] })],
      undefined,
    ],
    ['for nothing that its guide tells', [need()], undefined],
    ['for what is not told', [need({ 'aws:sourcearn': text(hidden) })], undefined],
    [
      'of a name that is not told',
      [need({ 'aws:sourcearn': text(topic) }, { by: { kind: 'service', name: text('logs.', hidden) } })],
      undefined,
    ],
    ['that is a role', [need({ 'aws:sourcearn': text(topic) }, { by: ofService })], undefined],
    [
      'of two needs',
      [need({ 'aws:sourcearn': text(topic) }), need({ 'aws:sourcearn': text(topic) }, { row: 'sns' })],
      undefined,
    ],
    ['that needs nothing', [], undefined],
  ])('%s', (_, needs, condition) => {
    expect(conditionOf(use('aws_sqs_queue.q', ...needs))).toEqual(condition)
  })

  test('lists as many sources as people read', () => {
    const sources = Array.from({ length: 20 }, (_, index) => `${topic}-${index}`)
    expect(conditionOf(...numbered(20))).toEqual({ ArnEquals: { 'aws:SourceArn': sources } })
    expect(conditionOf(...numbered(21))).toBeUndefined()
  })

  test('leaves no source out that is not told', () => {
    expect(conditionOf(...numbered(2), use('q', need()))).toBeUndefined()
  })

  test('has the actions of the guide', () => {
    const [one] = numbered(1)
    if (one === undefined) throw new Error('no use')
    expect(admittingService(one, worldOf(one))).toMatchObject({
      write: {
        Sid: 'AllowSnsToSqs',
        Principal: { Service: 'sns.amazonaws.com' },
        Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      },
    })
  })
})

describe('what a service lacks', () => {
  const guess = need({}, { row: 'guess', unverified: true })

  test.each<readonly [string, readonly KeyNeed[], string, string]>([
    ['what its guide tells', [need()], 'yes', 'no'],
    ['what no guide tells', [guess], 'unknown', 'yes'],
    ['both', [need(), guess], 'yes', 'no'],
  ])('%s', (_, needs, lacks, isUnverified) => {
    const one = use('aws_sqs_queue.q', ...needs)
    expect(serviceLacksKey.ask(one, worldOf(one)).is).toBe(lacks)
    expect(needIsUnverified.ask(one, worldOf(one)).is).toBe(isUnverified)
  })

  test('the first of several resources tells it', () => {
    const [first, second] = [use('a', need()), use('b', need())]
    const world = worldOf(first, second)
    expect([first, second].map(one => serviceLacksKey.ask(one, world).is)).toEqual(['yes', 'no'])
    expect(lackingServiceInWords(first, world)).toBe(
      'a and 1 more need aws_kms_key.example: SNS delivers to it, and nothing gives the service sns.amazonaws.com kms:Decrypt',
    )
  })

  test.each<readonly [string, Principal, string]>([
    ['a service', sns, '"Service": "sns.amazonaws.com"'],
    ['a role of a service', ofService, `"AWS": "${linked}"`],
  ])('the fix names %s', (_, by, named) => {
    const one = use('aws_sqs_queue.q', need({}, { by }))
    expect(howToAdmitService(one, worldOf(one))).toBe(
      `Add to the policy of aws_kms_key.example a statement that allows \`${named}\` the actions \`kms:Decrypt\`, \`kms:GenerateDataKey\`. A delegation to the account does not help a service.`,
    )
  })
})

const told = (name: string) => `${name} may sqs:ReceiveMessage on a, but not kms:Decrypt`

describe('who lacks the key of what he uses', () => {
  const [first, second] = [use('a'), use('b')]
  const lacking = (name: string, one = first): NeededAccess => ({
    principal: ofService,
    actions: action('kms:Decrypt'),
    row: 'sqs',
    uses: [one],
    certainty: 'certain',
    unknowns: [],
    says: `${name} may sqs:ReceiveMessage on ${one.address}`,
  })

  test.each<readonly [string, readonly NeededAccess[], string]>([
    ['one', [lacking('App')], told('App')],
    ['two', [lacking('App'), lacking('Web')], `${told('App')}; ${told('Web')}`],
    [
      'three',
      [lacking('App'), lacking('Web'), lacking('Job')],
      `${told('App')}; ${told('Web')}; the same goes for 1 more`,
    ],
    ['one, and one of another resource', [lacking('Web', second), lacking('App')], told('App')],
  ])('%s', (_, all, words) => {
    const world = { ...worldOf(first, second), lackedOn: () => all }
    expect(lackingCallersInWords(first, world)).toBe(`aws_kms_key.example: ${words}`)
  })

  test.each<readonly [string, readonly NeededAccess[], string]>([
    ['nobody', [], 'no'],
    ['somebody of another resource', [lacking('App', second)], 'no'],
    ['somebody', [lacking('App')], 'yes'],
    ['somebody perhaps', [{ ...lacking('App'), unknowns: [hidden] }], 'unknown'],
    ['somebody, and somebody perhaps', [lacking('Web'), { ...lacking('App'), unknowns: [hidden] }], 'yes'],
  ])('%s', (_, all, is) => {
    const world = { ...worldOf(first, second), lackedOn: () => all }
    expect(callersLackKey.ask(first, world).is).toBe(is)
  })
})
