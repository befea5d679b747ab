import { expect, test } from 'vitest'
import { text, type Text } from '../model/text.ts'
import type { Unknown } from '../model/unknown.ts'
import { roleNamed } from '../rules/fake-world.ts'
import { nameOf } from './caller-reasons.ts'

const at = { file: 'example', address: 'App', pointer: '' }
const hole: Unknown = {
  kind: 'unknown',
  reason: 'not-in-input',
  name: 'AWS::AccountId',
  shape: 'anything',
  at,
}

test.each<[string, Text, string]>([
  ['a name that is told', text('arn:aws:iam::111122223333:role/team/App'), 'role/team/App'],
  ['a user', text('arn:aws:iam::111122223333:user/ann'), 'user/ann'],
  ['a name in an account that is not told', text('arn:aws:iam::', hole, ':role/App'), 'role/App'],
  ['a name that is not told', text('arn:aws:iam::', hole, ':role/', hole), 'aws_iam_role.App'],
  ['half a name', text('arn:aws:iam::111122223333:role/', hole, '-app'), 'aws_iam_role.App'],
  ['nothing', text(hole), 'aws_iam_role.App'],
])('a role or user is called by its name or its address: %s', (_, arn, name) => {
  expect(nameOf({ ...roleNamed('App'), arn })).toBe(name)
})
