import { describe, expect, test } from 'vitest'
import type { Grant } from '../model/grant.ts'
import type { Alias } from '../model/inventory.ts'
import type { Key } from '../model/key.ts'
import type { KeyUse } from '../model/key-use.ts'
import { text } from '../model/text.ts'
import { keyOfExample } from '../examples/example-key.ts'
import { emptyGraph, grantTo, unknownNamed } from './fake-world.ts'
import { mattersOf, type Matter } from './matters.ts'

const key = keyOfExample({ says: '' })
const other: Key = { ...key, address: 'aws_kms_key.other', at: { ...key.at, address: 'aws_kms_key.other' } }
const grant: Grant = grantTo({ kind: 'service', name: text('s3.amazonaws.com') }, [])
const use: KeyUse = {
  address: 'aws_s3_bucket.data',
  at: { ...key.at, address: 'aws_s3_bucket.data' },
  type: 'aws_s3_bucket',
  account: '111122223333',
  key: { addresses: [] },
  needs: [],
}
const alias: Alias = { name: 'alias/app', at: { ...key.at, address: 'aws_kms_alias.app' } }

/** What is judged with what: for each matter its keys, and whatever else of these kinds it has. */
function together(about: 'grant' | 'use' | 'alias', matters: Iterable<Matter>): readonly string[] {
  return [...matters].map(matter =>
    [...matter.key(), ...matter[about]()].map(({ at }) => at.address).join(' + '),
  )
}

describe('is judged with its key, where the input tells that one alone', () => {
  const graph = { ...emptyGraph, keys: [key, other] }

  test.each<readonly [string, readonly Key[], readonly string[]]>([
    ['one key', [other], ['aws_kms_key.example', 'aws_kms_key.other + it']],
    ['one of two keys', [key, other], ['aws_kms_key.example', 'aws_kms_key.other', 'it']],
    ['no key of the input', [], ['aws_kms_key.example', 'aws_kms_key.other', 'it']],
  ])('%s', (_says, keys, expected) => {
    const grants = mattersOf({ ...graph, grants: [grant], keysOfGrant: () => keys })
    expect(together('grant', grants)).toEqual(expected.map(one => one.replace('it', grant.at.address)))
    const uses = mattersOf({ ...graph, uses: [use], keysOfUse: () => keys })
    expect(together('use', uses)).toEqual(expected.map(one => one.replace('it', use.at.address)))
  })

  test.each<readonly [string, Alias, readonly string[]]>([
    [
      'an alias of a key',
      { ...alias, key: other.address },
      ['aws_kms_key.example', 'aws_kms_key.other + aws_kms_alias.app'],
    ],
    [
      'an alias of a key of that address in another input',
      { ...alias, key: other.address, at: { ...alias.at, file: 'another' } },
      ['aws_kms_key.example', 'aws_kms_key.other', 'aws_kms_alias.app'],
    ],
    [
      'an alias of a key that is not told',
      alias,
      ['aws_kms_key.example', 'aws_kms_key.other', 'aws_kms_alias.app'],
    ],
  ])('%s', (_says, one, expected) => {
    expect(together('alias', mattersOf({ ...graph, aliases: [one] }))).toEqual(expected)
  })
})

test('what is wrong in a document hangs on what the document hangs on', () => {
  const [first, second] = [unknownNamed('var.action'), unknownNamed('var.enabled')]
  const { document } = key.policies[0]
  const endpoint = {
    address: 'aws_vpc_endpoint.kms',
    at: { ...key.at, address: 'aws_vpc_endpoint.kms' },
    policy: { document, sensitive: false },
    hangsOn: [second],
  }
  const problem = {
    code: 'missing-version',
    says: 'it has no `Version`',
    at: document.at,
    hangsOn: [first],
  } as const
  const [matter] = mattersOf({ ...emptyGraph, endpoints: [endpoint] }, { problemsIn: () => [problem] })
  expect(matter?.problem().map(one => one.problem.hangsOn)).toEqual([[first, second]])
})
