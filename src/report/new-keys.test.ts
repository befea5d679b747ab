import { describe, expect, test } from 'vitest'
import { resolve } from '../access/graph.ts'
import { allows, delegation, iam, own, worldOf } from '../change/test-world.ts'
import type { Key } from '../model/key.ts'
import { mostLines, newKey, onlyNewKeys } from './new-keys.ts'

const roles = (count: number) =>
  Array.from({ length: count }, (_, index) => iam(own, `role/r${index}`)).map(AWS =>
    allows({ AWS }, 'kms:Decrypt'),
  )

function line(world: ReturnType<typeof worldOf>, change: (key: Key) => Key = key => key): string {
  const [key] = world.keys
  if (key === undefined) throw new Error('no key')
  return newKey(change(key), resolve([{ ...world, keys: [change(key)] }]))
}

function secret(key: Key): Key {
  return { ...key, policies: [{ ...key.policies[0], sensitive: true }] }
}

function unread(key: Key): Key {
  const [policy] = key.policies
  const hole = {
    kind: 'unknown',
    reason: 'known-after-apply',
    name: 'var.p',
    shape: 'anything',
    at: key.at,
  } as const
  return { ...key, policies: [{ ...policy, document: { ...policy.document, holes: [hole] } }] }
}

describe('a new key in a line', () => {
  test.each([
    ['one', [delegation], `its policy admits account ${own}`],
    [
      'three',
      roles(3),
      `its policy admits ${iam(own, 'role/r0')}, ${iam(own, 'role/r1')}, ${iam(own, 'role/r2')}`,
    ],
    [
      'more',
      roles(5),
      `its policy admits ${iam(own, 'role/r0')}, ${iam(own, 'role/r1')}, ${iam(own, 'role/r2')} and 2 more`,
    ],
    ['nobody', [], 'its policy admits nobody that is told'],
    ['one twice', [delegation, delegation], `its policy admits account ${own}`],
  ])('tells whom its policy admits: %s', (_, policy, says) => {
    expect(line(worldOf([policy]))).toBe(`aws_kms_key.k0 is new: ${says}`)
  })

  test('says that there may be others where not all of it is read', () => {
    expect(line(worldOf([[delegation]]), unread)).toMatch(/, and perhaps others$/)
  })

  test('tells nothing of a sensitive policy', () => {
    expect(line(worldOf([[delegation]]), secret)).toBe('aws_kms_key.k0 is new: its policy is (sensitive)')
  })
})

describe('what is all new', () => {
  test.each([
    [0, 'no', 'Nothing of this existed before, and no key is among it', 0],
    [1, 'yes', '1 key is new, and nothing of this existed before', 0],
    [2, 'yes', '2 keys are new, and nothing of this existed before', 0],
    [mostLines + 3, 'yes', `${mostLines + 3} keys are new, and nothing of this existed before`, 3],
  ])('is told key by key, as far as there is room: %i', (count, changes, says, more) => {
    const world = worldOf(Array.from({ length: count }, () => [delegation]))
    const told = onlyNewKeys(resolve([world]))
    expect(told).toMatchObject({ changes, says, more })
    expect(told.lines).toHaveLength(count - more)
  })

  test('are no keys that stand elsewhere', () => {
    const world = worldOf([[delegation]])
    const keys = world.keys.map(key => ({ ...key, declared: false }))
    expect(onlyNewKeys(resolve([{ ...world, keys }])).changes).toBe('no')
  })
})

test('templates do not tell whether what they declare is new', () => {
  const told = onlyNewKeys(resolve([worldOf([[delegation]])]), { taken: true })
  expect([told.changes, told.says]).toEqual([
    'unknown',
    '1 key, taken as new: name what is deployed now with --before to see the change',
  ])
})
