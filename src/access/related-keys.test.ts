import { expect, test } from 'vitest'
import type { Key } from '../model/key.ts'
import { keyOfExample } from '../examples/example-key.ts'
import { relatedKeys } from './related-keys.ts'

const arn = 'arn:aws:kms:us-east-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab'
const template = keyOfExample({ says: '' })

function key(file: string, address: string, rest: Partial<Key> = {}): Key {
  return { ...template, address, at: { file, address, pointer: '' }, ...rest }
}

test('a replica belongs to the key of its own input that it names, or to the one with that ARN', () => {
  const primary = key('a', 'main', { arn })
  const namesake = key('b', 'main')
  const byAddress = key('a', 'replica', { replica: true, primary: 'main' })
  const byArn = key('b', 'replica', { replica: true, primary: arn })
  const { primaryOf, replicasOf } = relatedKeys([primary, namesake, byAddress, byArn])
  expect([byAddress, byArn, primary].map(primaryOf)).toEqual([primary, primary, undefined])
  expect(replicasOf(primary)).toEqual([byAddress, byArn])
  expect(replicasOf(namesake)).toEqual([])
})

test('a replica that does not tell its primary may be one of any key', () => {
  const lost = key('a', 'replica', { replica: true })
  const { primaryOf, replicasOf } = relatedKeys([key('a', 'main'), lost])
  expect(primaryOf(lost)).toBeUndefined()
  expect(replicasOf(key('a', 'main'))).toEqual([lost])
})
