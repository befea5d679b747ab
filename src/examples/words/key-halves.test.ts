import { expect, test } from 'vitest'
import { allow, own } from '../../rules/example-statements.ts'
import { arnOf, hole, type Example, type ExampleAttributes, type ExampleValue } from '../../rules/example.ts'
import {
  actionsNotGiven,
  halfInWords,
  namesMoreThanKeyGives,
  otherHalfIsMissing,
  withoutActionsNotGiven,
} from '../../rules/vocabulary/key-halves.ts'
import { asked, inWords, subjectsIn } from '../ask-example.ts'

type Given = Omit<Example, 'says'>

const account = '444455556666'
const Resource = arnOf('aws_kms_key.example')
const admin = allow({ Principal: own('root'), Action: 'kms:*' })

/** A key policy that admits `role/Ext` of the other account. */
function admitting(Action: ExampleValue, name = 'Ext') {
  return {
    statements: [admin, allow({ Principal: { AWS: `arn:aws:iam::${account}:role/${name}` }, Action })],
  }
}

/** A key that can only sign, whose policy admits that role to everything. */
function signing() {
  const { statements } = admitting('kms:*')
  const policy = { Version: '2012-10-17', Statement: statements }
  return { key: { customer_master_key_spec: 'RSA_2048', key_usage: 'SIGN_VERIFY', policy } }
}

/** `role/Ext` of the other account, with a statement about the key. */
function ext(given: ExampleAttributes) {
  return { role: { name: 'Ext', account, policies: allow({ Resource, ...given }) } }
}

/** Roles of the other account that have one policy. */
function shared(count: number, Action: ExampleValue) {
  const role = Array.from({ length: count }, (_, index) => ({ name: `Ext${index}`, account }))
  return { role, attached: allow({ Action, Resource }) }
}

/** What is not told of a statement is a half of its own, after what is. */
function ofIamPolicies(given: Given) {
  const { subjects, world } = subjectsIn('half', { says: '', ...given })
  return { halves: subjects.filter(half => half.in === 'iam-policy'), world }
}

/** For each half that can be seen: that of the key policy first. */
test.each<readonly [string, Given, readonly string[]]>([
  ['there', { ...ext({}), ...admitting('kms:Decrypt') }, ['no', 'no']],
  ['neither allows what the other does', { ...ext({}), ...admitting('kms:Encrypt') }, ['yes', 'yes']],
  [
    'what no other account can do has none',
    { ...ext({ Action: 'kms:PutKeyPolicy' }), statements: admin },
    ['no'],
  ],
  ['what this kind of key cannot do has none', { ...ext({}), ...signing() }, ['yes', 'no']],
  [
    'one of two roles is admitted',
    { ...shared(2, 'kms:Decrypt'), ...admitting('kms:Decrypt', 'Ext1') },
    ['no', 'no'],
  ],
  [
    'none of those who are asked about is admitted',
    { ...shared(51, 'kms:Decrypt'), statements: admin },
    ['unknown: who else has managed policy "shared"'],
  ],
])('the other half of an access: %s', (_, given, answers) => {
  expect(asked('half', otherHalfIsMissing, { says: '', ...given })).toEqual(answers)
})

test.each<readonly [string, Given, string]>([
  [
    'beside one that it gives',
    { ...ext({ Action: ['kms:Decrypt', 'kms:Encrypt'] }), ...admitting('kms:Decrypt') },
    'yes',
  ],
  ['no more', { ...ext({}), ...admitting('kms:*') }, 'no'],
  ['nothing of it is a missing half', { ...ext({}), ...admitting('kms:Encrypt') }, 'no'],
  ['what no key policy gives', { ...ext({ Action: 'kms:PutKeyPolicy' }), ...admitting('kms:*') }, 'yes'],
  ['a pattern', { ...ext({ Action: ['kms:Decrypt', 'kms:Re*'] }), ...admitting('kms:Decrypt') }, 'no'],
  ['all but one action', { ...ext({ NotAction: 'kms:Encrypt' }), ...admitting('kms:Decrypt') }, 'no'],
  [
    'an action that is not told',
    { ...ext({ Action: ['kms:Decrypt', hole('var.action')] }), ...admitting('kms:Decrypt') },
    'unknown: var.action',
  ],
  [
    'one that is not told beside one that is too much',
    { ...ext({ Action: ['kms:Decrypt', 'kms:Encrypt', hole('var.action')] }), ...admitting('kms:Decrypt') },
    'yes',
  ],
  [
    'to the other of two roles it gives all',
    { ...shared(2, ['kms:Decrypt', 'kms:Encrypt']), ...admitting(['kms:Decrypt', 'kms:Encrypt'], 'Ext1') },
    'no',
  ],
  [
    'more roles than are asked about',
    { ...shared(51, ['kms:Decrypt', 'kms:Encrypt']), ...admitting('kms:Decrypt', 'Ext1') },
    'unknown: who else has managed policy "shared"',
  ],
])('an IAM policy names more than the key gives: %s', (_, given, is) => {
  const { halves, world } = ofIamPolicies(given)
  const [answer] = halves.map(half => inWords(namesMoreThanKeyGives.ask(half, world)))
  expect(answer).toBe(is)
})

/** What is too much, and the actions that stay without it. */
test.each<readonly [string, ExampleValue, string, readonly ExampleValue[]]>([
  ['one of three', ['kms:Decrypt', 'kms:Encrypt', 'kms:Re*'], 'kms:Encrypt', [['kms:Decrypt', 'kms:Re*']]],
  ['as people also write it', ['kms:Decrypt', 'kms:encrypt'], 'kms:Encrypt', ['kms:Decrypt']],
  ['all of it', 'kms:PutKeyPolicy', 'kms:PutKeyPolicy', []],
  [
    'what is not told stays',
    ['kms:Decrypt', 'kms:Encrypt', hole('var.action')],
    'kms:Encrypt',
    [['kms:Decrypt', expect.objectContaining({ name: 'var.action' })]],
  ],
])('actions that a key does not give are taken out: %s', (_, Action, extra, left) => {
  const { halves, world } = ofIamPolicies({ ...ext({ Action }), ...admitting('kms:Decrypt') })
  const [told] = halves.map(half => actionsNotGiven(half, world))
  const [correction] = halves.map(half => withoutActionsNotGiven(half, world))
  expect(told).toBe(extra)
  expect(correction?.kind === 'statement' && correction.write.map(({ Action: kept }) => kept)).toEqual(left)
})

test('from a key policy nothing is taken out', () => {
  const { subjects, world } = subjectsIn('half', { says: '', ...ext({}), ...admitting('kms:*') })
  const halves = subjects.filter(half => half.in === 'key-policy')
  expect(halves.map(half => namesMoreThanKeyGives.ask(half, world).is)).toEqual(['no'])
  expect(halves.map(half => actionsNotGiven(half, world))).toEqual([''])
  expect(halves.map(half => withoutActionsNotGiven(half, world))).toEqual([undefined])
})

test('a half is told with what another account can call', () => {
  const { subjects } = subjectsIn('half', {
    says: '',
    ...ext({ Action: ['kms:Decrypt', 'kms:Put*'] }),
    statements: admin,
  })
  expect(subjects.map(halfInWords)).toEqual([
    'inline policy "example" of role/Ext allows kms:Decrypt on aws_kms_key.example, of another account',
  ])
})
