import { describe, expect, test } from 'vitest'
import { policy, readingOf, key, root, statement, roleArn } from '../worlds/test-changes.ts'
import { comparedChanges } from '../worlds/compared-worlds.ts'

async function changesOf(before: readonly object[], after: readonly object[]) {
  const input = await readingOf([
    key(
      'k',
      policy(root, ...before.map(one => ({ ...one }))),
      policy(root, ...after.map(one => ({ ...one }))),
    ),
  ])
  return [...comparedChanges([input], []).change.keys()].flatMap(({ accesses }) => accesses)
}

const many = (word: string, action = 'kms:Decrypt') =>
  Array.from({ length: 60 }, (_, index) =>
    statement(roleArn('r'), action, {
      Condition: { StringEquals: { 'kms:EncryptionContext:for': `${word}${index}` } },
    }),
  )

describe('more statements for one principal than are compared with each other', () => {
  test('are no change in another order', async () => {
    expect(await changesOf(many('a'), many('a').toReversed())).toEqual([])
  })

  test('leave open whether others come to the same', async () => {
    const changes = await changesOf(many('a'), many('b'))
    expect(new Set(changes.map(({ kind, certainty }) => `${certainty} ${kind}`))).toEqual(
      new Set(['possible widened', 'possible narrowed']),
    )
    expect(changes[0]?.unknowns.at(-1)?.name).toBe('whether one of 60 other ways comes to the same')
  })

  test('are certain for actions that the other side does not have', async () => {
    const changes = await changesOf(many('a'), many('a', 'kms:Encrypt'))
    expect(new Set(changes.map(({ kind, certainty }) => `${certainty} ${kind}`))).toEqual(
      new Set(['certain gained', 'certain lost']),
    )
  })
})
