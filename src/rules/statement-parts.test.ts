import { expect, test } from 'vitest'
import { documentWith } from '../examples/example-node.ts'
import { allow } from './example-statements.ts'
import { hole, type ExampleValue } from './example.ts'
import { setApart, type Sorts } from './statement-parts.ts'
import { written } from './vocabulary/corrections.ts'

const at = { file: 'test', address: 'test', pointer: '' }

const isEncrypt: Sorts = name => (name === 'kms:Encrypt' ? 'yes' : name.includes('*') ? 'unknown' : 'no')

function apart(Action: ExampleValue, element: 'Action' | 'NotAction' = 'Action') {
  const [statement] = documentWith(allow({ Sid: 'App', [element]: Action }), at).statements
  const correction =
    statement && setApart(statement, isEncrypt, part => ({ ...written(part), Resource: 'key' }))
  return correction?.kind === 'statement' ? correction.write : undefined
}

test('a statement of such actions alone is written anew, under its name', () => {
  expect(apart('kms:Encrypt')).toEqual([
    { Sid: 'App', Effect: 'Allow', Action: 'kms:Encrypt', Resource: 'key' },
  ])
})

test('other actions keep their statement and its name', () => {
  expect(apart(['kms:Encrypt', 's3:GetObject', 'kms:Decrypt'])).toEqual([
    { Sid: 'App', Effect: 'Allow', Action: ['s3:GetObject', 'kms:Decrypt'], Resource: '*' },
    { Effect: 'Allow', Action: 'kms:Encrypt', Resource: 'key' },
  ])
})

test.each<[string, ExampleValue, ('Action' | 'NotAction')?]>([
  ['there is no such action', 'kms:Decrypt'],
  ['a pattern covers actions of both kinds', ['kms:Encrypt', 'kms:*']],
  ['an action is not told', ['kms:Encrypt', hole('var.action')]],
  ['the list is of exceptions', 'kms:Encrypt', 'NotAction'],
])('nothing is written where %s', (_, actions, element) => {
  expect(apart(actions, element)).toBeUndefined()
})
