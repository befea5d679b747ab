import { expect, test } from 'vitest'
import { otherChanges } from '../../examples/words/changes-of-example.ts'
import { keyOfExample } from '../../examples/example-key.ts'
import type { KeyFate } from '../../model/change.ts'
import type { Grant, GrantedKey } from '../../model/grant.ts'
import type { Alias } from '../../model/inventory.ts'
import type { Key } from '../../model/key.ts'
import { principalId } from '../../model/principal.ts'
import { text } from '../../model/text.ts'
import { awsPrincipal } from '../../policy/principals.ts'
import { allow, own } from '../example-statements.ts'
import { hole, type ExampleAttributes } from '../example.ts'
import { emptyGraph, grantTo } from '../fake-world.ts'
import { aliasChangesIn, grantChangesIn, type BothSides } from './other-changes.ts'
import { calledAfter } from './paired.ts'

const fileOf = (file: string) => (file === 'earlier' ? 'plan' : file)
const nothing: BothSides = {
  before: emptyGraph,
  after: emptyGraph,
  fileOf,
  pairOf: { before: () => undefined, after: () => undefined },
}

function alias(resource: string, name?: string, file = 'plan'): Alias {
  const at = { file, address: `aws_kms_alias.${resource}`, pointer: '' }
  return { at, ...(name === undefined ? {} : { name }) }
}

const [one, renamed, moved] = [alias('a', 'alias/a'), alias('a', 'alias/b'), alias('b', 'alias/a')]
const earlier = alias('a', 'alias/a', 'earlier')
const [untold, another] = [alias('a'), alias('b')]

test.each<[string, readonly Alias[], readonly Alias[], readonly (readonly [Alias, Alias])[]]>([
  ['in the same resource', [one], [one], [[one, one]]],
  ['in a resource of another name', [one], [moved], [[one, moved]]],
  ['in a file of another name', [earlier], [one], [[earlier, one]]],
  ['in another resource of a file of another name', [earlier], [moved], [[earlier, moved]]],
  ['of the same name in another file', [alias('a', 'alias/a', 'other')], [one], []],
  ['of another name in the same resource', [one], [renamed], []],
  ['that is gone', [one], [], []],
  ['that is new', [], [one], []],
  [
    'whose names are not told, each in its resource',
    [untold, another],
    [untold, another],
    [
      [untold, untold],
      [another, another],
    ],
  ],
])('an alias on both sides: %s', (_, was, is, expected) => {
  const sides = { ...nothing, before: { ...emptyGraph, aliases: was }, after: { ...emptyGraph, aliases: is } }
  expect(aliasChangesIn(sides)).toEqual(expected.map(([before, after]) => ({ before, after, at: after.at })))
})

const keys = Object.fromEntries(
  (['kept', 'created', 'destroyed', 'replaced'] as const).map(fate => [
    `aws_kms_key.${fate}`,
    { fate, key: { ...keyOfExample({ says: '' }), address: `aws_kms_key.${fate}` } },
  ]),
)

function keysOfGrant({ key }: Grant): readonly Key[] {
  return key.addresses.flatMap(address => keys[address]?.key ?? [])
}

function pairOf({ address }: Key): { readonly fate: KeyFate } | undefined {
  const known = keys[address]
  return known && { fate: known.fate }
}

function sidesOf(before: readonly Grant[], after: readonly Grant[]): BothSides {
  return {
    before: { ...emptyGraph, grants: before, keysOfGrant },
    after: { ...emptyGraph, grants: after, keysOfGrant },
    fileOf,
    pairOf: { before: pairOf, after: pairOf },
  }
}

const app = awsPrincipal(text(own('role/App').AWS))
const kept = { addresses: ['aws_kms_key.kept'] }

function grant(key: GrantedKey, more: Partial<Grant> = {}): Grant {
  return { ...grantTo(app, []), key, ...more }
}

test.each<[string, readonly Grant[], readonly Grant[], boolean]>([
  ['one that stays', [grant(kept)], [grant(kept)], false],
  ['one whose key has an ARN now', [grant(kept)], [grant({ ...kept, name: 'arn' })], false],
  ['one with a name now', [grant(kept)], [grant(kept, { name: text('now') })], false],
  ['one for other operations', [grant(kept)], [grant(kept, { operations: [text('Encrypt')] })], true],
  ['one that others may retire', [grant(kept)], [grant(kept, { retiringPrincipal: app })], true],
  [
    'one on a key of another name',
    [grant({ addresses: [], name: 'a' })],
    [grant({ addresses: [], name: 'b' })],
    true,
  ],
  [
    'one on a key of a file that has another name now',
    [grant({ ...kept, file: 'earlier' })],
    [grant({ ...kept, file: 'plan' })],
    false,
  ],
  [
    'one on a key of another file',
    [grant({ ...kept, file: 'plan' })],
    [grant({ ...kept, file: 'other' })],
    true,
  ],
  [
    'one on a key of its own file, then on one of another',
    [grant(kept)],
    [grant({ ...kept, file: 'plan' })],
    true,
  ],
  ['one that is new on a key that is new', [], [grant({ addresses: ['aws_kms_key.created'] })], false],
  ['one that is gone with its key', [grant({ addresses: ['aws_kms_key.destroyed'] })], [], false],
  ['one that is gone from a key that stays', [grant(kept)], [], true],
  ['one that is new on a key elsewhere', [], [grant({ addresses: [], name: 'arn' })], true],
  ['one that moves to a new key', [grant(kept)], [grant({ addresses: ['aws_kms_key.created'] })], true],
])('a grant that changes: %s', (_, before, after, expected) => {
  expect(grantChangesIn(sidesOf(before, after))).toHaveLength(expected ? 1 : 0)
})

test('a place of before keeps its line where its file keeps its name', () => {
  const at = { file: 'plan', line: 3, address: 'aws_kms_key.a', pointer: '' }
  expect(calledAfter(at, fileOf)).toEqual(at)
  expect(calledAfter({ ...at, file: 'earlier' }, fileOf)).toEqual({
    file: 'plan',
    address: at.address,
    pointer: at.pointer,
  })
})

test.each<[string, ExampleAttributes]>([
  ['each of those whom a statement names', {}],
  ['whatever hides its condition', { Condition: hole('var.condition') }],
])('who is created anew, and is named by what stays: %s', (_, more) => {
  const roles = ['A', 'B'].map(name => own(`role/${name}`).AWS)
  const given = {
    statements: allow({ Principal: { AWS: [...roles, own('role/C').AWS] }, ...more }),
    role: [{ name: 'A' }, { name: 'B' }, { name: 'C' }],
  }
  const told = otherChanges('principal-change', { ...given, replaced: roles, before: given })
  expect(told.map(({ principal }) => principalId(principal))).toEqual(roles)
})
