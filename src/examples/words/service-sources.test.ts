import { describe, expect, test } from 'vitest'
import rule from '../../../policies/key/service-source.ts'
import { allow, deny } from '../../rules/example-statements.ts'
import { hole, text, type Example, type ExampleAttributes, type ExampleValue } from '../../rules/example.ts'
import { unknownNamed } from '../../rules/fake-world.ts'
import {
  byService,
  howToNarrowSource,
  sourceIsNarrowed,
  sourceIsNotSent,
} from '../../rules/vocabulary/service-sources.ts'
import { runExample } from '../run-example.ts'
import { accessIn } from './asked.ts'

const own = '111122223333'
const foreign = '444455556666'
const groups = 'kms:EncryptionContext:aws:logs:arn'
const account = 'aws:SourceAccount'
const organization = { organizations: ['o-a1b2c3d4e5'] }

function serves(name: string, Condition: ExampleValue = {}, Action: ExampleValue = 'kms:Decrypt') {
  return allow({ Principal: { Service: `${name}.amazonaws.com` }, Condition, Action })
}

/** `own` stands for no finding. */
function severityOf(example: Omit<Example, 'says'>): string {
  const told = runExample(rule, { says: '', ...example })
  return told.map(({ severity, certainty }) => `${severity} ${certainty}`).join() || 'own'
}

test.each([
  ['the own account', { StringEquals: { [account]: own } }, 'own'],
  [
    'a value with a wildcard beside it, which is taken literally',
    { StringEquals: { [account]: [own, '4*'] } },
    'own',
  ],
  ['a context that is taken literally', { StringEquals: { [groups]: `arn:aws:logs:*:${foreign}:*` } }, 'own'],
  ['the own account and another', { StringEquals: { [account]: [own, foreign] } }, 'medium certain'],
  [
    'the own account and one that is not told',
    { StringEquals: { [account]: [own, hole('var.a')] } },
    'medium possible',
  ],
  [
    'another account and one that is not told',
    { StringEquals: { [account]: [foreign, hole('var.a')] } },
    'medium certain',
  ],
  [
    'another account, and the own as the owner of what is encrypted',
    { StringEquals: { [account]: foreign }, ArnLike: { [groups]: `arn:aws:logs:*:${own}:*` } },
    'own',
  ],
] as const)('the source: %s', (_, Condition, expected) => {
  expect(severityOf({ statements: serves('sns', Condition) })).toBe(expected)
})

test('a part of the own organization', () => {
  const Condition = { 'ForAnyValue:StringLike': { 'aws:SourceOrgPaths': 'o-a1b2c3d4e5/r-ab12/*' } }
  expect(severityOf({ statements: serves('sns', Condition), trust: organization })).toBe('own')
  expect(severityOf({ statements: serves('sns', Condition) })).toBe('medium possible')
})

test('a hole that the source hangs on is told', () => {
  const { access, world } = accessIn({
    statements: serves('sns', { ArnLike: { 'aws:SourceArn': hole('var.a') } }),
  })
  expect(sourceIsNarrowed.ask(access, world).hangsOn.map(({ name }) => name)).toEqual(['var.a'])
})

test('an account that is not told is itself', () => {
  const itself = hole('the account of provider "aws"', 'account-id')
  const statements = serves('sns', { StringEquals: { [account]: itself } })
  expect(severityOf({ account: 'unknown', statements })).toBe('own')
})

describe('what a Deny leaves', () => {
  const others = { StringNotEquals: { [account]: own } }
  const another = { [account.toLowerCase()]: 'false' }
  test.each<readonly [string, ExampleAttributes, string]>([
    ['others are denied', others, 'own'],
    ['others are denied, but for calls without a source', { ...others, Null: { [account]: 'false' } }, 'own'],
    ['the same in other letters', { ...others, Null: another }, 'own'],
    ['the same with False', { ...others, Null: { [account]: 'False' } }, 'own'],
    ['calls without a source alone', { ...others, Null: { [account]: 'true' } }, 'medium certain'],
    ['which of the two is not told', { ...others, Null: { [account]: hole('var.n') } }, 'medium possible'],
    ['calls without a source, whatever they are', { Null: { [account]: 'true' } }, 'medium certain'],
    ['all calls with a source', { Null: { [account]: 'false' } }, 'medium certain'],
    ['whether or not they tell a source', { ...others, Null: { [account]: ['true', 'false'] } }, 'own'],
    ['others with a tag', { ...others, Null: { 'aws:PrincipalTag/team': 'false' } }, 'medium certain'],
    ['perhaps plain HTTP', { Bool: { 'aws:SecureTransport': hole('var.h') } }, 'medium certain'],
    ['others over plain HTTP', { ...others, Bool: { 'aws:SecureTransport': 'false' } }, 'medium certain'],
    ['plain HTTP', { Bool: { 'aws:SecureTransport': 'false' } }, 'medium certain'],
    ['everybody but another account', { StringNotEquals: { [account]: foreign } }, 'medium certain'],
  ])('%s', (_, Condition, expected) => {
    const denial = deny({ Principal: '*', Condition })
    expect(severityOf({ statements: [serves('sns'), denial] })).toBe(expected)
  })
})

describe('the account alone is left open, in an organization', () => {
  const any = 'arn:aws:logs:*:*:*'
  test.each<readonly [string, ExampleAttributes, string]>([
    ['any account', { ArnLike: { [groups]: any } }, 'low certain'],
    [
      'any account, beside the own',
      { ArnLike: { [groups]: [`arn:aws:logs:*:${own}:*`, any] } },
      'low certain',
    ],
    ['any account, beside anything', { StringLike: { [groups]: [any, '*'] } }, 'medium certain'],
    [
      'one condition does, another asks for anything',
      { ArnLike: { [groups]: any }, StringLike: { [account]: '*' } },
      'low certain',
    ],
    [
      'an account that is not trusted',
      { ArnLike: { [groups]: `arn:aws:logs:*:${foreign}:*` } },
      'medium certain',
    ],
    ['no ARN', { StringEquals: { [account]: foreign } }, 'medium certain'],
  ])('%s', (_, Condition, expected) => {
    const statements = serves('logs.us-west-2', Condition)
    expect(severityOf({ statements, trust: organization })).toBe(expected)
  })

  test('without an organization, any account is anybody', () => {
    const statements = serves('logs.us-west-2', { ArnLike: { [groups]: any } })
    expect(severityOf({ statements })).toBe('medium certain')
  })
})

const topic = { 'aws_sns_topic.t': { name: 't', kms_master_key_id: hole('aws_kms_key.example.arn') } }
const queue = { 'aws_sqs_queue.q': { name: 'q', kms_master_key_id: hole('aws_kms_key.example.arn') } }
const both = ['kms:Decrypt', 'kms:GenerateDataKey']

test.each<readonly [string, Omit<Example, 'says'>, string]>([
  ['EventBridge, of which nothing tells what it writes to', { statements: serves('events') }, 'medium'],
  ['EventBridge to a topic', { statements: serves('events'), resources: topic }, 'info'],
  [
    'EventBridge to a topic, beside a queue',
    { statements: serves('events'), resources: { ...queue, ...topic } },
    'info',
  ],
  ['EventBridge to a queue', { statements: serves('events'), resources: queue }, 'medium'],
  ['CloudTrail, of which nothing tells what it writes to', { statements: serves('cloudtrail') }, 'medium'],
  [
    'CloudTrail to a topic, beside a queue',
    { statements: serves('cloudtrail'), resources: { ...queue, ...topic } },
    'low',
  ],
  ['what the guide of Config has', { statements: serves('config', {}, both) }, 'low'],
  ['more than the guide of Config has', { statements: serves('config', {}, 'kms:Encrypt') }, 'medium'],
  ['grants for anybody', { statements: serves('autoscaling', {}, 'kms:CreateGrant') }, 'medium'],
])('what stands without a source: %s', (_, example, expected) => {
  expect(severityOf(example)).toBe(`${expected} certain`)
})

test.each<readonly [string, Omit<Example, 'says'>, string | RegExp]>([
  [
    'CloudWatch Logs',
    { statements: serves('logs.us-west-2') },
    /^Add a condition: `ArnLike` on `kms:EncryptionContext:aws:logs:arn`/,
  ],
  [
    'SNS',
    { statements: serves('sns') },
    /^Add a condition: `ArnLike` on `aws:SourceArn`, with the ARN of what/,
  ],
  ['CloudTrail', { statements: serves('cloudtrail') }, /^Add a condition: .*with the ARN of the trail\.$/],
  [
    'CloudTrail to a topic',
    { statements: serves('cloudtrail'), resources: topic },
    /^Look up in the service's guide/,
  ],
  [
    'Config, as its guide has it',
    { statements: serves('config', {}, both) },
    /^Add a condition: `StringEquals` on `aws:SourceAccount`/,
  ],
  [
    'EventBridge to a topic',
    { statements: serves('events'), resources: topic },
    /^Narrow it by the encryption context/,
  ],
  [
    'EventBridge to a queue',
    { statements: serves('events'), resources: queue },
    /^Add a condition: `ArnLike` on `aws:SourceArn`/,
  ],
  ['a service whose guide is not known', { statements: serves('lambda') }, /^Look up in the service's guide/],
  [
    'a service that is not told',
    { statements: allow({ Principal: { Service: hole('var.s') } }) },
    /^Look up/,
  ],
  ['somebody who is not told', { statements: allow({ Principal: { AWS: hole('var.who') } }) }, /^Look up/],
])('how to narrow the source: %s', (_, example, expected) => {
  const { access, world } = accessIn(example)
  expect(howToNarrowSource(access, world)).toMatch(expected)
})

test.each([
  ['a service', { kind: 'service', name: text('sns.amazonaws.com').text }, 'yes'],
  ['a user', { kind: 'user', arn: text('arn:aws:iam::1:user/a').text, account: own }, 'no'],
  ['somebody who is not told', { kind: 'unknown', unknown: unknownNamed('var.who') }, 'unknown'],
  ['whoever has an ARN', { kind: 'unknown', unknown: { ...unknownNamed('var.who'), shape: 'arn' } }, 'no'],
] as const)('whether a service is named: %s', (_, principal, expected) => {
  const { world } = accessIn({ statements: serves('sns') })
  const answer = byService.ask({ principal }, world)
  expect([answer.is, answer.hangsOn.length]).toEqual([expected, expected === 'unknown' ? 1 : 0])
})

test('nobody but a service keeps a source to himself', () => {
  const role = allow({ Principal: { AWS: `arn:aws:iam::${own}:role/events.amazonaws.com` } })
  const { access, world } = accessIn({ statements: role, resources: topic })
  expect(sourceIsNotSent.ask(access, world).is).toBe('no')
})
