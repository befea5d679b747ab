import { expect, test } from 'vitest'
import { builtInRules } from '../../policies/index.ts'
import { arnOf, hole, type Example, type ExampleValue } from '../rules/example.ts'
import { judge } from '../rules/judge.ts'
import type { Objection } from '../rules/objection.ts'
import { trustOf, worldOfExample } from './run-example.ts'

const own = '111122223333'
const root = allow({ AWS: `arn:aws:iam::${own}:root` }, 'kms:*')
const alias = `arn:aws:kms:us-west-2:${own}:alias/app`
const foreign = 'arn:aws:iam::739204518362:root'

function allow(Principal: ExampleValue, Action: ExampleValue = 'kms:Decrypt', more: object = {}) {
  return { Effect: 'Allow', Principal, Action, Resource: '*', ...more }
}

function inIam(Action: ExampleValue, Resource: ExampleValue = '*') {
  return { Effect: 'Allow', Action, Resource }
}

/** Who reports, and which rules are told under it. */
function told(example: Omit<Example, 'says'>): Readonly<Record<string, readonly string[]>> {
  const whole = { says: '', ...example }
  const { told: all } = judge(
    builtInRules.filter(({ profile }) => profile !== 'strict').map(rule => ({ rule })),
    { ...worldOfExample(whole), trust: trustOf(whole.trust) },
    objection => [objection],
  )
  return Object.fromEntries(all.map(one => [one.rule.id, notesOf(one)]))
}

function notesOf({ related }: Objection): readonly string[] {
  return related.map(({ rule }) => rule.id).toSorted()
}

const app = { AWS: `arn:aws:iam::${own}:role/App` }
const denied = { Effect: 'Deny', Principal: app, Action: 'kms:Decrypt', Resource: '*' }
const throughS3 = via('s3.us-west-2.amazonaws.com')
const guard = { Condition: { StringEquals: { 'aws:PrincipalType': 'Account' } } }
const queue = {
  resources: { 'aws_sqs_queue.app': { name: 'app', kms_master_key_id: hole('aws_kms_key.example.arn') } },
}
const { Resource: _, ...noResource } = allow(app)
const { Action: __, ...noAction } = allow(app)

/** What §0.1 of the catalogue lists: one cause, one finding. Of the key itself, that it does not rotate is told besides. */
test.each<readonly [string, Omit<Example, 'says'>, Readonly<Record<string, readonly string[]>>]>([
  ['`kms:*` for a role', on(allow(app, 'kms:*')), { KMS005: ['KMS012', 'KMS013'] }],
  ['everybody', on(allow('*', 'kms:*')), { KMS001: ['KMS005', 'KMS013', 'KMS036'] }],
  ['everybody, from now on', { ...on(allow('*')), before: on() }, { DIFF003: ['DIFF001', 'KMS001'] }],
  [
    'everything, to everybody, from now on',
    { ...on(allow('*', 'kms:*')), before: on() },
    { DIFF003: ['DIFF001', 'KMS001', 'KMS005', 'KMS013', 'KMS036'] },
  ],
  [
    "a policy that gives way to AWS's default policy",
    { key: {}, before: { statements: allow(app, 'kms:*') } },
    { DIFF013: ['DIFF001', 'DIFF004', 'DIFF005', 'KMS011'] },
  ],
  [
    '`kms:*` on `*` in IAM',
    { ...on(), role: { policies: inIam('kms:*') } },
    { IAM005: ['IAM001', 'IAM002', 'IAM006', 'IAM007', 'IAM011'] },
  ],
  ['everybody but somebody', on(butApp()), { KMS006: ['KMS001', 'KMS036', 'POL029'] }],
  ['an empty service', on(allow(app, 'kms:Decrypt', via(''))), { KMS016: ['KMS017', 'POL019'] }],
  [
    'the ARN of an alias',
    { ...on(), role: { policies: inIam('kms:Decrypt', alias) } },
    { IAM004: ['POL010'] },
  ],
  ['a group', on(allow({ AWS: `arn:aws:iam::${own}:group/Dev` })), { KMS018: ['POL011'] }],
  ['a pattern', on(allow({ AWS: `arn:aws:iam::${own}:role/*` })), { KMS018: ['POL011'] }],
  [
    'a pattern in a trust policy',
    { ...on(), role: { trust: trusting(`arn:aws:iam::${own}:role/*`) } },
    { POL011: [] },
  ],
  ['no resource', on(noResource), { KMS017: ['POL003'] }],
  ['no action', on(noAction), { KMS017: ['POL003'] }],
  ['a service, whoever asks it', on(allow({ Service: 'sns.amazonaws.com' })), { KMS014: ['POL032'] }],
  ['another account', on(allow({ AWS: foreign })), { KMS002: [] }],
  [
    'another account, from now on',
    { ...on(allow({ AWS: foreign })), before: on() },
    { DIFF002: ['DIFF001', 'KMS002'] },
  ],
  [
    "an account of AWS's examples",
    on(allow({ AWS: 'arn:aws:iam::444455556666:root' })),
    { KMS002: ['KMS027'] },
  ],
  ['a guard is gone', { ...on(), before: { statements: { ...root, ...guard } } }, { DIFF004: ['DIFF001'] }],
  [
    'a condition is gone',
    { ...on(allow(app)), before: on(allow(app, 'kms:Decrypt', throughS3)) },
    { DIFF014: ['DIFF001'] },
  ],
  ['a Deny is gone', { ...on(allow(app)), before: on(allow(app), denied) }, { DIFF018: ['DIFF001'] }],
  ['switched off', { key: { is_enabled: false }, ...queue }, { KMS024: [] }],
  [
    'switched off now',
    { key: { is_enabled: false }, ...queue, before: { key: {}, ...queue } },
    { DIFF011: ['KMS024'] },
  ],
  [
    'a role that anybody can assume',
    { ...on(), role: { policies: inIam('kms:Decrypt', arnOf('aws_kms_key.example')), trust: trusting('*') } },
    { TRUST001: [] },
  ],
])('%s', (_says, example, expected) => {
  const { KMS020: _own, KMS011: _kept, ...others } = told(example)
  expect(others).toEqual(expected)
})

function on(...more: readonly ExampleValue[]) {
  return { statements: [root, ...more] }
}

function butApp(): ExampleValue {
  const { Principal, ...rest } = allow(app)
  return { ...rest, NotPrincipal: Principal }
}

function via(service: string) {
  return { Condition: { StringEquals: { 'kms:ViaService': service } } }
}

function trusting(AWS: string): ExampleValue {
  return { Effect: 'Allow', Principal: { AWS }, Action: 'sts:AssumeRole' }
}
