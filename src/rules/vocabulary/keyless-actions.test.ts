import { describe, expect, test } from 'vitest'
import type { Identity } from '../../model/identity.ts'
import type { Text } from '../../model/text.ts'
import type { Tri } from '../../model/tri.ts'
import { emptyWorld, permissionOf, roleNamed, statementOf, unknownNamed } from '../fake-world.ts'
import type { PolicyStatement } from '../word.ts'
import {
  bypassIsBarred,
  coversKeyCreation,
  namesResourceForKeyless,
  newKeysAreLimited,
  resourceNamesOf,
  splitKeyless,
} from './keyless-actions.ts'

const key = 'arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'
const open = unknownNamed('var.open')
const arn = { ...open, shape: 'arn' } as const

type Holders = readonly [Identity, ...Identity[]]

function subject(written: object, holders: Holders = [roleNamed('App')]): PolicyStatement {
  const { policy, statement } = permissionOf(written, holders)
  return { in: 'identity-policy', policy, holders, statement }
}

/** With such actions or resources instead, as they are read. */
function reading(written: object, other: { actions?: Text; resources?: Text }): PolicyStatement {
  const made = subject(written)
  const { at } = made.statement
  const list = (text: Text | undefined) => text && { negated: false, items: [{ text, at }], at }
  const [actions, resources] = [list(other.actions), list(other.resources)]
  return {
    ...made,
    statement: { ...made.statement, ...(actions && { actions }), ...(resources && { resources }) },
  }
}

function holding(name: string, boundary: boolean, ...written: readonly object[]): Identity {
  const { policy } = permissionOf({}, [roleNamed(name)])
  const statements = written.map(statementOf)
  const made = { ...policy, document: { ...policy.document, statements } }
  return { ...roleNamed(name), ...(boundary ? { boundary: made } : { policies: [made] }) }
}

test.each<readonly [string, PolicyStatement, Tri]>([
  ['everything', subject({ Action: 'kms:*', Resource: '*' }), 'yes'],
  ['all but something', subject({ Action: 'kms:CreateKey', NotResource: key }), 'yes'],
  ['on a key', subject({ Action: 'kms:CreateKey', Resource: key }), 'no'],
  ['without a resource', subject({ Action: 'kms:CreateKey' }), 'no'],
  ['another action', subject({ Action: 'kms:Decrypt', Resource: '*' }), 'no'],
  ['an action that is not told', reading({ Resource: '*' }, { actions: [open] }), 'unknown'],
  ['a resource that is not told', reading({ Action: 'kms:CreateKey' }, { resources: [open] }), 'unknown'],
  ['an ARN that is not told', reading({ Action: 'kms:CreateKey' }, { resources: [arn] }), 'no'],
])('creation of keys: %s', (_, statement, is) => {
  expect(coversKeyCreation.ask(statement, emptyWorld).is).toBe(is)
})

test.each<readonly [string, PolicyStatement, Tri]>([
  ['with another resource', subject({ Action: 'kms:ListKeys', Resource: key }), 'yes'],
  ['all but it', subject({ NotAction: 'kms:ListKeys', Resource: key }), 'no'],
  ['all but a key', subject({ Action: 'kms:ListKeys', NotResource: key }), 'no'],
  ['without a resource', subject({ Action: 'kms:ListKeys' }), 'no'],
  ['without actions', subject({ Resource: key }), 'no'],
  ['an action that is not told, on a key', reading({ Resource: key }, { actions: [open] }), 'unknown'],
  ['an action that is not told, on everything', reading({ Resource: '*' }, { actions: [open] }), 'no'],
  ['all but what is not told', subject({ NotAction: ['kms:Decrypt'], Resource: key }), 'no'],
])('actions that only `*` is a resource of: %s', (_, statement, is) => {
  expect(namesResourceForKeyless.ask(statement, emptyWorld).is).toBe(is)
})

describe('limits of new keys', () => {
  const create = { Action: 'kms:CreateKey', Resource: '*' }
  const deny = { ...create, Effect: 'Deny' }
  const bypass = { Bool: { 'kms:BypassPolicyLockoutSafetyCheck': 'true' } }
  const app = roleNamed('App')

  test.each<readonly [string, object, Holders, Tri]>([
    ['nothing', create, [app], 'no'],
    ['a value', { ...create, Condition: { StringEquals: { 'kms:KeySpec': 'HMAC_256' } } }, [app], 'yes'],
    [
      'any value',
      { ...create, Condition: { StringLike: { 'kms:KeySpec': ['HMAC_256', '*'] } } },
      [app],
      'no',
    ],
    ['what each tells', { ...create, Condition: { Null: { 'kms:KeySpec': 'false' } } }, [app], 'no'],
    ['a tag', { ...create, Condition: { Null: { 'aws:RequestTag/team': 'false' } } }, [app], 'yes'],
    ['one Region', { ...create, Condition: { Bool: { 'kms:MultiRegion': 'false' } } }, [app], 'yes'],
    ['an Allow', create, [holding('App', false, create)], 'no'],
    ['a Deny', create, [holding('App', false, create, deny)], 'yes'],
    ['a Deny for one of two', create, [holding('App', false, deny), app], 'no'],
    ['a Deny on a key', create, [holding('App', false, { ...deny, Resource: key })], 'no'],
    ['a Deny of something else', create, [holding('App', false, { ...deny, Action: 'kms:Decrypt' })], 'no'],
    ['a Deny on another condition', create, [holding('App', false, { ...deny, Condition: bypass })], 'no'],
    ['a boundary that allows it', create, [holding('App', true, create)], 'no'],
    ['a boundary with more', create, [holding('App', true, create, { ...create, Action: 's3:*' })], 'no'],
    ['a boundary without it', create, [holding('App', true, { ...create, Action: 's3:*' })], 'yes'],
    ['a Deny in a boundary', create, [holding('App', true, create, deny)], 'yes'],
  ])('%s', (_, written, holders, is) => {
    expect(newKeysAreLimited.ask(subject(written, holders), emptyWorld).is).toBe(is)
  })

  test('a Deny of the bypass, beside other conditions', () => {
    const both = { Bool: bypass.Bool, StringEquals: { 'aws:RequestedRegion': 'us-west-2' } }
    const holder = holding('App', false, { ...deny, Condition: both })
    expect(bypassIsBarred.ask(subject(create, [holder]), emptyWorld).is).toBe('yes')
    expect(newKeysAreLimited.ask(subject(create, [holder]), emptyWorld).is).toBe('no')
  })
})

function named(...Resource: readonly string[]) {
  return resourceNamesOf(subject({ Action: 'kms:*', Resource }))
}

test('many resources are named in short', () => {
  expect(named('a')).toBe('a')
  expect(named('a', 'b')).toBe('a and b')
  expect(named('a', 'b', 'c')).toBe('a, b and 1 more')
})

function write(statement: PolicyStatement) {
  const correction = splitKeyless(statement)
  return correction?.kind === 'statement' ? correction.write.map(({ Action }) => Action) : undefined
}

test('a statement is split where all of its actions are told, and not otherwise', () => {
  expect(write(reading({ Resource: key }, { actions: [open] }))).toBeUndefined()
  expect(write(subject({ Action: ['kms:ListKeys', 'kms:Decrypt'], Resource: key }))).toEqual([
    'kms:Decrypt',
    'kms:ListKeys',
  ])
  expect(
    write(subject({ Action: ['kms:ListKeys', 'kms:ListAliases', 'kms:Encrypt'], Resource: key })),
  ).toEqual(['kms:Encrypt', ['kms:ListKeys', 'kms:ListAliases']])
})
