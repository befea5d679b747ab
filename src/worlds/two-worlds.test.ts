import { describe, expect, test } from 'vitest'
import { emptyInventory } from '../model/inventory.ts'
import { key, keyArn, policy, readingOf, resource, root } from './test-changes.ts'
import { twoWorlds } from './two-worlds.ts'

const writes = (name: string, before: boolean, after: boolean, more = {}) => {
  const values = { key_id: keyArn(name), policy: policy(root), ...more }
  return resource(`aws_kms_key_policy.${name}`, before ? values : null, after ? values : null)
}

describe('a key that stands elsewhere is on both sides, before with', () => {
  const cases: readonly (readonly [string, object, readonly string[], readonly string[]])[] = [
    ['a policy that nothing tells, if one is new', writes('out', false, true), ['untold'], ['written']],
    ['the policy of before, if it goes', writes('out', true, false), ['written'], ['aws-default']],
    [
      'the same policy, if it stays when its resource goes',
      writes('out', true, false, { bypass_policy_lockout_safety_check: true }),
      ['written'],
      ['written'],
    ],
    ['the same policy, if nothing is done', writes('out', true, true), ['written'], ['written']],
  ]
  test.each(cases)('%s', async (_, change, before, after) => {
    const worlds = twoWorlds([await readingOf([change])], [])
    const policies = [worlds.before, worlds.after].map(({ keys }) =>
      keys.flatMap(({ declared, policies: all }) =>
        all.map(({ source, document }) => [declared, document.holes.length > 0 ? 'untold' : source]),
      ),
    )
    expect(policies).toEqual([before, after].map(side => side.map(source => [false, source])))
  })

  test('nothing besides, if its own plan has it too', async () => {
    const { before, after } = twoWorlds(
      [await readingOf([key('out', policy(root)), writes('out', false, true)])],
      [],
    )
    expect([before.keys.length, after.keys.length]).toEqual([1, 1])
  })
})

test('of what is created there is nothing before', async () => {
  const created = resource('aws_kms_key.k', null, { policy: policy(root) })
  const { before, after } = twoWorlds([await readingOf([created])], [])
  expect(before).toMatchObject(emptyInventory)
  expect(after.keys).toHaveLength(1)
})
