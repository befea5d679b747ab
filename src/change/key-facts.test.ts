import { expect, test } from 'vitest'
import { inventoryOf } from '../access/random-inventory.ts'
import type { Conditions } from '../access/random-conditions.ts'
import type { Inventory } from '../model/inventory.ts'
import { showCondition } from '../policy/conditions.ts'
import { accessChange } from './change.ts'
import { app, delegation, own } from './test-world.ts'

type Tags = Readonly<Record<string, string>>

/** A key with these tags, and a role that may decrypt with it under a condition. */
function worldOf(tags: Tags, Condition: Conditions, Effect: 'Allow' | 'Deny'): Inventory {
  const everywhere = { Action: 'kms:Decrypt', Resource: '*' }
  const asked = { Effect, ...everywhere, Condition }
  const Statement = Effect === 'Allow' ? [asked] : [{ Effect: 'Allow' as const, ...everywhere }, asked]
  return inventoryOf({
    keys: [
      {
        arn: `arn:aws:kms:us-west-2:${own}:key/k0`,
        spec: 'SYMMETRIC_DEFAULT',
        usage: 'ENCRYPT_DECRYPT',
        replica: false,
        tags,
        aliases: [],
        policy: { Statement: [{ ...delegation, Action: 'kms:Decrypt' }] },
      },
    ],
    identities: [{ arn: app, policies: [{ Version: '2012-10-17', Statement }], boundary: null }],
    grants: [],
    limits: [],
  })
}

function told(before: Tags, after: Tags, condition: Conditions, effect: 'Allow' | 'Deny'): readonly string[] {
  const [was, is] = [worldOf(before, condition, effect), worldOf(after, condition, effect)]
  return [...accessChange(was, is, ({ address }) => address).keys()]
    .flatMap(({ accesses }) => accesses)
    .map(({ kind, certainty, access: { conditions, unless } }) =>
      [
        certainty,
        kind,
        ...conditions.map(one => `if ${showCondition(one)}`),
        ...unless.flat().map(one => `unless ${showCondition(one)}`),
      ].join(' '),
    )
}

const a = { team: 'a' }
const b = { team: 'b' }
const asks = (operator: string, value: string | readonly string[]) => ({
  [operator]: { 'aws:ResourceTag/team': value },
})
const equal = asks('StringEquals', '${aws:PrincipalTag/team}')
const turned = { StringEquals: { 'aws:PrincipalTag/team': '${aws:ResourceTag/team}' } }

const isA = 'if aws:PrincipalTag/team is a'
const isB = 'if aws:PrincipalTag/team is b'

test.each<[string, Tags, Tags, Conditions, readonly string[]]>([
  ['another tag is for others', b, a, equal, [`certain widened ${isA}`, `certain narrowed ${isB}`]],
  ['the same tag is for the same', a, a, equal, []],
  ['another tag that no policy asks for', a, { ...a, env: 'prod' }, equal, []],
  ['a tag where there was none', {}, a, equal, [`certain gained ${isA}`]],
  ['no tag where there was one', a, {}, equal, [`certain lost ${isA}`]],
  ['said the other way round', b, a, turned, [`certain widened ${isA}`, `certain narrowed ${isB}`]],
  ['said the other way round, no tag', a, {}, turned, [`certain lost ${isA}`]],
  [
    'a part of a tag',
    { team: 'team-b' },
    { team: 'team-a' },
    asks('StringEquals', 'team-${aws:PrincipalTag/team}'),
    [`certain widened ${isA}`, `certain narrowed ${isB}`],
  ],
  [
    'a tag for all',
    a,
    { team: 'all' },
    asks('StringEquals', ['${aws:PrincipalTag/team}', 'all']),
    ['certain widened'],
  ],
  [
    'a comparison that AWS does not document',
    b,
    a,
    asks('StringLike', '${aws:PrincipalTag/team}'),
    ['possible widened', 'possible narrowed'],
  ],
])('an Allow: %s', (_name, before, after, condition, changes) => {
  expect(told(before, after, condition, 'Allow')).toEqual(changes)
})

test.each<[string, Tags, Tags, Conditions, readonly string[]]>([
  [
    'another tag is against others',
    b,
    a,
    equal,
    [
      'certain widened unless aws:PrincipalTag/team is a',
      'certain narrowed unless aws:PrincipalTag/team is b',
    ],
  ],
  ['a tag where there was none', {}, a, equal, ['certain narrowed']],
  [
    'for all with another tag, or none',
    {},
    a,
    asks('StringNotEquals', '${aws:PrincipalTag/team}'),
    ['certain gained unless aws:PrincipalTag/team is not a'],
  ],
])('a Deny: %s', (_name, before, after, condition, changes) => {
  expect(told(before, after, condition, 'Deny')).toEqual(changes)
})
