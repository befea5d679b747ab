import { expect, test } from 'vitest'
import { includes, noActions, union } from '../model/action-set.ts'
import { actionNames } from './actions.ts'
import callers from './aws/caller-actions.json' with { type: 'json' }
import needs from './aws/service-needs.json' with { type: 'json' }
import { callerActionsOf, callerCatalogue, isAboutContents } from './caller-actions.ts'

const rows = Object.keys(callers.rows)

test('each row is one of the table of services whose caller needs the key', () => {
  const ofCallers = Object.entries(needs.rows).filter(([, { by }]) => by === 'caller')
  expect(ofCallers.map(([row]) => row)).toEqual(expect.arrayContaining(rows))
})

test('each action needs something, of the actions of KMS', () => {
  const all = rows.flatMap(row =>
    ['aws_ebs_volume', 'aws_instance'].flatMap(type => callerActionsOf(row, type)),
  )
  expect(all.every(one => union(one.needs, one.sometimes) !== noActions)).toBe(true)
  expect(all.every(({ bit }) => bit !== noActions && includes(callerCatalogue.all, bit))).toBe(true)
})

test('an action concerns some types of a row', () => {
  const ofVolume = callerActionsOf('ebs', 'aws_ebs_volume')
  expect(ofVolume.map(({ name, needs: some }) => [name, ...actionNames(some)])).toEqual([
    ['ec2:AttachVolume', 'kms:CreateGrant'],
  ])
  expect(callerActionsOf('ebs', 'aws_launch_template')).toEqual([])
})

test('objects stand in buckets', () => {
  expect(isAboutContents('s3', 'aws_s3_bucket')).toBe(true)
  expect(isAboutContents('s3', 'aws_s3_object')).toBe(false)
  expect(isAboutContents('sqs', 'aws_sqs_queue')).toBe(false)
})

test('nothing for what the table does not have', () => {
  expect(callerActionsOf('constructor', 'x')).toEqual([])
  expect(isAboutContents('toString', 'x')).toBe(false)
})
