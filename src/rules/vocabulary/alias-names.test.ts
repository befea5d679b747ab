import { expect, test } from 'vitest'
import type { Text } from '../../model/text.ts'
import type { Tri } from '../../model/tri.ts'
import { emptyWorld, unknownNamed } from '../fake-world.ts'
import { hasInvalidName, isReserved } from './alias-names.ts'

const at = { file: 'example', address: 'aws_kms_alias.a', pointer: '' }
const hole = unknownNamed('var.name')
const longest = `alias/${'a'.repeat(250)}`
const stack = unknownNamed('AWS::StackName')

test.each<readonly [string, Tri, Tri]>([
  ['alias/app', 'no', 'no'],
  ['alias/aws/app', 'yes', 'no'],
  ['alias/awsome', 'no', 'no'],
  ['alias/a:b', 'no', 'yes'],
  ['Alias/app', 'no', 'yes'],
  ['', 'no', 'yes'],
  [longest, 'no', 'no'],
  [`${longest}a`, 'no', 'yes'],
])('the name %j', (name, reserved, invalid) => {
  expect(isReserved.ask({ name, at }, emptyWorld).is).toBe(reserved)
  expect(hasInvalidName.ask({ name, at }, emptyWorld).is).toBe(invalid)
})

test.each<readonly [string, Text, Tri, Tri]>([
  ['a beginning that is right', ['alias/app-', hole], 'no', 'unknown'],
  ['nothing but `alias/`', ['alias/', hole], 'unknown', 'unknown'],
  ['a reserved beginning', ['alias/aws/', hole], 'yes', 'unknown'],
  ['a character that is not allowed', ['alias/', hole, '.x'], 'unknown', 'yes'],
  ['another beginning', ['app-', hole], 'no', 'yes'],
  ['the name of a stack', ['alias/', stack, '-app'], 'no', 'no'],
  ['the name of a stack that can be `aws`', ['alias/', stack, '/app'], 'unknown', 'unknown'],
  ['the name of a stack beside what is not allowed', ['alias/', stack, '.app'], 'no', 'yes'],
  ['the name of a stack beside what is not known', ['alias/', stack, '-', hole], 'unknown', 'unknown'],
  ['a hole in front', [hole, '-app'], 'unknown', 'unknown'],
  ['a hole in front of what is not allowed', [hole, ' app'], 'unknown', 'yes'],
])('a name of which part is known: %s', (_, partOfName, reserved, invalid) => {
  const alias = { partOfName, at }
  expect(isReserved.ask(alias, emptyWorld).is).toBe(reserved)
  expect(hasInvalidName.ask(alias, emptyWorld).is).toBe(invalid)
})

test('a name hangs on the holes that are in it', () => {
  const alias = { partOfName: ['alias/', stack, '-', hole], at }
  expect(hasInvalidName.ask(alias, emptyWorld).hangsOn).toEqual([stack, hole])
})

test('a name of which nothing is known hangs on a hole', () => {
  expect(hasInvalidName.ask({ at }, emptyWorld)).toMatchObject({ is: 'unknown', hangsOn: [{ at }] })
  expect(isReserved.ask({ at }, emptyWorld)).toMatchObject({ is: 'unknown', hangsOn: [{ at }] })
})
