import { describe, expect, test } from 'vitest'
import { allow, deny, own } from '../../rules/example-statements.ts'
import { hole, type Example, type ExampleAttributes, type ExampleValue } from '../../rules/example.ts'
import {
  bypassIsBarred,
  coversKeyCreation,
  keylessActionsOf,
  namesResourceForKeyless,
  newKeysAreLimited,
} from '../../rules/vocabulary/keyless-actions.ts'
import type { PolicyStatement, Word } from '../../rules/word.ts'
import { inWords, subjectsIn } from '../ask-example.ts'

type Given = Omit<Example, 'says'>

const Action = 'kms:CreateKey'
const key = 'arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'
const everyResource = 'arn:aws:kms:us-west-2:111122223333:*'
const isEvery = `unknown: whether ${everyResource} stands for what has no resource`

/** Of the statements of IAM policies that allow something. */
function told(word: Word<PolicyStatement>, given: Given): readonly string[] {
  const { subjects, world } = subjectsIn('statement', { says: '', ...given })
  return subjects
    .filter(one => one.in === 'identity-policy' && one.statement.effect === 'Allow')
    .map(subject => inWords(word.ask(subject, world)))
}

function having(...policies: readonly ExampleValue[]): Given {
  return { role: { policies } }
}

test.each<readonly [string, ExampleAttributes, string]>([
  ['what is not told of either', { Action: hole('var.a'), Resource: hole('var.r') }, 'unknown: var.a, var.r'],
  ['what is not told of its resource', { Action, Resource: hole('var.r') }, 'unknown: var.r'],
  ['a form of guides, not of the reference', { Action, Resource: everyResource }, isEvery],
  ['a wildcard in the name of the service', { Action: 'k*:CreateKey' }, 'unknown'],
  ['an action that is not told, on a key', { Action: hole('var.a'), Resource: key }, 'no'],
])('creation of keys: %s', (_, given, is) => {
  expect(told(coversKeyCreation, having(allow(given)))).toEqual([is])
})

test.each<readonly [string, ExampleAttributes, string]>([
  ['a form of guides, not of the reference', { Action, Resource: everyResource }, isEvery],
  ['an action that is not told', { Action: hole('var.a'), Resource: key }, 'unknown: var.a'],
  ['a resource that is not told', { Action, Resource: [key, hole('var.r')] }, 'unknown: var.r'],
])('actions that only `*` is a resource of: %s', (_, given, is) => {
  expect(told(namesResourceForKeyless, having(allow(given)))).toEqual([is])
})

test('actions that are not told are called so', () => {
  const given = { Action: [hole('var.a')], Resource: key }
  const { subjects } = subjectsIn('statement', {
    says: '',
    ...having(allow(given), allow({ ...given, Action })),
  })
  expect(subjects.filter(one => one.in === 'identity-policy').map(keylessActionsOf)).toEqual([
    'actions that are not told',
    'kms:CreateKey',
  ])
})

describe('limits of new keys, by a condition', () => {
  test.each<readonly [string, ExampleValue, string]>([
    ['a pattern', { StringLike: { 'kms:KeySpec': 'HMAC_*' } }, 'yes'],
    [
      'if there is a kind, which there always is',
      { StringEqualsIfExists: { 'kms:KeySpec': 'RSA_4096' } },
      'yes',
    ],
    ['if it is told whether in one Region', { BoolIfExists: { 'kms:MultiRegion': 'false' } }, 'yes'],
    ['if there is a tag', { StringEqualsIfExists: { 'aws:RequestTag/team': 'a' } }, 'no'],
    ['no tag', { Null: { 'aws:RequestTag/team': 'true' } }, 'no'],
    ['perhaps a tag', { Null: { 'aws:RequestTag/team': hole('var.n') } }, 'unknown: var.n'],
    ['a Region', { StringEquals: { 'aws:RequestedRegion': 'us-west-2' } }, 'no'],
    ['what is not told', hole('var.condition'), 'unknown: var.condition'],
  ])('%s', (_, Condition, is) => {
    expect(told(newKeysAreLimited, having(allow({ Action, Condition })))).toEqual([is])
  })
})

describe('limits of new keys, by a Deny', () => {
  const create = allow({ Action })
  const one = deny({ Action })
  const maybe = { ...one, Effect: hole('var.effect') }
  const two = (a: ExampleValue, b: ExampleValue): Given => ({
    role: [
      { name: 'A', policies: [a] },
      { name: 'B', policies: [b] },
    ],
    attached: create,
  })

  test.each<readonly [string, Given, string]>([
    ['its effect is not told', having(create, maybe), 'unknown: var.effect'],
    ['its action is not told', having(create, deny({ Action: hole('var.a') })), 'unknown: var.a'],
    ['its resource is not told', having(create, deny({ Action, Resource: hole('var.r') })), 'unknown: var.r'],
    [
      'its condition is not told',
      having(create, deny({ Action, Condition: hole('var.c') })),
      'unknown: var.c',
    ],
    ['its effect is not told, and it is on a key', having(create, { ...maybe, Resource: key }), 'no'],
    ['a statement is not told', having(create, hole('var.s')), 'unknown: var.s'],
    [
      'a statement of a boundary is not told',
      { role: { policies: create, boundary: hole('var.s') } },
      'unknown: var.s',
    ],
    ['a boundary denies it', { role: { policies: create, boundary: [create, one] } }, 'yes'],
    ['each of two who have the policy has one', two(one, one), 'yes'],
    ['each of two perhaps', two(one, maybe), 'unknown: var.effect'],
    ['one of two perhaps, the other not', two(maybe, deny()), 'no'],
  ])('%s', (_, given, is) => {
    expect(told(newKeysAreLimited, given)).toEqual([is])
  })
})

test('a key policy is asked for no limits', () => {
  const statements = allow({ Principal: own('root'), Action: 'kms:*' })
  const { subjects, world } = subjectsIn('statement', { says: '', statements })
  expect(subjects.map(subject => newKeysAreLimited.ask(subject, world).is)).toEqual(['no'])
})

const bypass = 'kms:BypassPolicyLockoutSafetyCheck'

/** As the condition of what allows the creation of keys, and as that of a Deny of it. */
test.each<readonly [string, ExampleAttributes, string, string]>([
  ['it is false', { Bool: { [bypass]: 'false' } }, 'yes', 'no'],
  ['it is false, if told', { BoolIfExists: { [bypass]: 'false' } }, 'yes', 'no'],
  ['it is true', { Bool: { [bypass.toLowerCase()]: 'true' } }, 'no', 'yes'],
  ['it is not told', { Null: { [bypass]: 'true' } }, 'yes', 'no'],
  ['it is told', { Null: { [bypass]: 'false' } }, 'no', 'yes'],
  ['it is what a variable says', { Bool: { [bypass]: hole('var.b') } }, 'unknown: var.b', 'unknown: var.b'],
  ['something else', { StringEquals: { 'kms:KeySpec': 'SYMMETRIC_DEFAULT' } }, 'no', 'no'],
])('the lockout check may be bypassed: %s', (_, Condition, allowing, denying) => {
  expect(told(bypassIsBarred, having(allow({ Action, Condition })))).toEqual([allowing])
  expect(told(bypassIsBarred, having(allow({ Action }), deny({ Action, Condition })))).toEqual([denying])
})
