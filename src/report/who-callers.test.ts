import { expect, test } from 'vitest'
import type { SharedAccess } from '../model/access.ts'
import type { Condition } from '../model/statement.ts'
import { text } from '../model/text.ts'
import type { Way } from '../model/who.ts'
import { action } from '../policy/actions.ts'
import { callersOf } from './who-callers.ts'
import { keyWith, own } from './who-fixed-world.ts'

const at = { file: 'plan.json', address: 'aws_kms_key.k', pointer: '' }

function access(name: string, changes: Partial<SharedAccess> = {}): SharedAccess {
  return {
    principal: { kind: 'role', arn: text(`arn:aws:iam::${own}:role/app`), account: own },
    via: 'key-policy',
    actions: action(name),
    certainty: 'certain',
    path: [{ kind: 'key-policy', says: 'key policy allows it', at }],
    conditions: [],
    unless: [],
    unknowns: [],
    ...changes,
  }
}

function when(key: string): Condition {
  return { operator: 'Bool', ifExists: false, key, values: [text('true')], at }
}

function waysOf(...accesses: readonly SharedAccess[]): readonly Way[] {
  const [group] = callersOf(accesses, keyWith('k'), () => false, new Map())
  return group?.members[0].ways ?? []
}

const encrypt = 'kms:Encrypt'
const decrypt = 'kms:Decrypt'

test('what the same conditions give is one way', () => {
  const [only, ...others] = waysOf(
    access(encrypt, { conditions: [when('a'), when('b')] }),
    access(decrypt, { conditions: [when('b'), when('a')] }),
  )
  expect([only?.what, others.length]).toEqual(['kms:Decrypt and kms:Encrypt', 0])
})

test.each([
  ['a condition more', access(decrypt), access(decrypt, { conditions: [when('a')] }), true],
  ['a doubt', access(decrypt), access(decrypt, { certainty: 'possible' }), true],
  ['a detour', access(decrypt), access(decrypt, { via: 'assume-role' }), true],
  [
    'a doubt under the same condition',
    access(decrypt, { conditions: [when('a')] }),
    access(decrypt, { conditions: [when('a')], certainty: 'possible' }),
    true,
  ],
  [
    'another condition',
    access(decrypt, { conditions: [when('b')] }),
    access(decrypt, { conditions: [when('a')] }),
    false,
  ],
  ['another action', access(encrypt), access(decrypt, { conditions: [when('a')] }), false],
  [
    'certainty, where the rest is in doubt',
    access(decrypt, { certainty: 'possible' }),
    access(decrypt, { conditions: [when('a')] }),
    false,
  ],
  [
    'directness',
    access(decrypt, { via: 'assume-role' }),
    access(decrypt, { conditions: [when('a')] }),
    false,
  ],
])('a way with %s: covered or not', (_, first, second, covered) => {
  expect(waysOf(first, second).filter(way => way.covered)).toHaveLength(covered ? 1 : 0)
})

test('no two ways hide each other', () => {
  const ways = waysOf(
    access(decrypt, { conditions: [when('a')], via: 'iam-policy' }),
    access(decrypt, { conditions: [when('a')], unless: [[when('b')]] }),
    access(decrypt, { conditions: [when('a'), when('c')] }),
  )
  expect(ways.map(({ covered }) => covered)).toEqual([false, true, true])
})

test('the shortest path comes first, and each once', () => {
  const step = { kind: 'iam-policy', says: 'inline policy allows it', at } as const
  const [long] = [access(decrypt, { path: [...access(decrypt).path, step] })]
  const [way] = waysOf(long, access(decrypt), long)
  expect([way?.path.length, way?.otherPaths.length]).toEqual([1, 1])
})
