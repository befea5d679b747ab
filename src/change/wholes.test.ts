import { describe, expect, test } from 'vitest'
import type { Access } from '../model/access.ts'
import type { Principal } from '../model/principal.ts'
import { comparedChanges } from '../worlds/compared-worlds.ts'
import { key, policy, readingOf, statement } from '../worlds/test-changes.ts'
import { wholesAmong } from './wholes.ts'

async function accessesOf(...principals: readonly unknown[]): Promise<readonly Access[]> {
  const written = policy(...principals.map(one => statement(one, 'kms:Decrypt')))
  const { after } = comparedChanges([await readingOf([key('k', written)])], []).change
  return after.keys.flatMap(each => after.everyAccessTo(each).own)
}

const numbers = Array.from({ length: 3_000 }, (_, index) => index)
const root = (index: number) => ({ AWS: `arn:aws:iam::${100_000_000_000 + index}:root` })

describe('classes that hold a class', () => {
  test('are looked for in its account and among those of no account', async () => {
    const classes = (await accessesOf('*', ...numbers.slice(0, 100).map(root))).map(
      access => [access] as const,
    )
    const asked: Principal[] = []
    const wholes = wholesAmong(classes, whole => {
      asked.push(whole)
      return 'yes'
    })
    wholes({ kind: 'everyone-of-account', account: '100000000007' })
    expect(asked.map(({ kind }) => kind)).toEqual(['everyone', 'account'])
  })

  test('may hold it once it was asked too often', async () => {
    const [everyone] = await accessesOf('*')
    if (everyone === undefined) throw new Error('no access')
    const wholes = wholesAmong([[everyone]], () => 'no')
    const found = numbers.map(index =>
      wholes({ kind: 'account', account: `${100_000_000_000 + index}` }).map(({ holds }) => holds),
    )
    expect([found[0], found[1_999], found[2_000]]).toEqual([[], [], ['unknown']])
  })
})
