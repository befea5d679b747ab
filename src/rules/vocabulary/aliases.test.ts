import { describe, expect, test } from 'vitest'
import { keyOfExample } from '../../examples/example-key.ts'
import { text, type Text } from '../../model/text.ts'
import type { Tri } from '../../model/tri.ts'
import { emptyWorld, permissionOf, roleNamed, statementOf, unknownNamed } from '../fake-world.ts'
import type { IdentityStatement } from '../word.ts'
import {
  aliasesIn,
  coversActionsOnKeys,
  coversAliasActions,
  namesKeysByAlias,
  namesKeysToo,
} from './aliases.ts'

const arns = 'arn:aws:kms:us-west-2:111122223333'
const key = keyOfExample({ says: '' })
const hole = unknownNamed('var.name')

function subject(written: object): IdentityStatement {
  const holders = [roleNamed('App')] as const
  return {
    in: 'identity-policy',
    holders,
    policy: permissionOf(written, holders).policy,
    statement: statementOf(written),
  }
}

/** A statement with these in the place of its resources or actions. */
function listing(element: 'resources' | 'actions', ...texts: readonly Text[]): IdentityStatement {
  const one = subject({ Action: 'kms:Decrypt', Resource: '*' })
  const { at } = one.statement
  const items = texts.map(written => ({ text: written, at }))
  return { ...one, statement: { ...one.statement, [element]: { negated: false, items, at } } }
}

describe('actions on keys, and on aliases', () => {
  test.each<readonly [string, object, Tri, Tri]>([
    ['on keys', { Action: 'kms:Decrypt' }, 'yes', 'no'],
    ['on aliases', { Action: 'kms:CreateAlias' }, 'no', 'yes'],
    ['on both', { Action: 'kms:*' }, 'yes', 'yes'],
    ['of another service', { Action: 's3:GetObject' }, 'no', 'no'],
    ['of a service that AWS may not let begin so', { Action: 'k*:Decrypt' }, 'unknown', 'no'],
    ['none', {}, 'no', 'no'],
  ])('%s', (_, actions, onKeys, onAliases) => {
    const one = subject({ Resource: '*', ...actions })
    expect(coversActionsOnKeys.ask(one, emptyWorld).is).toBe(onKeys)
    expect(coversAliasActions.ask(one, emptyWorld).is).toBe(onAliases)
  })

  test('that are not told', () => {
    const asked = coversActionsOnKeys.ask(listing('actions', text('kms:', hole)), emptyWorld)
    expect([asked.is, asked.hangsOn]).toEqual(['unknown', [hole]])
  })
})

test.each<readonly [string, object, Tri, Tri]>([
  ['an alias', { Resource: `${arns}:alias/app` }, 'yes', 'no'],
  ['a key', { Resource: `${arns}:key/1234abcd-12ab-34cd-56ef-1234567890ab` }, 'no', 'yes'],
  ['an alias and all keys', { Resource: [`${arns}:alias/app`, `${arns}:key/*`] }, 'yes', 'yes'],
  ['all but an alias', { NotResource: `${arns}:alias/app` }, 'no', 'yes'],
  ['all but all keys', { NotResource: `${arns}:key/*` }, 'no', 'yes'],
  ['nothing', {}, 'no', 'no'],
])('resources that are %s', (_, resources, byAlias, keysToo) => {
  const one = subject({ Action: 'kms:Decrypt', ...resources })
  expect(namesKeysByAlias.ask(one, emptyWorld).is).toBe(byAlias)
  expect(namesKeysToo.ask(one, emptyWorld).is).toBe(keysToo)
})

test('the id of a key of the input stands for no key', () => {
  const id = { ...hole, at: { ...key.at, pointer: '/arn' } }
  const one = listing('resources', text(id))
  const world = { ...emptyWorld, keyNamed: (arn: Text) => (arn.includes(id) ? key : undefined) }
  expect(namesKeysByAlias.ask(one, world).is).toBe('yes')
  expect(namesKeysByAlias.ask(one, emptyWorld).is).toBe('unknown')
  expect(aliasesIn(one, world)).toBe('the id of aws_kms_key.example, which stands for no key')
})

const [first, second, third] = ['a', 'b', 'c'].map(name => text(`alias/${name}`))

test.each<readonly [string, readonly (Text | undefined)[], string]>([
  ['one', [first], 'alias/a, which stands'],
  ['one beside a bucket', [text('arn:aws:s3:::bucket'), first], 'alias/a, which stands'],
  ['two', [first, second], 'alias/a and alias/b, which stand'],
  ['three', [first, second, third], 'alias/a, alias/b and 1 more, which stand'],
  ['one beside something', [first, text(hole)], 'alias/a, which stands'],
  ['something', [text(hole)], '${var.name}, which may stand'],
  ['something beside a bucket', [text('arn:aws:s3:::bucket'), text(hole)], '${var.name}, which may stand'],
])('what stands for no key, in words: %s', (_, texts, words) => {
  const told = texts.filter(one => one !== undefined)
  expect(aliasesIn(listing('resources', ...told), emptyWorld)).toBe(`${words} for no key`)
})
