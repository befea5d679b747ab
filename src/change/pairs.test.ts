import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { inventoryOf } from '../access/random-inventory.ts'
import { delegation } from '../access/random-world-policies.ts'
import type { KeyFate } from '../model/change.ts'
import type { Key } from '../model/key.ts'
import { accessChange } from './change.ts'

// What becomes of keys is built first; the two sides then have to tell it.
const fates = fc.array(
  fc.constantFrom('kept', 'moved', 'created', 'unborn', 'destroyed', 'replaced', 'replaced by an unborn one'),
  { minLength: 1, maxLength: 8 },
)
type Story = typeof fates extends fc.Arbitrary<readonly (infer One)[]> ? One : never

const account = '111122223333'
const arnOf = (id: string) => `arn:aws:kms:us-west-2:${account}:key/${id}`

/** A key with this ARN, or none yet, that its resource calls so. */
function keyCalled(name: string, id: string, unborn = false): Key {
  const written = {
    arn: arnOf(id),
    spec: 'SYMMETRIC_DEFAULT',
    usage: 'ENCRYPT_DECRYPT',
    replica: false,
    tags: {},
    aliases: [],
    policy: { Statement: [delegation(account)] },
  }
  const [key] = inventoryOf({ keys: [written], identities: [], grants: [], limits: [] }).keys
  if (key === undefined) throw new Error('no key')
  const { arn, ...rest } = key
  return { ...rest, address: name, ...(unborn || arn === undefined ? {} : { arn }) }
}

interface Told {
  readonly fate: KeyFate
  readonly before?: Key
  readonly after?: Key
}

const tellings: Readonly<Record<Story, (name: string, moved: string, id: string) => Told>> = {
  kept: (name, _, id) => ({ fate: 'kept', before: keyCalled(name, id), after: keyCalled(name, id) }),
  moved: (name, moved, id) => ({ fate: 'kept', before: keyCalled(name, id), after: keyCalled(moved, id) }),
  created: (name, _, id) => ({ fate: 'created', after: keyCalled(name, id) }),
  unborn: (name, _, id) => ({ fate: 'created', after: keyCalled(name, id, true) }),
  destroyed: (name, _, id) => ({ fate: 'destroyed', before: keyCalled(name, id) }),
  replaced: (name, _, id) => ({
    fate: 'replaced',
    before: keyCalled(name, id),
    after: keyCalled(name, `${id}-new`),
  }),
  'replaced by an unborn one': (name, _, id) => ({
    fate: 'replaced',
    before: keyCalled(name, id),
    after: keyCalled(name, id, true),
  }),
}

/** Keys that move take the names of each other, in a ring. */
function told(stories: readonly Story[]): readonly Told[] {
  const moving = [...stories.keys()].filter(index => stories[index] === 'moved')
  return stories.map((story, index) => {
    const next = moving[(moving.indexOf(index) + 1) % moving.length] ?? index
    return tellings[story](
      `aws_kms_key.k${index}`,
      moving.length === 1 ? 'aws_kms_key.new' : `aws_kms_key.k${next}`,
      `id${index}`,
    )
  })
}

function shown({ fate, before, after }: Told): string {
  return [
    fate,
    ...[before, after].map(key => (key === undefined ? 'none' : `${key.address} ${key.arn ?? 'unborn'}`)),
  ].join(', ')
}

test('each key is what it was built to be, whatever the order', () => {
  fc.assert(
    fc.property(fates, fc.boolean(), fc.boolean(), (stories, turnBefore, turnAfter) => {
      const all = told(stories)
      const keysOn = (side: 'before' | 'after', turned: boolean) => {
        const keys = all.flatMap(one => one[side] ?? [])
        return {
          ...inventoryOf({ keys: [], identities: [], grants: [], limits: [] }),
          keys: turned ? keys.toReversed() : keys,
        }
      }
      const change = accessChange(
        keysOn('before', turnBefore),
        keysOn('after', turnAfter),
        ({ address }) => address,
      )
      const changes = [...change.keys()]
      expect(changes.map(shown).toSorted()).toEqual(all.map(shown).toSorted())
      for (const { fate, accesses } of changes)
        expect([fate, [...new Set(accesses.map(({ kind }) => kind))].toSorted()]).toEqual([
          fate,
          kindsOf[fate],
        ])
    }),
    { numRuns: 500 },
  )
})

/** The default policy stays: whoever gains or loses does so with the key. */
const kindsOf: Readonly<Record<KeyFate, readonly string[]>> = {
  kept: [],
  created: ['gained'],
  destroyed: ['lost'],
  replaced: ['gained', 'lost'],
}
