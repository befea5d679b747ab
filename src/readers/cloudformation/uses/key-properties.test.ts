import { expect, test } from 'vitest'
import needs from '../../../policy/aws/service-needs.json' with { type: 'json' }
import { keyProperties } from './key-properties.ts'
import { links } from './links.ts'

test('each row is one of the table of what services need', () => {
  const named = [...keyProperties.values(), ...links.values()].flat().map(({ row }) => row)
  expect(named.filter(row => row !== '' && !Object.hasOwn(needs.rows, row))).toEqual([])
})

test('each link leads to the resource itself or to one that names a key', () => {
  const targets = [...links.values()].flat().map(({ to }) => to)
  expect(targets.filter(to => to !== 'self' && !keyProperties.has(to))).toEqual([])
})
