import { expect, test } from 'vitest'
import { keyOfExample } from '../../examples/example-key.ts'
import type { Key } from '../../model/key.ts'
import type { KeyUse, UsedKey } from '../../model/key-use.ts'
import { text } from '../../model/text.ts'
import { emptyGraph, unknownNamed } from '../fake-world.ts'
import type { BothSides } from './other-changes.ts'
import { useChangesIn } from './use-changes.ts'

const account = '111122223333'
const arn = (id: string) => `arn:aws:kms:us-west-2:${account}:key/${id}`

function keyNamed(name: string, id?: string): Key {
  const attributes = id === undefined ? {} : { arn: arn(id) }
  return { ...keyOfExample({ says: '', key: attributes }), address: `aws_kms_key.${name}` }
}

/** Two keys that stay, one that is replaced, and one that has no ARN yet. */
const [a, b, old, fresh] = [keyNamed('a', 'a'), keyNamed('b', 'b'), keyNamed('c', 'old'), keyNamed('c')]
const unborn = keyNamed('new')
const pairs = new Map([a, b].map(key => [key, { fate: 'kept', before: key, after: key } as const]))
const replaced = { fate: 'replaced', before: old, after: fresh } as const

const at = { file: 'plan', address: 'aws_s3_bucket.data', pointer: '/kms_key_id' }
const { address } = at

function useOf(key: Partial<UsedKey>): KeyUse {
  return { address, at, type: 'aws_s3_bucket', account, key: { addresses: [], ...key }, needs: [] }
}

const by = (...keys: readonly Key[]) => useOf({ addresses: keys.map(key => key.address) })
const called = (name: string) => useOf({ name: text(name) })
const untold = (name: string) => useOf({ unknown: unknownNamed(name) })
const aws = called('alias/aws/s3')

function side(uses: readonly KeyUse[], keys: readonly Key[]): BothSides['before'] {
  const keysOfUse = ({ key }: KeyUse) => keys.filter(one => key.addresses.includes(one.address))
  return { ...emptyGraph, uses, keysOfUse }
}

function sides(before: readonly KeyUse[], after: readonly KeyUse[]): BothSides {
  return {
    before: side(before, [a, b, old]),
    after: side(after, [a, b, fresh, unborn]),
    fileOf: file => (file === 'earlier' ? 'plan' : file),
    pairOf: {
      before: key => (key === old ? replaced : pairs.get(key)),
      after: key => (key === fresh ? replaced : pairs.get(key)),
    },
  }
}

test.each<[string, readonly KeyUse[], readonly KeyUse[], string]>([
  ['one key', [by(a)], [by(a)], 'yes'],
  ['another key', [by(a)], [by(b)], 'no'],
  ['a key that is replaced, which is told of the key', [by(old)], [by(fresh)], 'yes'],
  ['one of two keys', [by(a)], [by(a, b)], 'unknown'],
  ['one of two keys before', [by(a, b)], [by(b)], 'unknown'],
  ['one of two keys before, and an ARN', [by(a, b)], [called(arn('a'))], 'unknown'],
  ['an ARN that stays', [called(arn('x'))], [called(arn('x'))], 'yes'],
  ['another ARN', [called(arn('x'))], [called(arn('y'))], 'no'],
  ['a key by its ARN, which the input has now', [called(arn('a'))], [by(a)], 'yes'],
  ['an ARN, and a key that has another', [called(arn('x'))], [by(a)], 'no'],
  ['an ARN, and a key that has none yet', [called(arn('x'))], [by(unborn)], 'unknown'],
  ['an ARN and an id', [called(arn('x'))], [called('x')], 'unknown'],
  ['an ARN and an alias', [called('alias/x')], [called(arn('x'))], 'unknown'],
  ['the key that AWS manages, and a key', [aws], [by(unborn)], 'no'],
  [
    'a key, and the one that AWS manages by its ARN',
    [by(a)],
    [called('arn:aws:kms:us-west-2:111122223333:alias/aws/s3')],
    'no',
  ],
  ['the key that AWS manages, and an ARN', [called(arn('x'))], [aws], 'no'],
  ['the key that AWS manages, and any', [aws], [untold('var.key')], 'unknown'],
  ['a variable that stays', [untold('var.key')], [untold('var.key')], 'yes'],
  ['another variable', [untold('var.key')], [untold('var.other')], 'unknown'],
  ['a variable that takes the place of a key', [by(a)], [untold('var.key')], 'unknown'],
  ['two ways that stay', [by(a), by(b)], [by(b), by(a)], 'yes'],
  ['two ways that are one now', [by(a), by(b)], [by(a)], 'unknown'],
  ['a second way', [by(a)], [by(a), by(b)], 'unknown'],
  ['two other ways', [called(arn('x'))], [by(a), by(b)], 'no'],
  ['another way beside an open one', [by(a)], [by(b), untold('var.key')], 'unknown'],
])('whether the key is the same: %s', (_, before, after, is) => {
  const { changed, isStillOf } = useChangesIn(sides(before, after), {})
  expect(changed[0]?.isSameKey ?? 'yes').toBe(is)
  expect(before.map(isStillOf)).toEqual(before.map(() => is !== 'no'))
})

test('of several ways those are shown that are not on the other side', () => {
  const added = useChangesIn(sides([by(a)], [by(a), by(b)]), {}).changed
  expect(added).toMatchObject([{ keysBefore: [a], keysAfter: [b] }])
  const left = useChangesIn(sides([by(a), by(b)], [by(a)]), {}).changed
  expect(left).toMatchObject([{ keysBefore: [b], keysAfter: [a] }])
})

const encrypted = { address: 'aws_s3_bucket.main', arn: text('arn:aws:s3:::data') }

test.each<[string, KeyUse, readonly string[], number]>([
  ['a resource that is gone', by(a), [], 0],
  ['a resource that stays', by(a), [address], 1],
  ['a resource that stays, and encrypted another one', { ...by(a), encrypted }, [address], 1],
  ['an encrypted bucket that stays', { ...by(a), encrypted }, [encrypted.address], 1],
  ['another resource', by(a), ['aws_s3_bucket.other'], 0],
  ['a file that has another name now', { ...by(a), at: { ...at, file: 'earlier' } }, [address], 1],
])('the key is no longer named, of %s', (_, use, there, count) => {
  const encryptable = there.map(one => ({ file: 'plan', address: one, pointer: '' }))
  const { changed, isStillOf } = useChangesIn(sides([use], []), { encryptable })
  expect(changed).toHaveLength(count)
  for (const one of changed)
    expect(one).toEqual({ at, before: use, keysBefore: [a], keysAfter: [], isSameKey: 'no' })
  expect(isStillOf(use)).toBe(false)
})

test('what is encrypted for the first time has no key that it had', () => {
  expect(useChangesIn(sides([], [by(a)]), {}).changed).toEqual([])
})
